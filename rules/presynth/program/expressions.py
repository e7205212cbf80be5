"""The value of an expression."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from presynth import interruption
from presynth.program import assignment, attributes, calls, containers, fields, formatting, operators
from presynth.program.events import UndefinedName
from presynth.program.names import BUILTINS, lookup
from presynth.program.observed import is_flag, look_for, observe
from presynth.program.state import Flow, Frame
from presynth.program.text import concatenate, text_of
from presynth.program.values import (
    UNKNOWN,
    Constant,
    Entry,
    Function,
    InstanceValue,
    Mapping,
    Sequence,
    Token,
    Value,
    is_token,
    join,
)

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

COMPREHENSION_LIMIT = 256


def evaluate(run: Interpreter, node: ast.expr) -> Value:
    """What `node` is known to be; `UNKNOWN` for what presynth has no notion of."""
    handler = _HANDLERS.get(type(node))
    return UNKNOWN if handler is None else handler(run, node)


def truth(run: Interpreter, node: ast.expr) -> bool | None:
    """Whether a condition holds, None when that is not known."""
    value = evaluate(run, node)
    if is_token(value) or is_flag(run, value):
        observe(run, "test", run.place(node), value, run.place(node), "flag" if is_flag(run, value) else "")
        return None
    return operators.truth_of(value)


def iterate(run: Interpreter, node: ast.expr) -> Value:
    """What a loop over `node` goes through: a `Sequence`, or something unknown."""
    value = evaluate(run, node)
    if is_token(value) or isinstance(value, InstanceValue):
        observe(run, "iterate", run.place(node), value, run.place(node))
    return containers.items_of(value)


def entered(value: Value) -> Value:
    """What `with value as name` binds."""
    return value if isinstance(value, InstanceValue) else UNKNOWN


def _constant(run: Interpreter, node: ast.Constant) -> Value:
    return Constant(node.value, origin=run.place(node))


def _name(run: Interpreter, node: ast.Name) -> Value:
    value = lookup(run, node.id)
    if value is None:
        if node.id not in BUILTINS and not run.modules.binds(run, run.frame.path, node.id):
            run.emit(UndefinedName(place=run.place(node), conditions=run.conditions, name=node.id))
        return UNKNOWN
    return value


def _attribute(run: Interpreter, node: ast.Attribute) -> Value:
    base = evaluate(run, node.value)
    return attributes.read(run, base, node.attr, run.place(node), attribute_place(run, node))


def attribute_place(run: Interpreter, node: ast.Attribute) -> Any:
    """Where the name behind the dot is."""
    whole = run.place(node)
    return whole._replace(line=whole.end_line, byte=whole.end_byte - len(node.attr.encode()))


def _call(run: Interpreter, node: ast.Call) -> Value:
    return calls.call(run, node)


def _joined(run: Interpreter, node: ast.JoinedStr) -> Value:
    parts: list[str | Value] = []
    inserted: list[formatting.Inserted] = []
    certain = True
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
            continue
        if not isinstance(part, ast.FormattedValue):
            return UNKNOWN
        value = evaluate(run, part.value)
        specification = formatting.specification(part)
        inserted.append(formatting.Inserted(value, run.place(part.value), specification, len(parts)))
        if isinstance(value, Constant) and not value.certain:
            certain = False
        parts.append(operators.formatted(run, value, part) if specification else text_of(value))
    formatting.tell(run, run.place(node), parts, inserted)
    return concatenate(parts, certain=certain, origin=run.place(node))


def _binary(run: Interpreter, node: ast.BinOp) -> Value:
    return operators.binary(run, node, evaluate(run, node.left), evaluate(run, node.right))


def _boolean(run: Interpreter, node: ast.BoolOp) -> Value:
    """`a or b` is the first that is true, or any of those that may be."""
    possible: list[Value] = []
    stop = isinstance(node.op, ast.Or)
    for number, operand in enumerate(node.values):
        last = number == len(node.values) - 1
        value = evaluate(run, operand)
        if last:
            possible.append(value)
            break
        verdict = operators.truth_of(value)
        if verdict is None and is_token(value):
            observe(run, "test", run.place(operand), value, run.place(operand))
        if verdict is None:
            possible.append(value)
        elif verdict is stop:
            possible.append(value)
            break
        elif isinstance(value, Constant) and not value.certain:
            possible.append(value)
    return join(possible)


def _unary(run: Interpreter, node: ast.UnaryOp) -> Value:
    return operators.unary(run, node, evaluate(run, node.operand))


def _compare(run: Interpreter, node: ast.Compare) -> Value:
    values = [evaluate(run, node.left), *(evaluate(run, comparator) for comparator in node.comparators)]
    return operators.compare(run, node, values)


def _conditional(run: Interpreter, node: ast.IfExp) -> Value:
    verdict = truth(run, node.test)
    if verdict is True:
        return evaluate(run, node.body)
    if verdict is False:
        return evaluate(run, node.orelse)
    results: list[Value] = []

    def branch(expression: ast.expr) -> Callable[[], Flow]:
        def take() -> Flow:
            results.append(evaluate(run, expression))
            return Flow.NEXT

        return take

    assert run.statement is not None
    run.alternatives(run.statement, [branch(node.body), branch(node.orelse)], complete=True)
    return join(results)


def _sequence(run: Interpreter, node: ast.List | ast.Tuple | ast.Set) -> Value:
    items: list[Value] = []
    places: list[Any] = []
    is_open = False
    for element in node.elts:
        interruption.point()
        place = run.place(element)
        if isinstance(element, ast.Starred):
            spread = _spread(run, element)
            if isinstance(spread, Sequence):
                items.extend(spread.items)
                places.extend(place for _ in spread.items)
                is_open = is_open or spread.open
            else:
                is_open = True
        else:
            items.append(evaluate(run, element))
            places.append(place)
    kind = "list" if isinstance(node, ast.List) else "tuple" if isinstance(node, ast.Tuple) else "set"
    return Sequence(kind, tuple(items), is_open, tuple(places), origin=run.place(node))


def _spread(run: Interpreter, node: ast.Starred) -> Value:
    """`*value` in a list."""
    value = evaluate(run, node.value)
    if is_token(value):
        observe(run, "iterate", run.place(node), value, run.place(node.value), "*")
    return containers.items_of(value)


def _dict(run: Interpreter, node: ast.Dict) -> Value:
    entries = containers.Entries()
    is_open = False
    for key, item in zip(node.keys, node.values, strict=True):
        interruption.point()
        value = evaluate(run, item)
        if key is not None:
            known = evaluate(run, key)
            is_open = is_open or not isinstance(known, Constant)
            entries.put(Entry(known, value, run.place(key), run.place(item)))
        elif isinstance(value, Mapping):
            for entry in value.entries:
                entries.put(entry)
            is_open = is_open or value.open
        else:
            is_open = True
            if is_token(value):
                observe(run, "iterate", run.place(node), value, run.place(item), "**")
    return Mapping(tuple(entries.all), is_open, origin=run.place(node))


def _subscript(run: Interpreter, node: ast.Subscript) -> Value:
    base = fields.as_items(run, evaluate(run, node.value))
    if isinstance(node.slice, ast.Slice):
        bounds = [None if part is None else evaluate(run, part) for part in (node.slice.lower, node.slice.upper)]
        step = node.slice.step is not None
        if is_token(base):
            _emit_subscript(run, node, base, None, "slice")
            return UNKNOWN
        return UNKNOWN if step else containers.sliced(base, *bounds)
    index = evaluate(run, node.slice)
    if isinstance(base, Token | InstanceValue) or is_token(base):
        _emit_subscript(run, node, base, index, "subscript")
        return UNKNOWN
    if is_token(index):
        observe(run, "key", run.place(node), index, run.place(node.slice), "[]", base, run.place(node.value))
    look_for(run, base, index, run.place(node), run.place(node.value), run.place(node.slice))
    return containers.subscripted(run, base, index)


def _emit_subscript(run: Interpreter, node: ast.Subscript, base: Value, index: Value | None, operator: Any) -> None:
    observe(run, operator, run.place(node), base, run.place(node.value), "", index, run.place(node.slice))


def _lambda(run: Interpreter, node: ast.Lambda) -> Value:
    return Function(run.statement, node, run.frame, run.frame.path, "<lambda>")


def _comprehension(run: Interpreter, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Value:
    items: list[Value] = []
    places: list[Any] = []

    def collect() -> None:
        items.append(evaluate(run, node.elt))
        places.append(run.place(node.elt))

    is_open = _in_own_names(run, node.generators, collect)
    kind = "list" if isinstance(node, ast.ListComp) else "set" if isinstance(node, ast.SetComp) else "generator"
    return Sequence(kind, tuple(items), is_open, tuple(places), origin=run.place(node))


def _dict_comprehension(run: Interpreter, node: ast.DictComp) -> Value:
    entries = containers.Entries()

    def collect() -> None:
        key = evaluate(run, node.key)
        entries.put(Entry(key, evaluate(run, node.value), run.place(node.key), run.place(node.value)))

    is_open = _in_own_names(run, node.generators, collect)
    is_open = is_open or any(not isinstance(entry.key, Constant) for entry in entries.all)
    return Mapping(tuple(entries.all), is_open, origin=run.place(node))


def _in_own_names(run: Interpreter, generators: list[ast.comprehension], collect: Callable[[], None]) -> bool:
    """`_generate` in a frame of its own: what a comprehension binds is not seen behind it."""
    outer = run.frame
    frame = run.made_here(Frame, lambda: Frame(outer.path, "<comprehension>", outer))
    frame.parent = outer
    run.frame = frame
    try:
        return _generate(run, generators, collect)
    finally:
        run.frame = outer


def _generate(run: Interpreter, generators: list[ast.comprehension], collect: Callable[[], None]) -> bool:
    """Run `collect` for every turn of a comprehension; returns whether there may be other turns, or fewer."""
    if not generators:
        collect()
        return False
    generator, rest = generators[0], generators[1:]
    iterable = iterate(run, generator.iter)
    known = isinstance(iterable, Sequence) and not iterable.open
    items = iterable.items if isinstance(iterable, Sequence) and len(iterable.items) <= COMPREHENSION_LIMIT else ()
    is_open = not known or len(items) < len(getattr(iterable, "items", ()))
    turns = [*items, UNKNOWN] if is_open else list(items)
    for item in turns:
        repeated = run.repeated
        run.repeated = repeated or (is_open and item is UNKNOWN)
        assignment.assign(run, generator.target, item)
        verdicts = [truth(run, test) for test in generator.ifs]
        if any(verdict is False for verdict in verdicts):
            run.repeated = repeated
            continue
        is_open = is_open or any(verdict is None for verdict in verdicts)
        is_open = _generate(run, rest, collect) or is_open
        run.repeated = repeated
    return is_open


def _named(run: Interpreter, node: ast.NamedExpr) -> Value:
    value = evaluate(run, node.value)
    assignment.assign(run, node.target, value)
    return value


def _inner(run: Interpreter, node: ast.Await | ast.Starred) -> Value:
    return evaluate(run, node.value)


def _yield(run: Interpreter, node: ast.Yield | ast.YieldFrom) -> Value:
    value = Constant(None) if node.value is None else evaluate(run, node.value)
    yielded = containers.items_of(value) if isinstance(node, ast.YieldFrom) else Sequence("generator", (value,))
    earlier = run.state.read(run.frame, "<yield>")
    before = earlier.items if isinstance(earlier, Sequence) else ()
    is_open = run.repeated or bool(run.conditions) or not isinstance(yielded, Sequence) or yielded.open
    is_open = is_open or (isinstance(earlier, Sequence) and earlier.open)
    more = yielded.items if isinstance(yielded, Sequence) else ()
    run.state.write(run.frame, "<yield>", Sequence("generator", (*before, *more), is_open))
    return UNKNOWN


_HANDLERS: dict[type[ast.expr], Callable[[Any, Any], Value]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Call: _call,
    ast.JoinedStr: _joined,
    ast.BinOp: _binary,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
    ast.Compare: _compare,
    ast.IfExp: _conditional,
    ast.List: _sequence,
    ast.Tuple: _sequence,
    ast.Set: _sequence,
    ast.Dict: _dict,
    ast.Subscript: _subscript,
    ast.Lambda: _lambda,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _dict_comprehension,
    ast.NamedExpr: _named,
    ast.Await: _inner,
    ast.Starred: _inner,
    ast.Yield: _yield,
    ast.YieldFrom: _yield,
}
