"""Ids of constructs: where they are written, and what names them by text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from presynth.assist.point import Point
from presynth.assist.tokens import Token
from presynth.program.addresses import unique_id
from presynth.program.events import Construction
from presynth.program.values import Constant, Instance, InstanceValue, options_of
from presynth.source.file import SourceFile
from presynth.source.positions import Lines
from presynth.source.statement import Position, Range

_FINDS = re.compile(r"\b(?:try_)?find_child\(\s*(?=[\"'])")
_FINDING = ("find_child", "try_find_child")
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class ConstructId:
    """An id in a text at `range`, without its quotes: what constructs are made with, or looked for by."""

    text: str
    range: Range
    instances: tuple[Instance, ...]


@dataclass(frozen=True)
class Mention:
    """A place where constructs are named by text: by their id, or by an `address` that follows from it."""

    path: str
    range: Range
    text: str
    declares: bool = False
    address: bool = False


def id_at(point: Point) -> ConstructId | None:
    """The id of constructs that a position is on; None where it is on none, or on one that is put together."""
    string = point.cursor.string
    bracket = point.cursor.innermost
    if string is None or bracket is None or not bracket.is_call or not _is_plain(string):
        return None
    instances = tuple(_looked_for(point, string.said) if _is_finding(point) else _made_with(point, string))
    return ConstructId(string.said, point.range(string.content, string.content_end), instances) if instances else None


def addressed_at(point: Point) -> tuple[Range, tuple[Instance, ...]] | None:
    """The address in a text that a position is on, with the constructs that have it."""
    line, column = point.lines.clamp(point.position)
    if point.cursor.string is None:
        return None
    named: dict[str, list[Instance]] = {}
    for each in point.program.constructs:
        named.setdefault(point.program.addresses.of(each) or "", []).append(each)
    for match in _ADDRESS.finditer(point.lines.lines[line - 1]):
        address = _beginning(match[0], named) if match.start() <= column <= match.end() else None
        if address is not None:
            end = match.start() + len(address)
            return Range(Position(line, match.start()), Position(line, end)), tuple(named[address])
    return None


def mentions_of(point: Point, found: ConstructId, sources: Iterable[SourceFile]) -> Iterator[Mention]:
    """Where the constructs of an id are named in files: where they are made and looked for, and by their addresses."""
    addresses = set(addresses_of(point, found.instances).values())
    for source in sources:
        yield from _in_source(point, found, addresses, source)


def addresses_of(point: Point, instances: tuple[Instance, ...]) -> dict[Instance, str]:
    """The addresses of constructs, and of all that is in them."""
    known = point.program.addresses
    inside = (each for each in point.program.constructs if not set(instances).isdisjoint(point.program.scopes(each)))
    return {each: address for each in inside if (address := known.of(each)) is not None}


def renamed(point: Point, found: ConstructId, name: str) -> dict[str, str]:
    """The addresses that become others if an id does, with what they become."""
    known = point.program.addresses
    changed: dict[str, str] = {}
    for instance, address in addresses_of(point, found.instances).items():
        ids = known.ids(instance)
        outer = next(each for each in point.program.scopes(instance) if each in found.instances)
        depth = len(known.ids(outer) or ())
        if ids and depth:
            new = unique_id([*ids[: depth - 1], name, *ids[depth:]])
            # What is before the logical id stays; one that was given by hand does too.
            if address.endswith(unique_id(ids)):
                changed[address] = address.removesuffix(unique_id(ids)) + new
    return changed


def siblings(point: Point, found: ConstructId) -> Iterator[Construction]:
    """What is made in the same scopes under other ids."""
    constructs = point.program.constructs
    scopes = [_scope(constructs[each]) for each in found.instances]
    return (event for each, event in constructs.items() if each not in found.instances and _scope(event) in scopes)


def place_of(event: Construction) -> tuple[str, Range] | None:
    """Where the id of a construct is written, in quotes; None where it is put together, or not known."""
    origin = event.id.origin if isinstance(event.id, Constant) else None
    return None if origin is None else (origin.path, origin.range)


def _is_plain(string: Token) -> bool:
    return string.closed and not string.is_formatted and "\\" not in string.text


def _made_with(point: Point, string: Token) -> Iterator[Instance]:
    where = point.path, point.range(string.start, string.end)
    for instance, event in point.program.constructs.items():
        if place_of(event) == where:
            yield instance


def _is_finding(point: Point) -> bool:
    bracket = point.cursor.innermost
    return bracket is not None and bracket.index == 0 and bracket.callee.rpartition(".")[2] in _FINDING


def _looked_for(point: Point, name: str) -> Iterator[Instance]:
    """The constructs that `scope.node.find_child("name")` may give."""
    bracket = point.cursor.innermost
    assert bracket is not None  # the text is an argument
    base = bracket.callee.rpartition(".")[0].removesuffix(".node")
    scopes = [each.instance for each in options_of(point.value(base)) if isinstance(each, InstanceValue)]
    for instance, event in point.program.constructs.items():
        if isinstance(event.id, Constant) and event.id.value == name and _scope(event) in scopes:
            yield instance


def _scope(event: Construction) -> Instance | None:
    return event.scope.instance if isinstance(event.scope, InstanceValue) else None


def _in_source(point: Point, found: ConstructId, addresses: set[str], source: SourceFile) -> Iterator[Mention]:
    lines = Lines(source.text)
    made = {place_of(point.program.constructs[each]) for each in found.instances}
    for path, range_ in filter(None, made):
        start, end = lines.offset(range_.start) + 1, lines.offset(range_.end) - 1
        if path == source.path and source.text[start:end] == found.text:
            yield Mention(path, Range(lines.at_offset(start), lines.at_offset(end)), found.text, declares=True)
    for match in _FINDS.finditer(source.text):
        there = replace(point, source=source, position=lines.at_offset(match.end() + 1))
        asked = id_at(there)
        if asked is not None and asked.text == found.text and set(asked.instances) & set(found.instances):
            yield Mention(source.path, asked.range, found.text)
    for match in _ADDRESS.finditer(source.text):
        address = _beginning(match[0], addresses)
        if address is not None:
            there = replace(point, source=source, position=lines.at_offset(match.start()))
            if there.cursor.string is not None and not there.cursor.in_comment:
                end = match.start() + len(address)
                within = Range(lines.at_offset(match.start()), lines.at_offset(end))
                yield Mention(source.path, within, address, address=True)


def _beginning(text: str, addresses: Container[str]) -> str | None:
    """The address that a dotted text begins with: `aws_vpc.main` of `aws_vpc.main.id`."""
    parts = text.split(".")
    beginnings = (".".join(parts[:count]) for count in range(len(parts), 1, -1))
    return next((each for each in beginnings if each in addresses), None)
