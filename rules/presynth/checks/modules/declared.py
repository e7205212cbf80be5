"""What a local module takes and gives, read from its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from presynth import small_files

_BLOCK = re.compile(r'^(?P<kind>variable|output)\s+"?(?P<name>[\w-]+)"?\s*\{', re.MULTILINE)
_DEFAULT = re.compile(r"(?:^|[{\n;])\s*default\s*=", re.MULTILINE)
_TERRAFORM = re.compile(r"^terraform\s*\{", re.MULTILINE)
_REQUIRED_VERSION = re.compile(r'^\s*required_version\s*=\s*"([^"\n$]+)"', re.MULTILINE)
_REQUIRED_PROVIDERS = re.compile(r"^\s*required_providers\s*\{", re.MULTILINE)
_PROVIDER = re.compile(r'([\w-]+)\s*=\s*(?:"([^"\n]*)"|\{)')
_OF_PROVIDER = re.compile(r'(source|version)\s*=\s*"([^"\n]*)"')
_COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|(?:#|//)[^\n]*|/\*.*?\*/', re.DOTALL)
_MOST_FILES = 50


@dataclass(frozen=True)
class Wanted:
    """A version that a module asks for: of a provider (`source` is `hashicorp/aws`), or, "", of Terraform itself."""

    file: Path
    source: str
    version: str


@dataclass(frozen=True)
class Declared:
    """The names of a module's variables (`required`: those without a default) and outputs, and what it asks for."""

    variables: frozenset[str]
    required: frozenset[str]
    outputs: frozenset[str]
    wanted: tuple[Wanted, ...] = ()


def declared(folder: Path) -> Declared | None:
    """What the module in `folder` declares; None where it cannot be read, is none, or is written as JSON too."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return None
    files = [name for name in names if name.endswith((".tf", ".tofu"))]
    if not files or len(files) > _MOST_FILES or any(name.endswith((".tf.json", ".tofu.json")) for name in names):
        return None
    variables: set[str] = set()
    required: set[str] = set()
    outputs: set[str] = set()
    wanted: list[Wanted] = []
    for name in files:
        try:
            text = _COMMENT.sub(_blank, small_files.text(folder / name))
        except OSError:
            return None
        wanted += _wanted(folder / name, text)
        for block in _BLOCK.finditer(text):
            if block["kind"] == "output":
                outputs.add(block["name"])
                continue
            variables.add(block["name"])
            if not _DEFAULT.search(text[block.end() : _end(text, block.end())]):
                required.add(block["name"])
    return Declared(frozenset(variables), frozenset(required), frozenset(outputs), tuple(wanted))


def _wanted(file: Path, text: str) -> Iterator[Wanted]:
    for block in _TERRAFORM.finditer(text):
        body = text[block.end() : _end(text, block.end())]
        yield from (Wanted(file, "", found[1]) for found in _REQUIRED_VERSION.finditer(body))
        for providers in _REQUIRED_PROVIDERS.finditer(body):
            yield from _wanted_providers(file, body[providers.end() : _end(body, providers.end())])


def _wanted_providers(file: Path, text: str) -> Iterator[Wanted]:
    """`aws = "~> 5.0"`, or `aws = { source = "hashicorp/aws", version = "~> 5.0" }`."""
    position = 0
    while (provider := _PROVIDER.search(text, position)) is not None:
        position = provider.end()
        fields = {"version": provider[2]} if provider[2] is not None else {}
        if provider[2] is None:
            position = _end(text, provider.end())
            fields = {found[1]: found[2] for found in _OF_PROVIDER.finditer(text[provider.end() : position])}
        source = fields.get("source", provider[1]).lower().removeprefix("registry.terraform.io/")
        if fields.get("version"):
            yield Wanted(file, source if "/" in source else f"hashicorp/{source}", fields["version"])


def _blank(found: re.Match[str]) -> str:
    """Strings stay, without what looks like a brace; comments go."""
    text = found[0]
    return re.sub(r"[{}]", "_", text) if text.startswith('"') else " "


def _end(text: str, start: int) -> int:
    """Where the block ends whose first brace is before `start`."""
    depth = 1
    for position in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return len(text)
