"""Strings of which some parts are known."""

from __future__ import annotations

from collections.abc import Iterable

from presynth.program.values import UNKNOWN, Choice, Constant, Text, Unknown, Value, join
from presynth.source.statement import Place


def text_of(value: Value) -> str | Value:
    """What `str(value)` is: the text itself where it is known, else a value that stands for it."""
    if isinstance(value, Constant):
        return value.value if isinstance(value.value, str) else str(value.value)
    return value


def concatenate(parts: Iterable[str | Value], *, certain: bool = True, origin: Place | None = None) -> Value:
    """The parts as one value: a constant where all are known, else text with its literal neighbours merged.

    A part that is a choice makes a choice of the whole, as long as there are few.
    """
    flat = _flattened(parts)
    for index, part in enumerate(flat):
        if isinstance(part, Choice) and all(isinstance(option, Constant | Text) for option in part.options):
            before, behind = flat[:index], flat[index + 1 :]
            return join(
                [
                    concatenate([*before, text_of(option), *behind], certain=certain, origin=origin)
                    for option in part.options
                ]
            )
    merged: list[str | Value] = []
    for part in flat:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    if all(isinstance(part, str) for part in merged):
        return Constant("".join(part for part in merged if isinstance(part, str)), certain, origin=origin)
    if len(merged) == 1 and isinstance(merged[0], Unknown):
        return UNKNOWN
    return Text(tuple(merged), origin=origin)


def _flattened(parts: Iterable[str | Value]) -> list[str | Value]:
    flat: list[str | Value] = []
    for part in parts:
        if isinstance(part, Text):
            flat.extend(part.parts)
        elif isinstance(part, Constant):
            flat.append(str(part.value))
        else:
            flat.append(part)
    return flat
