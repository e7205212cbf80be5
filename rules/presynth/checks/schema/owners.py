"""What attributes something has, and which of them is meant by a name that is none of them."""

from __future__ import annotations

import difflib
import re
from typing import NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Property
from presynth.checks.schema.calls import class_of
from presynth.checks.schema.matching import Match, match, nearest
from presynth.checks.schema.runtime import Kind, nature
from presynth.checks.schema.wording import article
from presynth.program import classes
from presynth.program.values import Constant, InstanceValue, ProjectClass, StructValue, Value
from presynth.source.statement import Statement

_BUILTINS: dict[Kind, tuple[str, type]] = {
    "str": ("text", str),
    "float": ("a number", float),
    "list": ("a list", list),
    "tuple": ("a tuple", tuple),
    "set": ("a set", set),
    "dict": ("a dict", dict),
}
_TYPING_ERROR = 0.85
"""How alike names are of which one is the other with a letter wrong."""
_UNSEEN = re.compile(r"\b(setattr|__dict__|vars|__getattr__|__getattribute__|__slots__)\b")
_WRITTEN = re.compile(r"\.(\w+)\s*(?::[^=\n]+)?=(?!=)|\bdef (\w+)|^\s*(\w+)\s*[:=]", re.MULTILINE)


class Owner(NamedTuple):
    """What has the attributes: in words, and the attributes themselves."""

    words: str
    attributes: dict[str, Property]
    others: tuple[str, ...]
    terraform_type: str = ""


def owner_of(base: Value, name: str, catalog: Catalog) -> Owner | None:
    """What `base` is and has, None where it may have the attribute all the same."""
    if isinstance(base, InstanceValue) and base.instance.project_class is not None:
        return _of_project(base, name, catalog)
    type_ = base.type if isinstance(base, StructValue) else class_of(base, catalog)
    if type_ is not None:
        methods = tuple(name for name in catalog.methods(type_) if not name.startswith(("_", "reset_")))
        fields = {name: field for name, field in catalog.attributes(type_).items() if not name.startswith("_")}
        return Owner(f"{article(type_.name)} `{type_.name}`", fields, methods, type_.terraform_type)
    if isinstance(base, Constant) and not base.certain:
        return None
    kind = nature(base, catalog)
    words, builtin = _BUILTINS.get(kind.kind, ("", None)) if kind is not None else ("", None)
    if builtin is None or hasattr(builtin, name):
        return None
    return Owner(words, {}, tuple(each for each in dir(builtin) if not each.startswith("_")))


def _of_project(base: InstanceValue, name: str, catalog: Catalog) -> Owner | None:
    """A construct of the project: only what nothing in its classes writes, and what is near to something they do."""
    project_class, type_ = base.instance.project_class, base.instance.type
    if project_class is None or type_ is None:
        return None
    text = "\n".join(_text(each) for each in classes.linearized(project_class))
    written = {each for found in _WRITTEN.findall(text) for each in found if each}
    if _UNSEEN.search(text) or name in written or re.search(rf"['\"]{re.escape(name)}['\"]", text):
        return None
    others = (*sorted(written), *catalog.attributes(type_), *catalog.methods(type_))
    if not difflib.get_close_matches(name, others, 1, _TYPING_ERROR):
        return None
    return Owner(f"{article(project_class.name)} `{project_class.name}`", {}, others)


def _text(project_class: ProjectClass) -> str:
    place = project_class.place
    if place is None:
        return ""
    lines: list[str] = []
    waiting: list[Statement] = [place.statement]
    while waiting:
        statement = waiting.pop()
        lines.append(statement.text)
        waiting.extend(statement.body)
    return "\n".join(lines)


def attribute_meant(name: str, known: Owner) -> Match | None:
    found = match(name, known.attributes)
    if found is not None and found.certain:
        return found
    own = _without_own_name(name, known)
    if own is not None:
        return Match(own, False, True)
    if found is not None and found.clear and not found.name.endswith(f"_{name}"):
        return found
    # `queue_arn` and `bucket_name` are what the AWS CDK calls `arn` and `bucket`.
    kind, _, part = name.rpartition("_")
    for other in (part, kind):
        if part in ("arn", "id", "name", "url") and other in known.attributes:
            return Match(other, False)
    near = nearest(name, (*known.attributes, *known.others))
    return None if near is None else Match(near, False)


def _without_own_name(name: str, known: Owner) -> str | None:
    """`arn` for the `function_arn` of a function, `bucket` for the `bucket_name` of a bucket."""
    words = name.split("_")
    for number in range(1, len(words)):
        own, rest = "_".join(words[:number]), "_".join(words[number:])
        if known.terraform_type.endswith(f"_{own}"):
            return next((each for each in (rest, own) if each in known.attributes), None)
    return None
