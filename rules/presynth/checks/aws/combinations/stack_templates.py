"""What a stack of CloudFormation is given, and what its template asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from typing import Any

from presynth.checks.aws.combinations.conditions import shown
from presynth.checks.aws.combinations.consequences import Breach, Consequence
from presynth.checks.aws.combinations.row import Row
from presynth.checks.aws.values import text
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.checks.common.similar import nearest
from presynth.program.values import Constant, Mapping, Text, Token

_SECTION = re.compile(r"Parameters\s*:\s*(#.*)?")
_NAME = re.compile(r"(\s+)[\"']?([A-Za-z0-9]+)[\"']?\s*:\s*(#.*)?")
_DEFAULT = re.compile(r"\s+[\"']?Default[\"']?\s*:.*")
_STAND_IN = "x"

Parameters = Dict[str, bool]
"""The parameters of a template, and whether each has a default."""


class GivenParameters(Consequence):
    """What is given are parameters of the template, and none that it has no default for is left out."""

    names = ("parameters", "template_body")

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        template = block.field(("template_body",))
        asked = None if template is None else _parameters(_text(template))
        given = _given(block)
        if template is None or asked is None or given is None:
            return
        field = block.field(("parameters",))
        for name, place in given.items():
            if name not in asked:
                meant = nearest(name, asked)
                hint = f" (`{meant[0]}` may be meant)" if meant else ""
                yield Breach(place, f"the template has no parameter `{name}`{hint}")
        missing = tuple(name for name, has_default in asked.items() if not has_default and name not in given)
        if missing and set(given) <= set(asked):
            place = block.place if field is None else field.place
            yield Breach(place, f"the template needs the parameter {shown(missing[:1])}, which has no default")


def _given(block: Block) -> Dict[str, Any] | None:
    """Where each parameter is given; None where that is not known of all."""
    field = block.field(("parameters",))
    if field is None:
        return {} if block.presence(("parameters",)) is Presence.UNSET else None
    if not isinstance(field.value, Mapping) or field.value.open:
        return None
    named = [(text(entry.key), entry.key_place or field.place) for entry in field.value.entries]
    return {name: place for name, place in named if name is not None} if None not in dict(named) else None


def _text(field: Field) -> str | None:
    """The template, with something in the place of what Terraform puts into it."""
    value = field.value
    if isinstance(value, Constant):
        return value.value if isinstance(value.value, str) else None
    if not isinstance(value, Text) or not all(isinstance(part, str | Token) for part in value.parts):
        return None
    return "".join(part if isinstance(part, str) else _STAND_IN for part in value.parts)


def _parameters(template: str | None) -> Parameters | None:
    """The parameters of a template; None where it cannot be read."""
    if template is None or "Resources" not in template:
        return None
    try:
        content = json.loads(template)
    except ValueError:
        return None if template.lstrip().startswith("{") else _in_yaml(template)
    return _in_json(content)


def _in_json(content: Any) -> Parameters | None:
    section = content.get("Parameters", {}) if isinstance(content, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if not isinstance(section, dict) or (isinstance(content, dict) and "Transform" in content):
        return None
    return {str(name): isinstance(asked, dict) and "Default" in asked for name, asked in section.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _in_yaml(template: str) -> Parameters | None:
    """Those of a template in blocks, as templates are written; None for anything else."""
    lines = [line for line in template.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    margin = min(len(line) - len(line.lstrip()) for line in lines)
    lines = [line[margin:] for line in lines]
    if any(line.startswith("Transform") for line in lines):
        return None
    start = next((number for number, line in enumerate(lines) if _SECTION.fullmatch(line.rstrip())), None)
    if start is None:
        return None if any(line.startswith("Parameters") for line in lines) else {}
    found: dict[str, bool] = {}
    depth, name = 0, ""
    for line in lines[start + 1 :]:
        if not line[0].isspace():
            break
        named = _NAME.fullmatch(line.rstrip())
        depth = depth or len(line) - len(line.lstrip())
        if len(line) - len(line.lstrip()) == depth:
            if named is None:
                return None
            name = named[2]
            found[name] = False
        elif _DEFAULT.fullmatch(line.rstrip()):
            found[name] = True
    return found


ROWS: tuple[Row, ...] = (
    Row(
        ("aws_cloudformation_stack",),
        (GivenParameters(),),
        "CloudFormation refuses the stack",
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
    ),
)
