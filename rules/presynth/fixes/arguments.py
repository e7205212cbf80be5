"""Operations on what stands between commas: arguments, entries, items and parameters."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from presynth.fixes.comma_list import CommaList, ListChange
from presynth.fixes.document import Document
from presynth.fixes.refusal import FixRefused
from presynth.fixes.splices import Splice
from presynth.source.statement import Place, Statement

Display = ast.Call | ast.Dict | ast.List | ast.Tuple | ast.Set
"""What has items between commas."""


class ListChanges:
    """The changes to the lists of one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._changes: dict[tuple[int, int], ListChange] = {}
        self._names: dict[tuple[int, int], set[str]] = {}
        self._splices: list[Splice] = []

    def remove(self, place: Place, owner: int) -> None:
        """Remove the argument, entry or item that `place` is part of."""
        statement = self._document.own(place.statement)
        place = place._replace(statement=statement)
        for node in ast.walk(_parsed(statement)):
            if isinstance(node, Display):
                index = _index_of(place, node)
                if index is not None:
                    change = self._change(statement, node)
                    if isinstance(node, ast.Set) and len(node.elts) == len(change.removed) + 1:
                        raise FixRefused("an empty set cannot be written so")
                    change.removed[index] = owner
                    return
        raise FixRefused("no argument, entry or item is there")

    def add_argument(self, call: Place, name: str, code: str, owner: int) -> None:
        """Add the keyword argument `name=code` to the call."""
        statement = self._document.own(call.statement)
        node = _display_at(call._replace(statement=statement), ast.Call)
        assert isinstance(node, ast.Call)  # it was asked for
        change = self._change(statement, node)
        names = self._names.setdefault(
            self._document.node_span(statement, node), {keyword.arg for keyword in node.keywords if keyword.arg}
        )
        if name in names:
            raise FixRefused(f"the call has an argument `{name}`")
        names.add(name)
        if self._is_lone_generator(statement, node, change.target):
            item = change.target.items[0]
            self._splices += (Splice(item.start, item.start, "(", owner), Splice(item.end, item.end, ")", owner))
        change.added.append((change.last, f"{name}={code}", owner))

    def add_item(self, display: Place, code: str, owner: int) -> None:
        """Add an item to the list, tuple or set, or an entry to the dict."""
        statement = self._document.own(display.statement)
        node = _display_at(display._replace(statement=statement), ast.List, ast.Tuple, ast.Set, ast.Dict)
        change = self._change(statement, node)
        change.added.append((change.last, code, owner))

    def add_parameters(self, function: Statement, parameters: tuple[str, ...], owner: int) -> None:
        """Add keyword-only parameters to the def."""
        from presynth.fixes import concrete

        document = self._document
        function = document.own(function)
        node = function.node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            raise FixRefused("that is no function")
        known = {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
        start, _ = document.node_span(function, node)
        end = document.first_offset(function) + len(function.text)
        change = self._changes.get((start, end))
        if change is None:
            inline = bool(function.body) and function.body[0].line == function.line
            found, starred = concrete.parameters(document.text[start:end], start, inline)
            change = self._changes[start, end] = ListChange(document, found)
            if not starred:
                change.added.append((change.last, "*", owner))
        names = self._names.setdefault((start, end), known)
        for parameter in parameters:
            name = parameter.partition(":")[0].partition("=")[0].strip()
            if name in names:
                raise FixRefused(f"the function has a parameter `{name}`")
            names.add(name)
            change.added.append((change.last, parameter, owner))

    def splices(self) -> Iterator[Splice]:
        """All changes to the text."""
        yield from self._splices
        for change in self._changes.values():
            yield from change.splices()

    def _is_lone_generator(self, statement: Statement, node: ast.Call, found: CommaList) -> bool:
        """Whether the call's only argument is a generator that shares the call's parentheses."""
        if len(node.args) != 1 or node.keywords or not isinstance(node.args[0], ast.GeneratorExp):
            return False
        return self._document.node_span(statement, node.args[0])[0] < found.start

    def _change(self, statement: Statement, node: Display) -> ListChange:
        from presynth.fixes import concrete

        start, end = span = self._document.node_span(statement, node)
        if span not in self._changes:
            found = concrete.items_of(self._document.text[start:end], start)
            self._changes[span] = ListChange(self._document, found)
        return self._changes[span]


def _parsed(statement: Statement) -> ast.AST:
    if statement.node is None:
        raise FixRefused("the statement does not parse")
    return statement.node


def _display_at(place: Place, *kinds: type[Display]) -> Display:
    """The node of one of `kinds` that `place` covers."""
    for node in ast.walk(_parsed(place.statement)):
        if isinstance(node, kinds) and Place.of(place.statement, node) == place:
            return node
    raise FixRefused("that is neither a call nor a list or dict that is written out")


def _index_of(place: Place, node: Display) -> int | None:
    """Which item of `node` has `place` as a whole, as its value, or as its keyword or key."""
    for index, parts in enumerate(_items(place.statement, node)):
        if place in parts:
            return index
    return None


def _items(statement: Statement, node: Display) -> list[tuple[Place, ...]]:
    """The places in each item, in the order of the text."""

    def of(value: ast.expr) -> tuple[Place, ...]:
        inner = (value.value,) if isinstance(value, ast.Starred) else ()
        return tuple(Place.of(statement, each) for each in (value, *inner))

    match node:
        case ast.Call():
            items = [of(argument) for argument in node.args]
            items += [
                (
                    Place.of_keyword(statement, keyword),
                    Place.of(statement, keyword),
                    Place.of(statement, keyword.value),
                )
                for keyword in node.keywords
            ]
            return sorted(items, key=lambda places: min(place[1:3] for place in places))
        case ast.Dict():
            pairs = zip(node.keys, node.values, strict=True)
            return [(*(of(key) if key is not None else ()), *of(value)) for key, value in pairs]
        case _:
            return [of(element) for element in node.elts]
