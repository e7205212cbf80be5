"""Inlay hints: what the code does not show of itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from presynth.assist.rounds import Setting, in_each, is_settled, loops
from presynth.checks.common.resources import resource
from presynth.config.settings import Settings
from presynth.program.asking import Outcome
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.state import Frame
from presynth.program.values import Constant, Instance, Text, Token, Value
from presynth.report.values import shown
from presynth.source.file import SourceFile
from presynth.source.statement import Kind, Place, Position, Range, Statement

_MOST_VALUES = 2
_LONGEST = 80


@dataclass(frozen=True)
class Hint:
    """Text to show at a position: `address` behind the id of a construct, `name` behind an f-string, `region`."""

    position: Position
    text: str
    kind: Literal["address", "name", "region"]


def hints(program: Program, outcome: Outcome, source: SourceFile, where: Range, settings: Settings) -> list[Hint]:
    """The hints that the settings want in a part of a file, in the order of the text."""
    found: list[Hint] = []
    if settings.hint_addresses or settings.hint_regions:
        found += _of_constructs(program, source.path, where, settings)
    if settings.hint_names:
        reader = _Reader(program, outcome, source, where)
        frames = (program.modules.frame(source.path),)
        told = {hint.position for hint in found if hint.kind == "address"}
        found += (hint for hint in reader.of(source.statements, frames) if hint.position not in told)
    return sorted(dict.fromkeys(found), key=lambda hint: hint.position)


def _of_constructs(program: Program, path: str, where: Range, settings: Settings) -> Iterator[Hint]:
    """What is known of constructs, said once for a place, however often it runs."""
    addresses: dict[Place, dict[str, None]] = {}
    regions: dict[Place, dict[str, None]] = {}
    for instance, event in program.constructs.items():
        statement = event.place.statement
        if statement.path != path or not _meets(statement, where):
            continue
        at_id = next((each.place for each in event.arguments if each.value is event.id), None)
        address = program.addresses.of(instance) if settings.hint_addresses and at_id is not None else None
        if at_id is not None and address is not None and at_id.path == path:
            addresses.setdefault(at_id, {})[address] = None
        if settings.hint_regions:
            _note_region(program, instance, event, regions)
    for place, known in addresses.items():
        yield Hint(place.range.end, _listed(list(known)), "address")
    for place, known in regions.items():
        yield Hint(place.range.end, _listed(list(known)), "region")


def _note_region(
    program: Program, instance: Instance, event: Construction, regions: dict[Place, dict[str, None]]
) -> None:
    """Where a construct is given a provider: the region of that, which is written somewhere else."""
    given = event.arguments.get("provider")
    if given is not None and not given.splat and given.place.path == event.place.path:
        made = resource(program, instance)
        region = made.region if made is not None else None
        if region is not None:
            regions.setdefault(given.place, {})[region] = None


class _Reader:
    """Finds what f-strings come to: in each call of the function they stand in, and each round of a loop."""

    def __init__(self, program: Program, outcome: Outcome, source: SourceFile, where: Range) -> None:
        self._program = program
        self._outcome = outcome
        self._source = source
        self._where = where

    def of(
        self, statements: Sequence[Statement], frames: tuple[Frame, ...], blocks: tuple[Statement, ...] = ()
    ) -> Iterator[Hint]:
        """The hints in statements that stand in those blocks."""
        for number, statement in enumerate(statements):
            behind = statements[number + 1] if number + 1 < len(statements) else None
            if behind is not None and behind.line < self._where.start.line:
                continue
            if statement.line > self._where.end.line:
                return
            if _meets(statement, self._where):
                yield from self._in(statement, frames, blocks)
            opened = statement.kind in (Kind.FUNCTION, Kind.CLASS)
            inner = self._outcome.frames.get(statement, ()) if opened else frames
            yield from self.of(statement.body, inner, (*blocks, statement))

    def _in(self, statement: Statement, frames: tuple[Frame, ...], blocks: tuple[Statement, ...]) -> Iterator[Hint]:
        if statement.node is None or statement.kind is not Kind.SIMPLE:
            return
        rounds = loops(blocks)
        for node in _formatted(statement.node):
            place = Place.of(statement, node)
            if not is_settled(place.text, Setting(blocks, self._source.statements, statement.line, rounds)):
                continue
            values = [each for frame in frames for each in in_each(self._outcome, place.text, frame, rounds)]
            texts = dict.fromkeys(_resolved(self._program, each) for each in values)
            if texts and all(texts):
                yield Hint(place.range.end, _listed(list(texts)), "name")


def _formatted(node: ast.AST) -> Iterator[ast.JoinedStr]:
    """The f-strings with something to fill in, without those inside others, or where names mean something else."""
    if isinstance(node, ast.JoinedStr):
        if any(isinstance(each, ast.FormattedValue) for each in node.values):
            yield node
        return
    if isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        return
    for child in ast.iter_child_nodes(node):
        yield from _formatted(child)


def _resolved(program: Program, value: Value) -> str:
    """The text of a value; "" where a part of it is not known."""
    match value:
        case Constant(value=str()):
            return shown(value, program.addresses)
        case Text(parts=parts) if all(isinstance(part, str) or _has_address(program, part) for part in parts):
            return shown(value, program.addresses)
        case _:
            return ""


def _has_address(program: Program, value: Value) -> bool:
    return (
        isinstance(value, Token)
        and value.attribute != ""
        and value.source is not None
        and program.addresses.of(value.source) is not None
    )


def _listed(texts: list[str]) -> str:
    more = f" +{len(texts) - _MOST_VALUES}" if len(texts) > _MOST_VALUES else ""
    told = " or ".join(texts[:_MOST_VALUES])
    return (told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…") + more


def _meets(statement: Statement, where: Range) -> bool:
    """Whether any line of a statement, its body left out, is in the range."""
    return statement.line <= where.end.line and where.start.line < statement.line + statement.height
