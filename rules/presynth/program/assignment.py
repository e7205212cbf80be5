"""What assigning, augmenting and deleting do to names, attributes and the contents of lists and dicts."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from msgspec.structs import replace

from presynth.program import attributes, containers, expressions, fields, operators
from presynth.program.names import celled
from presynth.program.observed import observe
from presynth.program.values import (
    UNKNOWN,
    Constant,
    Entry,
    Mapping,
    Sequence,
    Value,
    is_token,
    join,
)

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter


def assign(run: Interpreter, target: ast.expr, value: Value) -> None:
    """Bind `target` to `value`."""
    match target:
        case ast.Name(id=name):
            bind(run, name, value)
        case ast.Attribute(value=base, attr=name):
            attributes.write(
                run,
                run.evaluate(base),
                name,
                celled(run, value),
                run.place(target),
                expressions.attribute_place(run, target),
            )
        case ast.Subscript():
            _assign_item(run, target, value)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            if is_token(value):
                place = run.place(target)
                observe(run, "unpack", place, value, place, detail=Constant(len(elements)))
            _unpack(run, elements, fields.as_items(run, value))
        case ast.Starred(value=inner):
            assign(run, inner, value)
        case _:
            pass


def bind(run: Interpreter, name: str, value: Value) -> None:
    """Bind a name of the frame under way (of its module, where it is declared global)."""
    frame = run.frame
    if name in frame.globals:
        while frame.parent is not None:
            frame = frame.parent
    run.state.write(frame, name, celled(run, value))


def augment(run: Interpreter, node: ast.AugAssign) -> None:
    """`target += value`: a list that is extended stays the same list."""
    target = node.target
    load = ast.copy_location(_as_load(target), target)
    before = run.evaluate(load)
    added = run.evaluate(node.value)
    if isinstance(before, Sequence) and before.kind == "list" and isinstance(node.op, ast.Add):
        if is_token(added) and before.items:
            value_place = run.place(node.value)
            place = run.place(target)._replace(end_line=value_place.end_line, end_byte=value_place.end_byte)
            observe(run, "extend", place, added, value_place, "+=")
        change(run, target, before, extended(before, added))
        return
    whole = ast.copy_location(ast.BinOp(load, node.op, node.value), node)
    after = operators.binary(run, whole, before, added)
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        change(run, target, before, after)
    else:
        assign(run, target, after)


def extended(before: Sequence, added: Value) -> Sequence:
    """The list with the items of `added` behind its own."""
    more = containers.items_of(added)
    if isinstance(more, Sequence):
        return replace(containers.chained(before, more), cell=before.cell, origin=before.origin)
    return replace(before, open=True)


def change(run: Interpreter, target: ast.expr | None, before: Sequence | Mapping, after: Sequence | Mapping) -> None:
    """Give a list or dict new contents: everywhere it is known, or where `target` says it came from."""
    if before.cell is not None:
        run.state.write(before.cell, "content", replace(after, cell=before.cell))
    elif isinstance(target, ast.Name | ast.Attribute | ast.Subscript):
        assign(run, target, after)


def delete(run: Interpreter, target: ast.expr) -> None:
    """`del name`, `del settings["key"]`."""
    if isinstance(target, ast.Subscript):
        container = run.evaluate(target.value)
        key = run.evaluate(target.slice)
        if isinstance(container, Mapping):
            kept = tuple(
                entry
                for entry in container.entries
                if not (isinstance(key, Constant) and isinstance(entry.key, Constant) and entry.key.value == key.value)
            )
            after = replace(container, entries=kept, open=container.open or not isinstance(key, Constant))
            change(run, target.value, container, after)
        elif isinstance(container, Sequence):
            change(run, target.value, container, Sequence(container.kind, (), True))
    elif isinstance(target, ast.Name):
        bind(run, target.id, UNKNOWN)


def merge(values: list[Value]) -> Value:
    """What a slot holds after branches that left `values` in it: for lists and dicts what they share, open."""
    first = values[0]
    if all(value is first or value == first for value in values[1:]):
        return first
    if isinstance(first, Sequence) and all(isinstance(value, Sequence) for value in values):
        sequences = [value for value in values if isinstance(value, Sequence)]
        longest = max(sequences, key=lambda sequence: len(sequence.items))
        if len({id(sequence.cell) for sequence in sequences}) == 1 and first.cell is not None:
            return replace(longest, open=True)
    if isinstance(first, Mapping) and all(isinstance(value, Mapping) for value in values):
        mappings = [value for value in values if isinstance(value, Mapping)]
        if len({id(mapping.cell) for mapping in mappings}) == 1 and first.cell is not None:
            return _shared(mappings)
    return join(values)


def _shared(mappings: list[Mapping]) -> Mapping:
    """The entries that all have alike; under another key or value the result is open."""
    entries: list[Entry] = []
    for entry in mappings[0].entries:
        if isinstance(entry.key, Constant):
            others = [mapping.entry(entry.key.value) for mapping in mappings[1:]]
            if all(other is not None and other.value == entry.value for other in others):
                entries.append(entry)
    return replace(mappings[0], entries=tuple(entries), open=True)


def _assign_item(run: Interpreter, target: ast.Subscript, value: Value) -> None:
    container = run.evaluate(target.value)
    key = UNKNOWN if isinstance(target.slice, ast.Slice) else run.evaluate(target.slice)
    if isinstance(container, Mapping):
        if isinstance(key, Constant):
            entries = containers.Entries(container.entries)
            entries.put(Entry(key, value, run.place(target.slice), None))
            after = replace(container, entries=tuple(entries.all))
        else:
            after = replace(container, open=True)
        change(run, target.value, container, after)
    elif isinstance(container, Sequence):
        items = list(container.items)
        if isinstance(key, Constant) and type(key.value) is int and -len(items) <= key.value < len(items):
            items[key.value] = value
            after = replace(container, items=tuple(items))
        else:
            after = Sequence(container.kind, (), True)
        change(run, target.value, container, after)


def _unpack(run: Interpreter, elements: list[ast.expr], value: Value) -> None:
    sequence = containers.items_of(value)
    items = sequence.items if isinstance(sequence, Sequence) and not sequence.open else None
    star = next((i for i, element in enumerate(elements) if isinstance(element, ast.Starred)), None)
    if items is None or (star is None and len(items) != len(elements)) or len(items) < len(elements) - 1:
        for element in elements:
            assign(run, element, UNKNOWN)
        return
    if star is None:
        for element, item in zip(elements, items, strict=True):
            assign(run, element, item)
        return
    behind = len(elements) - star - 1
    for element, item in zip(elements[:star], items, strict=False):
        assign(run, element, item)
    assign(run, elements[star], Sequence("list", items[star : len(items) - behind]))
    for element, item in zip(elements[star + 1 :], items[len(items) - behind :], strict=True):
        assign(run, element, item)


def _as_load(target: ast.expr) -> ast.expr:
    """The target of an augmented assignment, to be read."""
    match target:
        case ast.Name(id=name):
            return ast.Name(name, ast.Load())
        case ast.Attribute(value=value, attr=attr):
            return ast.Attribute(value, attr, ast.Load())
        case ast.Subscript(value=value, slice=index):
            return ast.Subscript(value, index, ast.Load())
        case _:
            return target
