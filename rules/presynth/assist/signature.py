"""Signature help: what the call around a position takes, and which argument is being written."""

from __future__ import annotations

from dataclasses import dataclass

from presynth.assist.callee import Callee, Parameter
from presynth.assist.cursor import Bracket, Cursor
from presynth.assist.items import Subject
from presynth.assist.point import Point
from presynth.assist.wanted import callee_named


@dataclass(frozen=True)
class ShownParameter:
    """A parameter: where it stands in the label, and what its documentation can be asked of."""

    start: int
    end: int
    about: Subject | None = None


@dataclass(frozen=True)
class Signature:
    """The signature of a call. `active` is the parameter that the cursor is at, None where it is at none."""

    label: str
    parameters: tuple[ShownParameter, ...]
    active: int | None
    about: Subject | None = None


def signature(point: Point) -> Signature | None:
    """The signature of the innermost call around a point, in whatever brackets of it the point is."""
    cursor: Cursor | None = point.cursor
    while cursor is not None and not cursor.in_comment:
        for bracket in reversed(cursor.brackets):
            if bracket.definition:
                return None
            if bracket.is_call:
                callee = callee_named(point, bracket.callee)
                return None if callee is None else written(callee, _active(cursor, bracket, callee))
        cursor = cursor.around  # in a field of an f-string, what the text is an argument of
    return None


def written(callee: Callee, active: int | None = None) -> Signature:
    """What is called as its definition would have it."""
    owner = callee.declared_by
    label = f"{callee.name}("
    parameters: list[ShownParameter] = []
    by_name = False
    for number, parameter in enumerate(callee.parameters):
        label += ", " if number else ""
        if not parameter.positional and not by_name:
            by_name = True
            label += "" if parameter.rest else "*, "
        start = len(label)
        label += written_parameter(parameter)
        of_binding = owner is not None and parameter.declared is not None
        about = Subject(owner.module, owner.qualname, parameter.name) if owner is not None and of_binding else None
        parameters.append(ShownParameter(start, len(label), about))
    about = None if owner is None else Subject(owner.module, owner.qualname)
    return Signature(f"{label})", tuple(parameters), active, about)


def written_parameter(parameter: Parameter) -> str:
    """A parameter as it is declared."""
    name = f"{parameter.rest}{parameter.name}"
    annotated = f"{name}: {parameter.annotation}" if parameter.annotation else name
    return annotated if parameter.required else f"{annotated} = {parameter.default or '…'}"


def _active(cursor: Cursor, bracket: Bracket, callee: Callee) -> int | None:
    names = [each.name for each in callee.parameters]
    rest = {each.rest: number for number, each in enumerate(callee.parameters) if each.rest}
    if bracket.keyword is not None:
        taken = [each.name for each in callee.parameters if not each.rest]
        return names.index(bracket.keyword) if bracket.keyword in taken else rest.get("**")
    place = bracket.place
    if place is not None and place < len(callee.positional):
        return names.index(callee.positional[place].name)
    if place is not None and "*" in rest:
        return rest["*"]
    given = _given(bracket)
    if bracket is cursor.innermost:
        given |= frozenset(cursor.given)
        typed = cursor.word
        meant = [name for name in names if typed and name.startswith(typed) and name not in given]
        if meant:
            return names.index(meant[0])
    free = (number for number, each in enumerate(callee.parameters) if not each.positional and each.name not in given)
    return next(free, None)


def _given(bracket: Bracket) -> frozenset[str]:
    return frozenset(piece[0].text for piece in bracket.pieces[:-1] if len(piece) > 1 and piece[1].text == "=")
