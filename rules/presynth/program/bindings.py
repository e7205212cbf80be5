"""Classes, structs and methods of bindings: what constructing and calling them gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from presynth.catalog.types import Method, Type, TypeRef
from presynth.program.arguments import Argument, Arguments
from presynth.program.events import Construction, MethodCall
from presynth.program.values import (
    UNKNOWN,
    BindingMethod,
    Constant,
    Instance,
    InstanceValue,
    Mapping,
    Sequence,
    StructValue,
    Text,
    Token,
    Value,
    is_token,
    join,
    options_of,
)

if TYPE_CHECKING:
    from presynth.program.calls import CallSite
    from presynth.program.interpreter import Interpreter

GIVEN = "<given>"
"""The slot of a construct with the arguments it was made with."""
_TOKEN_CLASSES = {
    "Fn", "FnGenerated", "Op", "Token", "TerraformIterator", "ListTerraformIterator", "MapTerraformIterator",
    "DynamicListTerraformIterator", "ResourceTerraformIterator", "DynamicBlock", "TerraformCount", "TerraformElement",
    "DataTerraformRemoteState", "TerraformRemoteState", "TerraformModule", "TerraformHclModule",
}  # fmt: skip
"""cdktf's own classes whose methods return tokens."""
_PLAIN = {
    "is_unresolved", "is_construct", "is_stack", "of", "to_string", "to_terraform", "resolve", "from_list", "from_map",
    "from_resources",
}  # fmt: skip
"""Methods of those classes that return plain Python values or objects."""


def construct(run: Interpreter, type_: Type, arguments: Arguments, site: CallSite) -> Value:
    """`S3Bucket(self, "logs", …)`, `S3BucketCorsRule(…)`, `App()`."""
    if type_.kind == "struct":
        named = name_positional(run, type_, arguments)
        result: Value = StructValue(type_, named, origin=site.place)
        _emit(run, type_, result, named, site)
        return result
    instance = run.instance_here(None, type_)
    result = InstanceValue(instance)
    initialize(run, type_, result, arguments, site)
    return result


def initialize(run: Interpreter, type_: Type, result: InstanceValue, arguments: Arguments, site: CallSite) -> None:
    """The binding's `__init__`, for a new construct or, through `super()`, for one of the project's classes."""
    named = name_positional(run, type_, arguments)
    event = _emit(run, type_, result, named, site)
    run.state.write(result.instance, GIVEN, StructValue(type_, named))
    if event.id is not None:
        run.state.write(result.instance, "<id>", event.id)


def _emit(run: Interpreter, type_: Type, result: Value, named: Arguments, site: CallSite) -> Construction:
    positional = run.catalog.positional(type_)
    names = [parameter.name for parameter in positional[:2]]
    is_construct = names[:1] in (["scope"], ["scope_"])
    event = Construction(
        place=site.place,
        conditions=run.conditions,
        type=type_,
        callee_place=site.callee_place,
        arguments=named,
        result=result,
        instance=result.instance if isinstance(result, InstanceValue) else None,
        scope=named.value(names[0]) if is_construct else None,
        id=named.value(names[1]) if is_construct and len(names) > 1 else None,  # a backend has none to give
        repeated=run.repeated,
        frame=run.frame,
    )
    run.emit(event)
    return event


def name_positional(run: Interpreter, type_: Type, arguments: Arguments) -> Arguments:
    """Positional arguments with the names of the binding's parameters; those beyond have no name."""
    names = [parameter.name for parameter in run.catalog.positional(type_)]
    return _named(names, arguments)


def _named(names: list[str], arguments: Arguments) -> Arguments:
    queue = list(names)
    items: list[Argument] = []
    for argument in arguments.items:
        if argument.name is None and queue:
            items.append(replace(argument, name=queue.pop(0)))
        else:
            items.append(argument)
    return Arguments(tuple(items), arguments.open)


def call_method(run: Interpreter, callee: BindingMethod, arguments: Arguments, site: CallSite) -> Value:
    """A method of a binding's class, or its `__init__` called by name."""
    if callee.name == "__init__":
        return _call_init(run, callee, arguments, site)
    method = callee.method
    named = arguments if method is None else _named([parameter.name for parameter in method.parameters], arguments)
    result = UNKNOWN if method is None else _result(run, callee, method, named)
    run.emit(
        MethodCall(
            place=site.place,
            conditions=run.conditions,
            type=callee.type,
            name=callee.name,
            name_place=site.callee_place,
            method=method,
            receiver=callee.receiver,
            arguments=named,
            result=result,
        )
    )
    return result


def _call_init(run: Interpreter, callee: BindingMethod, arguments: Arguments, site: CallSite) -> Value:
    """`super().__init__(scope, id)` and `TerraformStack.__init__(self, scope, id)`."""
    receiver = callee.receiver
    if receiver is None and arguments.items and arguments.items[0].name is None:
        receiver = arguments.items[0].value
        arguments = Arguments(arguments.items[1:], arguments.open)
    if isinstance(receiver, InstanceValue):
        initialize(run, callee.type, receiver, arguments, site)
    return Constant(None)


def _is_unresolved(value: Value) -> Value:
    """`Token.is_unresolved(value)`."""
    if is_token(value):
        return Constant(True)
    return Constant(False) if isinstance(value, Constant) else UNKNOWN


def _result(run: Interpreter, callee: BindingMethod, method: Method, arguments: Arguments) -> Value:
    returns = method.returns
    if returns is None:
        return Constant(None)
    if callee.name == "is_unresolved" and len(arguments.items) == 1:
        return _is_unresolved(arguments.items[0].value)
    if callee.type.name == "Token" and callee.name in _AS and len(arguments.items) == 1:
        return join([_as_token(callee.name, option) for option in options_of(arguments.items[0].value)])
    if callee.type.name == "Token" and callee.name == "null_value":
        return Constant(None, False)  # to Python it is an object
    if callee.type.name in _TOKEN_CLASSES and callee.name not in _PLAIN:
        return Token(returns, _source(callee), _attribute(callee), _inputs(arguments))
    if callee.name in ("interpolation_for_attribute", "interpolation_as_list") or callee.name.startswith("get_"):
        return Token(returns, _source(callee), _attribute(callee), _inputs(arguments))
    if returns.kind == "named":
        type_ = run.catalog.type(returns.name)
        if type_ is None:
            return UNKNOWN
        if type_.name == "IResolvable":
            return Token(returns, _source(callee), _attribute(callee), _inputs(arguments))
        if isinstance(callee.receiver, Token):
            index = arguments.items[0].value if arguments.items else None
            shown = str(index.value) if isinstance(index, Constant) else "*"
            return Token(returns, callee.receiver.source, f"{callee.receiver.attribute}.{shown}")
        if type_.kind == "class":
            instance = run.instance_here(None, type_)
            return InstanceValue(instance)
    return UNKNOWN


_AS: dict[str, TypeRef] = {
    "as_string": TypeRef("string"),
    "as_number": TypeRef("number"),
    "as_list": TypeRef("list", of=(TypeRef("string"),)),
    "as_string_map": TypeRef("map", of=(TypeRef("string"),)),
}
"""The methods of `Token` that make a token of another kind, and that kind."""


def _as_token(name: str, value: Value) -> Value:
    """`Token.as_list(value)`: what is plain already comes back as it is."""
    wanted = _AS[name]
    match value:
        case Token(type=TypeRef(kind=kind)) if kind == wanted.kind:
            return value
        case Token():
            return Token(wanted, value.source, value.attribute, (value,))
        case Text() | Constant(value=str()) if name == "as_string":
            return value
        case Constant(value=int() | float()) if name == "as_number":
            return value
        case Sequence() if name == "as_list":
            return replace(value, kind="list", cell=None)
        case Mapping() if name == "as_string_map":
            return replace(value, cell=None)
        case Text() | Constant(value=str()):
            return Token(wanted, None, f"Token.{name}", (value,))
        case _:
            return UNKNOWN


def _source(callee: BindingMethod) -> Instance | None:
    if isinstance(callee.receiver, InstanceValue):
        return callee.receiver.instance
    return callee.receiver.source if isinstance(callee.receiver, Token) else None


def _attribute(callee: BindingMethod) -> str:
    return callee.name if _source(callee) is not None else f"{callee.type.name}.{callee.name}"


def _inputs(arguments: Arguments) -> tuple[Value, ...]:
    return tuple(argument.value for argument in arguments.items)
