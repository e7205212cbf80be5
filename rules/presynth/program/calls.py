"""Calls: what is called, with which arguments, and what comes back."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from msgspec.structs import replace

from presynth.program import bindings, builtin_methods, classes, containers, externals, fields
from presynth.program.arguments import Argument, Arguments
from presynth.program.events import ExternalCall, Invocation, ProjectCall
from presynth.program.parameters import bind_parameters, enter_parameters
from presynth.program.state import Frame
from presynth.program.values import (
    UNKNOWN,
    BindingClass,
    BindingMethod,
    Bound,
    BuiltinMethod,
    Choice,
    ClassValue,
    Constant,
    Entry,
    External,
    Fresh,
    Function,
    Instance,
    InstanceValue,
    Mapping,
    Partial,
    Sequence,
    Super,
    Unknown,
    Value,
)
from presynth.source.statement import Kind, Place

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

DEPTH_LIMIT = 24
"""Calls within calls, deeper than any stack is nested; what lies below is unknown."""
_GENERATOR_YIELD = "<yield>"


class CallSite:
    """One call in the text: its node and places."""

    __slots__ = ("callee_place", "node", "place")

    def __init__(self, run: Interpreter, node: ast.Call) -> None:
        self.node = node
        self.place = run.place(node)
        self.callee_place = _name_place(run, node.func)


def _name_place(run: Interpreter, node: ast.expr) -> Place:
    whole = run.place(node)
    if isinstance(node, ast.Attribute):
        return whole._replace(line=whole.end_line, byte=whole.end_byte - len(node.attr.encode()))
    return whole


def call(run: Interpreter, node: ast.Call) -> Value:
    """Evaluate a call."""
    if isinstance(node.func, ast.Name) and node.func.id == "super" and not node.args:
        return _super(run)
    callee = run.evaluate(node.func)
    arguments = evaluate_arguments(run, node)
    return dispatch(run, callee, arguments, CallSite(run, node))


def dispatch(run: Interpreter, callee: Value, arguments: Arguments, site: CallSite) -> Value:
    """Call `callee`."""
    match callee:
        case BindingClass(type=type_):
            return bindings.construct(run, type_, arguments, site)
        case BindingMethod():
            return bindings.call_method(run, callee, arguments, site)
        case ClassValue(project_class=project_class):
            return instantiate(run, project_class, arguments, site)
        case Function() | Bound():
            return _call_function(run, callee, arguments, site)
        case BuiltinMethod():
            return builtin_methods.call(run, callee, arguments, site)
        case Partial(callee=inner, arguments=given):
            together = Arguments(_merged(given, arguments), given.open or arguments.open)
            return dispatch(run, inner, together, site)
        case External(name="functools.partial") if arguments.items:
            first, rest = arguments.items[0], arguments.items[1:]
            return Partial(first.value, Arguments(rest, arguments.open))
        case External(name="dataclasses.replace") if arguments.items:
            return _replaced(run, arguments)
        case Fresh():
            return callee
        case External(name=name):
            return externals.call(run, name, arguments, site)
        case Choice(options=options):
            _emit_unknown_call(run, arguments, site)
            if all(isinstance(option, Function | Bound) for option in options):
                return UNKNOWN
        case InstanceValue(instance=instance) if instance.project_class is not None:
            found = classes.class_attribute(run, instance.project_class, "__call__")
            if found is not None and isinstance(found[0], Function):
                return _call_function(run, Bound(found[0], callee), arguments, site)
        case Unknown():
            _emit_unknown_call(run, arguments, site)
        case _:
            pass
    escape(run, arguments)
    return UNKNOWN


def _emit_unknown_call(run: Interpreter, arguments: Arguments, site: CallSite) -> None:
    """Tell the rules of a method of something unknown, by its bare name: `.read_text`; or of objects it is given."""
    func = site.node.func
    name = f".{func.attr}" if isinstance(func, ast.Attribute) else ""
    if not name and not any(isinstance(argument.value, InstanceValue) for argument in arguments.items):
        return
    run.emit(
        ExternalCall(
            place=site.place,
            conditions=run.conditions,
            name=name,
            callee_place=site.callee_place,
            arguments=arguments,
            receiver=UNKNOWN,
        )
    )


def _merged(given: Arguments, arguments: Arguments) -> tuple[Argument, ...]:
    """The arguments of a partial and those of its call: positional ones first, later keywords in place of earlier."""
    named = {argument.name for argument in arguments.items if argument.name is not None}
    kept = [argument for argument in given.items if argument.name not in named]
    everything = [*kept, *arguments.items]
    return tuple(sorted(everything, key=lambda argument: argument.name is not None))


def _replaced(run: Interpreter, arguments: Arguments) -> Value:
    """A copy of a dataclass instance with some fields changed."""
    original = arguments.items[0].value
    if not isinstance(original, InstanceValue) or original.instance.project_class is None or arguments.open:
        return UNKNOWN
    project_class = original.instance.project_class
    copy = run.instance_here(project_class, None)
    for name in fields.names_of(run, project_class):
        value = arguments.value(name) or run.state.read(original.instance, name)
        run.state.write(copy, name, value or UNKNOWN)
    return InstanceValue(copy)


def escape(run: Interpreter, arguments: Arguments) -> None:
    """Something unknown gets the arguments: it may change the lists and dicts among them."""
    for argument in arguments.items:
        value = argument.value
        if isinstance(value, Sequence | Mapping) and value.cell is not None and not value.open:
            run.state.write(value.cell, "content", replace(value, open=True))


def evaluate_arguments(run: Interpreter, node: ast.Call) -> Arguments:
    """The arguments as written, `*` and `**` spread out as far as they are known; positional ones have no name yet.

    Where the statement does not parse, there may be others.
    """
    items: list[Argument] = []
    is_open = run.statement is not None and run.statement.kind is Kind.BROKEN
    for argument in node.args:
        place = run.place(argument)
        if isinstance(argument, ast.Starred):
            spread = containers.items_of(run.evaluate(argument.value))
            if isinstance(spread, Sequence) and not spread.open:
                items += [Argument(None, item, place, place, splat=True, positional=True) for item in spread.items]
            else:
                is_open = True
        else:
            items.append(Argument(None, run.evaluate(argument), place, place, positional=True))
    for keyword in node.keywords:
        place = run.place(keyword.value)
        value = run.evaluate(keyword.value)
        if keyword.arg is not None:
            assert run.statement is not None
            items.append(Argument(keyword.arg, value, place, Place.of_keyword(run.statement, keyword)))
        elif isinstance(value, Mapping):
            named = [entry for entry in value.entries if isinstance(entry.key, Constant)]
            items += [
                Argument(str(_key(entry)), entry.value, place, place, splat=True, key_place=entry.key_place)
                for entry in named
            ]
            is_open = is_open or value.open or len(named) < len(value.entries)
        else:
            is_open = True
    return Arguments(tuple(items), is_open)


def _key(entry: Entry) -> object:
    return entry.key.value if isinstance(entry.key, Constant) else None


def instantiate(run: Interpreter, project_class: classes.ProjectClass, arguments: Arguments, site: CallSite) -> Value:
    """Make an instance of a class of the project: run its `__init__`, or what stands for it."""
    if classes.is_typed_dict(project_class):
        entries = tuple(Entry(Constant(item.name), item.value, item.name_place, item.place) for item in arguments.items)
        return Mapping(entries, arguments.open)
    if classes.is_enum(project_class):
        return UNKNOWN
    type_ = classes.binding_base(project_class)
    instance = run.instance_here(project_class, type_)
    result = InstanceValue(instance)
    initializer = classes.class_attribute(run, project_class, "__init__")
    if initializer is not None and isinstance(initializer[0], Function):
        bound = Bound(initializer[0], result)
        signature = bind_parameters(bound, arguments)
        misfit = (signature.unexpected, signature.absent)
        _emit_project_call(run, project_class, arguments, site, misfit, initializer[0], result)
        invoke(run, bound, arguments, result)
    elif classes.has_fields(project_class):
        _fill_fields(run, project_class, instance, arguments, site)
    else:
        _emit_project_call(run, project_class, arguments, site, ((), ()), None, result)
        if type_ is not None:
            bindings.initialize(run, type_, result, arguments, site)
    return result


def _emit_project_call(
    run: Interpreter,
    callee: classes.ProjectClass | Function,
    arguments: Arguments,
    site: CallSite,
    misfit: tuple[tuple[str, ...], tuple[str, ...]],
    signature: Function | None,
    result: Value | None = None,
) -> None:
    run.emit(
        ProjectCall(
            place=site.place,
            conditions=run.conditions,
            callee=callee,
            callee_place=site.callee_place,
            arguments=arguments,
            unexpected=misfit[0],
            absent=misfit[1],
            signature=signature,
            result=result,
        )
    )


def _fill_fields(
    run: Interpreter, project_class: classes.ProjectClass, instance: Instance, arguments: Arguments, site: CallSite
) -> None:
    """What the `__init__` of a dataclass or named tuple does."""
    misfit = fields.fill(run, project_class, instance, arguments)
    _emit_project_call(run, project_class, arguments, site, misfit, None, InstanceValue(instance))
    after = classes.class_attribute(run, project_class, "__post_init__")
    if after is not None and isinstance(after[0], Function):
        invoke(run, Bound(after[0], InstanceValue(instance)), Arguments())


def _call_function(run: Interpreter, callee: Function | Bound, arguments: Arguments, site: CallSite) -> Value:
    function = callee.function if isinstance(callee, Bound) else callee
    signature = bind_parameters(callee, arguments)
    if not isinstance(function.node, ast.Lambda):
        _emit_project_call(run, function, arguments, site, (signature.unexpected, signature.absent), function)
    return invoke(run, callee, arguments)


def invoke(
    run: Interpreter, callee: Function | Bound, arguments: Arguments | None, receiver: Value | None = None
) -> Value:
    """Run a function of the project. `arguments` None: nobody knows with what it is called (or it takes none)."""
    function = callee.function if isinstance(callee, Bound) else callee
    context = run.child_context()
    if len(run.frames) >= DEPTH_LIMIT or _is_recursive(run, function):
        return UNKNOWN
    if context.frame is None:
        context.frame = Frame(function.path, function.name, function.frame)
    frame = context.frame
    frame.parent, frame.function, frame.path = function.frame, function, function.path
    frame.receiver = callee.receiver if isinstance(callee, Bound) else receiver
    run.state.write(frame, "<receiver>", frame.receiver or UNKNOWN)
    run.state.write(frame, "<owner>", UNKNOWN if function.owner is None else ClassValue(function.owner))
    assert run.statement is not None
    run.emit(Invocation(place=Place(run.statement, 0, 0, 0, 0), conditions=run.conditions, function=function))
    enter_parameters(run, callee, arguments, frame)
    with run.inside(frame, context):
        if isinstance(function.node, ast.Lambda):
            run.statement = function.statement
            return run.evaluate(function.node.body)
        run.body(function.statement.body)
    yielded = run.state.read(frame, _GENERATOR_YIELD)
    if yielded is not None:
        return yielded
    result = run.state.read(frame, "<return>")
    if isinstance(function.node, ast.AsyncFunctionDef):
        return UNKNOWN
    return Constant(None) if result is None else result


def _is_recursive(run: Interpreter, function: Function) -> bool:
    """Whether the function is already running, twice: what it makes of its own result is not followed."""
    count = 0
    for frame in run.frames:
        if frame.function is not None and frame.function.statement is function.statement:
            count += 1
    return count > 1 and not isinstance(function.node, ast.Lambda)


def _super(run: Interpreter) -> Value:
    frame: Frame | None = run.frame
    while frame is not None and frame.function is None:
        frame = frame.parent
    if frame is None:
        return UNKNOWN
    receiver = run.state.read(frame, "<receiver>")
    owner = run.state.read(frame, "<owner>")
    return Super(receiver, owner.project_class) if receiver is not None and isinstance(owner, ClassValue) else UNKNOWN
