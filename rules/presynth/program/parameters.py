"""How arguments meet the parameters of a function of the project."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presynth.program import attributes
from presynth.program.arguments import Argument, Arguments
from presynth.program.classes import binding_base
from presynth.program.names import celled
from presynth.program.state import Frame
from presynth.program.values import (
    DECLARED,
    UNKNOWN,
    BindingClass,
    Bound,
    ClassValue,
    Constant,
    Entry,
    Function,
    InstanceValue,
    Mapping,
    Sequence,
    Value,
)

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter


@dataclass(frozen=True)
class Signature:
    """What came of binding: `bound` by parameter name; the rest for `*args` and `**kwargs`; what does not fit."""

    bound: dict[str, Argument]
    rest: tuple[Argument, ...]
    named_rest: tuple[Argument, ...]
    unexpected: tuple[str, ...]
    absent: tuple[str, ...]


def parameters_of(function: Function) -> ast.arguments:
    """The parameter list of a def or lambda."""
    return function.node.args


def bind_parameters(callee: Function | Bound, arguments: Arguments) -> Signature:
    """Which argument goes to which parameter."""
    function = callee.function if isinstance(callee, Bound) else callee
    declared = parameters_of(function)
    positional = [parameter.arg for parameter in (*declared.posonlyargs, *declared.args)]
    skipped = 1 if isinstance(callee, Bound) and positional else 0
    open_positional = positional[skipped:]
    named = [*declared.args[max(0, skipped - len(declared.posonlyargs)) :], *declared.kwonlyargs]
    by_keyword = {parameter.arg for parameter in named}
    bound: dict[str, Argument] = {}
    rest: list[Argument] = []
    named_rest: list[Argument] = []
    unexpected: list[str] = []
    queue = list(open_positional)
    for argument in arguments.items:
        if argument.name is None:
            if queue:
                bound[queue.pop(0)] = argument
            elif declared.vararg is not None:
                rest.append(argument)
            else:
                unexpected.append("")
        elif argument.name in by_keyword and argument.name not in bound:
            bound[argument.name] = argument
        elif declared.kwarg is not None:
            named_rest.append(argument)
        else:
            unexpected.append(argument.name)
    with_default = {name for name, _ in function.defaults}
    needed = [*open_positional, *(parameter.arg for parameter in declared.kwonlyargs)]
    absent = [name for name in needed if name not in bound and name not in with_default]
    if arguments.open:
        absent = []
    return Signature(bound, tuple(rest), tuple(named_rest), tuple(unexpected), tuple(absent))


def enter_parameters(run: Interpreter, callee: Function | Bound, arguments: Arguments | None, frame: Frame) -> None:
    """Give the parameters their values, in the frame of the call.

    Without `arguments` every parameter has its default (which then decides no branch), or what its annotation says,
    or is unknown.
    """
    function = callee.function if isinstance(callee, Bound) else callee
    declared = parameters_of(function)
    signature = bind_parameters(callee, arguments or Arguments(open=True))
    defaults = dict(function.defaults)
    everything = [*declared.posonlyargs, *declared.args, *declared.kwonlyargs]
    for number, parameter in enumerate(everything):
        name = parameter.arg
        argument = signature.bound.get(name)
        if number == 0 and isinstance(callee, Bound):
            value: Value = callee.receiver
        elif argument is not None:
            value = argument.value
        elif name in defaults and arguments is not None and not arguments.open:
            value = defaults[name]
        elif name in defaults:
            value = uncertain(defaults[name])
        else:
            value = _from_annotation(run, parameter, function)
        run.state.write(frame, name, celled(run, value))
    unknown = arguments is None or arguments.open
    if declared.vararg is not None:
        values = tuple(argument.value for argument in signature.rest)
        run.state.write(frame, declared.vararg.arg, celled(run, Sequence("tuple", values, unknown)))
    if declared.kwarg is not None:
        entries = tuple(
            Entry(Constant(argument.name), argument.value, argument.name_place, argument.place)
            for argument in signature.named_rest
        )
        run.state.write(frame, declared.kwarg.arg, celled(run, Mapping(entries, unknown)))


def uncertain(value: Value) -> Value:
    """A default where nobody knows whether it is used: good to judge by, but it decides no branch."""
    if isinstance(value, Constant):
        return UNKNOWN if value.value is None else Constant(value.value, False, origin=value.origin)
    if isinstance(value, Sequence | Mapping):
        return UNKNOWN
    return value


def _from_annotation(run: Interpreter, parameter: ast.arg, function: Function) -> Value:
    """An object of the annotated class, for a parameter nobody is seen to pass."""
    annotation = parameter.annotation
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            annotation = ast.parse(annotation.value, mode="eval").body
        except (SyntaxError, ValueError):
            return UNKNOWN
    if not isinstance(annotation, ast.Name | ast.Attribute):
        return UNKNOWN
    value = _resolve(run, annotation, function)
    if isinstance(value, BindingClass) and value.type.kind == "class":
        return InstanceValue(run.instance_here(None, value.type, DECLARED))
    if isinstance(value, ClassValue):
        return InstanceValue(run.instance_here(None, binding_base(value.project_class), DECLARED))
    return UNKNOWN


def _resolve(run: Interpreter, annotation: ast.expr, function: Function) -> Value:
    """The value of a dotted name where the function is defined, without telling the rules."""
    if isinstance(annotation, ast.Name):
        frame: Frame | None = function.frame
        while frame is not None:
            value = run.state.read(frame, annotation.id)
            if value is not None:
                return value
            frame = frame.parent
        return UNKNOWN
    if isinstance(annotation, ast.Attribute):
        return attributes.look_up(run, _resolve(run, annotation.value, function), annotation.attr)
    return UNKNOWN
