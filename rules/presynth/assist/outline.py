"""The outline of a file: its classes and functions, with the stacks and constructs that they make."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from presynth.catalog.catalog import Catalog
from presynth.program.definitions import name_place
from presynth.program.events import Construction, ProjectCall
from presynth.program.program import Program
from presynth.program.values import Constant, Instance, InstanceValue
from presynth.source.file import SourceFile
from presynth.source.positions import Lines
from presynth.source.statement import Kind, Place, Position, Range, Statement

SymbolKind = Literal["class", "function", "method", "stack", "resource", "provider", "output", "variable", "construct"]

_NAME = re.compile(r"[ \t\f]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)")
_KINDS: dict[str, SymbolKind] = {
    "TerraformStack": "stack",
    "TerraformOutput": "output",
    "TerraformVariable": "variable",
    "TerraformProvider": "provider",
    "TerraformResource": "resource",
    "TerraformDataSource": "resource",
    "TerraformModule": "resource",
}
_FORMATTED = re.compile(r"(?:[fF][rR]?|[rR][fF])(?P<quote>[\"'])(?P<text>[^\"'\n]+)(?P=quote)")
_MOST_DETAILS = 3


@dataclass(frozen=True)
class Symbol:
    """Something with a name: `detail` is a construct's address, or its class; `name_range` the name in `range`.

    `addresses` are all that it has, also where there are too many for the detail.
    """

    name: str
    kind: SymbolKind
    detail: str
    range: Range
    name_range: Range
    children: tuple[Symbol, ...] = ()
    addresses: tuple[str, ...] = ()

    def walk(self, container: str = "") -> Iterator[tuple[Symbol, str]]:
        """This and all that is in it, each with the name of what it is in: the class, not its `__init__`."""
        yield self, container
        for child in self.children:
            yield from child.walk(container if self.name == "__init__" else self.name)


def outline(program: Program, source: SourceFile) -> tuple[Symbol, ...]:
    """What the file at the source's path defines and makes, in the order of its text."""
    made = [*_made(program, source.path)]
    return _nested([*_definitions(source.statements, Lines(source.text)), *made])


@dataclass
class _Node:
    symbol: Symbol
    children: list[_Node] = field(default_factory=list["_Node"])

    def built(self) -> Symbol:
        return replace(self.symbol, children=tuple(child.built() for child in self.children))


def _nested(symbols: Iterable[Symbol]) -> tuple[Symbol, ...]:
    """Symbols in a row, each put into the innermost that holds it."""
    roots: list[_Node] = []
    around: list[_Node] = []
    for symbol in sorted(symbols, key=lambda each: (each.range.start, _reversed(each.range.end))):
        while around and around[-1].symbol.range.end < symbol.range.end:
            around.pop()
        node = _Node(symbol)
        (around[-1].children if around else roots).append(node)
        around.append(node)
    return tuple(node.built() for node in roots)


def _reversed(position: Position) -> tuple[int, int]:
    return -position.line, -position.column


# Classes and functions


def _definitions(statements: Sequence[Statement], lines: Lines, owner: Kind | None = None) -> Iterator[Symbol]:
    for statement in statements:
        if statement.kind in (Kind.CLASS, Kind.FUNCTION):
            found = _name(statement)
            if found is not None:
                method = owner is Kind.CLASS and statement.kind is Kind.FUNCTION
                kind: SymbolKind = "class" if statement.kind is Kind.CLASS else "method" if method else "function"
                whole = Range(Position(statement.line, _indent(statement)), _end(statement, lines))
                yield Symbol(found[0], kind, "", whole, found[1])
            yield from _definitions(statement.body, lines, statement.kind)
        else:
            yield from _definitions(statement.body, lines, owner)


def _name(statement: Statement) -> tuple[str, Range] | None:
    """The name that a `def` or `class` gives, whether or not the rest of it parses."""
    node = statement.node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        place = name_place(statement, node)
        return node.name, place.range
    for number, line in enumerate(statement.lines):
        found = _NAME.match(line)
        if found is not None:
            row = statement.line + number
            return found[1], Range(Position(row, found.start(1)), Position(row, found.end(1)))
    return None


def _indent(statement: Statement) -> int:
    return len(statement.text) - len(statement.text.lstrip(" \t\f"))


def _end(statement: Statement, lines: Lines) -> Position:
    """Where the last line of a statement and its body ends."""
    last = statement
    while last.body:
        last = last.body[-1]
    line = max(last.line + last.height - 1, statement.line + statement.height - 1)
    return Position(line, len(lines.lines[line - 1]))


# Constructs


def _made(program: Program, path: str) -> Iterator[Symbol]:
    """What is made in a file: one symbol for a place, however often it runs."""
    by_place: dict[Place, list[Instance]] = {}
    names: dict[Place, Place] = {}
    for event in _makings(program):
        if event.place.path == path:
            instance = event.result.instance if isinstance(event.result, InstanceValue) else None
            if instance is not None and instance in program.constructs and not _is_app(program.catalog, instance):
                by_place.setdefault(event.place, []).append(instance)
                names[event.place] = event.callee_place
    for place, instances in by_place.items():
        yield _construct(program, place, names[place], list(dict.fromkeys(instances)))


def _makings(program: Program) -> Iterator[Construction | ProjectCall]:
    """What makes objects where they are wanted: not the `super().__init__` that every class of the project has."""
    yield from program.events(ProjectCall)
    for event in program.constructs.values():
        if event.instance is not None and event.instance.project_class is None:
            yield event


def _is_app(catalog: Catalog, instance: Instance) -> bool:
    """An app is what every program has one of."""
    return instance.type is not None and catalog.is_a(instance.type, "App")


def _construct(program: Program, place: Place, name_place_: Place, instances: list[Instance]) -> Symbol:
    events = [program.constructs[each] for each in instances]
    ids = list(dict.fromkeys(each.id.value for each in events if isinstance(each.id, Constant)))
    found = (program.addresses.of(each) for each in instances)
    addresses = list(dict.fromkeys(address for address in found if address is not None))
    told = addresses or [_class_name(instances[0])]
    more = f" +{len(told) - _MOST_DETAILS}" if len(told) > _MOST_DETAILS else ""
    name = str(ids[0]) if len(ids) == 1 and str(ids[0]).strip() else _written_id(events[0], place)
    detail = ", ".join(told[:_MOST_DETAILS]) + more
    kind = kind_of(program.catalog, instances[0])
    name = name or _class_name(instances[0])
    return Symbol(name, kind, detail, place.range, name_place_.range, addresses=tuple(addresses))


def _written_id(event: Construction, place: Place) -> str:
    """An id that is put together, as it is written: `public-{zone}`; "" where that is somewhere else."""
    origin = event.id.origin if event.id is not None else None
    if origin is None or origin.path != place.path or not (place.range.start <= origin.range.start <= place.range.end):
        return ""
    written = _FORMATTED.fullmatch(origin.text)
    return "" if written is None else written["text"]


def _class_name(instance: Instance) -> str:
    named = instance.project_class or instance.type
    return named.name if named is not None else "?"


def kind_of(catalog: Catalog, instance: Instance) -> SymbolKind:
    """What an object is in Terraform."""
    if instance.type is not None:
        for base, kind in _KINDS.items():
            if catalog.is_a(instance.type, base):
                return kind
    return "construct"
