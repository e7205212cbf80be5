"""Links from the classes of providers to their pages in the registry."""

from __future__ import annotations

from dataclasses import dataclass

from presynth.catalog.types import Type
from presynth.program.events import Construction, Import
from presynth.program.program import Program
from presynth.program.values import BindingClass
from presynth.source.statement import Range


@dataclass(frozen=True)
class Link:
    """The name of a class at `range`, and the page about what it stands for."""

    range: Range
    target: str
    tooltip: str


def links(program: Program, path: str) -> list[Link]:
    """A link for each class: where it is imported, else where it is used for the first time.

    There is none at other uses: many editors would follow it where somebody asks for the definition.
    """
    found: dict[str, Link] = {}
    for event in program.events(Import):
        if event.place.path == path and isinstance(event.value, BindingClass):
            _add(found, event.value.type, event.place.range)
    for event in program.events(Construction):
        if event.callee_place.path == path:
            _add(found, event.type, event.callee_place.range)
    return sorted(found.values(), key=lambda link: link.range)


def _add(found: dict[str, Link], type_: Type, range_: Range) -> None:
    if type_.documentation and type_.terraform_type and type_.fqn not in found:
        found[type_.fqn] = Link(range_, type_.documentation, f"{type_.terraform_type} in the registry")
