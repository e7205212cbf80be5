"""What a local module takes and gives, read from its files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from presynth import small_files

_BLOCK = re.compile(r'^(?P<kind>variable|output)\s+"?(?P<name>[\w-]+)"?\s*\{', re.MULTILINE)
_DEFAULT = re.compile(r"(?:^|[{\n;])\s*default\s*=", re.MULTILINE)
_COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|(?:#|//)[^\n]*|/\*.*?\*/', re.DOTALL)
_MOST_FILES = 50


@dataclass(frozen=True)
class Declared:
    """The names of a module's variables (`required`: those without a default) and outputs."""

    variables: frozenset[str]
    required: frozenset[str]
    outputs: frozenset[str]


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
    for name in files:
        try:
            text = _COMMENT.sub(_blank, small_files.text(folder / name))
        except OSError:
            return None
        for block in _BLOCK.finditer(text):
            if block["kind"] == "output":
                outputs.add(block["name"])
                continue
            variables.add(block["name"])
            if not _DEFAULT.search(text[block.end() : _end(text, block.end())]):
                required.add(block["name"])
    return Declared(frozenset(variables), frozenset(required), frozenset(outputs))


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
