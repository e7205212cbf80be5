"""Terraform's templates in text: `${…}` and `%{…}`, as Terraform 1.11 reads them (tried with `terraform validate`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

HOLE = "\0"
"""Stands in text for what is not known of it."""

Verdict = Literal["fine", "refused", "number"]

_DIRECTIVES = {"if", "else", "endif", "for", "endfor"}
_ROOTS = {
    "count",
    "data",
    "each",
    "ephemeral",
    "local",
    "module",
    "path",
    "provider",
    "resource",
    "self",
    "terraform",
    "var",
}  # fmt: skip
_WORDS = {"true", "false", "null"}
_BOUND = re.compile(r"\bfor\s+(\w+)(?:\s*,\s*(\w+))?\s+in\b")
_FUNCTION = re.compile(r"[A-Za-z_][\w-]*(?:::[\w-]+)*\s*\(")
_NUMBER = re.compile(r"[\d.]+(?:\s*[<>=!+*/%?&|-].*)?", re.DOTALL)
_REFERENCE = re.compile(r"(?P<root>[A-Za-z_][\w-]*)(?P<steps>(?:\.[\w*-]+|\[[^\]]*\])*)(?P<rest>.*)", re.DOTALL)


class Template(NamedTuple):
    """A template in text: `start` is the offset of its first character, `expression` what is between the braces."""

    start: int
    mark: Literal["$", "%"]
    expression: str
    closed: bool

    @property
    def text(self) -> str:
        return f"{self.mark}{{{self.expression}" + ("}" if self.closed else "")


def templates(text: str) -> Iterator[Template]:
    """The templates in text, those that are escaped (`$${…}`) left out."""
    position = 0
    while position < len(text) - 1:
        mark = text[position]
        if mark not in "$%" or text[position + 1] not in "{$%":
            position += 1
        elif text.startswith(f"{mark}{mark}{{", position):
            position += 3
        elif text[position + 1] == "{":
            end = _end(text, position + 2)
            inner = text[position + 2 : len(text) if end is None else end]
            yield Template(position, "$" if mark == "$" else "%", inner, end is not None)
            position = len(text) if end is None else end + 1
        else:
            position += 1


def _end(text: str, start: int) -> int | None:
    """The offset of the brace that closes the one before `start`."""
    depth, quoted = 1, False
    position = start
    while position < len(text):
        character = text[position]
        if quoted:
            quoted = character != '"'
            position += 1 if character == "\\" else 0
        elif character == '"':
            quoted = True
        elif character in "{}":
            depth += 1 if character == "{" else -1
            if depth == 0:
                return position
        position += 1
    return None


def bound_names(expression: str) -> set[str]:
    """The names that a `for` binds."""
    return {name for names in _BOUND.findall(expression) for name in names if name}


def bound_in(found: Iterable[Template]) -> set[str]:
    """The names that directives of a text bind: `%{ for name in … }`."""
    return {name for template in found if template.mark == "%" for name in bound_names(template.expression)}


def verdict(template: Template) -> Verdict:
    """What Terraform makes of it. What is not known of the text is never a fault."""
    expression = template.expression.strip().strip("~").strip()
    if HOLE in expression:
        return "fine"
    if not template.closed:
        return "refused"
    if template.mark == "%":
        return "fine" if expression.split(" ")[0].split("(")[0] in _DIRECTIVES else "refused"
    if expression.isdigit():
        return "number"
    inner = expression.lstrip("!- ")
    if not inner or inner[0] in "#@?*/%^&|=+.,:;$":
        return "refused"
    if inner[0].isdigit():
        return "fine" if _NUMBER.fullmatch(inner) else "refused"
    if not (inner[0].isalpha() or inner[0] == "_") or _FUNCTION.match(inner):
        return "fine"
    return _reference_verdict(inner)


def _reference_verdict(expression: str) -> Verdict:
    found = _REFERENCE.fullmatch(expression)
    assert found is not None
    root, steps, rest = found["root"], found["steps"], found["rest"].strip()
    if root in _WORDS:
        return "fine"
    if not steps.startswith(".") or rest.startswith(":"):
        return "refused"
    # All types of resources begin with the name of their provider and an underscore.
    return "fine" if root in _ROOTS or ("_" in root and root == root.lower()) else "refused"
