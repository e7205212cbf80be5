"""What an expression of Terraform's refers to, and which functions it calls."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from presynth.checks.templates.syntax import bound_names, templates

_NAME = re.compile(r"[A-Za-z_][\w-]*")
_STEP = re.compile(r"\s*\.\s*([A-Za-z_][\w-]*|\d+|\*)")
_CALL = re.compile(r"\s*\(")
INDEX = "[]"
"""The step of an index in brackets."""


class Reference(NamedTuple):
    """`aws_s3_bucket.logs[0].arn`: the first name, and the steps behind it (names, numbers, `*`, `INDEX`)."""

    root: str
    steps: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join((self.root, *("[…]" if step == INDEX else f".{step}" for step in self.steps)))


class Call(NamedTuple):
    """A function that is called."""

    name: str


def parts(expression: str, around: Collection[str] = ()) -> Iterator[Reference | Call]:
    """The references with a step at least, and the calls, in order.

    What a `for` binds is left out, in the expression or in the directives `around` it.
    """
    bound = bound_names(expression)
    for part in _parts(expression):
        if not (isinstance(part, Reference) and (part.root in bound or part.root in around)):
            yield part


def _parts(expression: str) -> Iterator[Reference | Call]:
    position = 0
    while position < len(expression):
        character = expression[position]
        if character == '"':
            end = _quoted(expression, position)
            for template in templates(expression[position + 1 : end - 1]):
                if template.mark == "$":
                    yield from _parts(template.expression)
            position = end
        elif character.isalpha() or character == "_":
            found = _NAME.match(expression, position)
            assert found is not None
            position = found.end()
            if expression.startswith("::", position):
                position += 2 + len(re.match(r"[\w:-]*", expression[position + 2 :])[0])  # type: ignore[index]
            elif _CALL.match(expression, position):
                yield Call(found[0])
            else:
                steps, position, inner = _steps(expression, position)
                if steps:
                    yield Reference(found[0], steps)
                for each in inner:
                    yield from _parts(each)
        elif character.isdigit() or character == ".":
            position = re.compile(r"[\d.]*[\w.]*").match(expression, position).end()  # type: ignore[union-attr]
        else:
            position += 1


def _steps(expression: str, position: int) -> tuple[tuple[str, ...], int, list[str]]:
    """The steps from `position` on, where they end, and what stands in their brackets."""
    steps: list[str] = []
    inner: list[str] = []
    while position < len(expression):
        named = _STEP.match(expression, position)
        if named is not None:
            steps.append(named[1])
            position = named.end()
        elif expression[position] == "[":
            end = _bracketed(expression, position)
            index = expression[position + 1 : end - 1]
            steps.append("*" if index.strip() == "*" else INDEX)
            inner.append(index)
            position = end
        else:
            break
    return tuple(steps), position, inner


def _quoted(text: str, start: int) -> int:
    """The offset behind the string that begins at `start`; templates in it may hold strings."""
    position, depth = start + 1, 0
    while position < len(text):
        if text[position] == "\\":
            position += 1
        elif text.startswith(("${", "%{"), position):
            depth += 1
            position += 1
        elif text[position] == "}" and depth:
            depth -= 1
        elif text[position] == '"' and not depth:
            return position + 1
        position += 1
    return len(text)


def _bracketed(text: str, start: int) -> int:
    depth, position = 0, start
    while position < len(text):
        if text[position] == '"':
            position = _quoted(text, position)
            continue
        depth += {"[": 1, "]": -1}.get(text[position], 0)
        position += 1
        if depth == 0:
            return position
    return len(text)
