"""How a call and the parameters it meets can be made to fit."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Sequence

from presynth.catalog.types import TypeRef
from presynth.checks.common.similar import nearest
from presynth.findings import Fix, Safety
from presynth.operations import AddParameters, Replace
from presynth.program.arguments import Argument
from presynth.program.events import ProjectCall
from presynth.program.parameters import parameters_of
from presynth.program.program import Program
from presynth.program.values import Constant, Function, Mapping, ProjectClass, Text, Token, Value
from presynth.program.values import Sequence as SequenceValue

_TOKENS = {"string": "str", "number": "float", "list": "list", "map": "dict"}


def parameters(event: ProjectCall) -> list[str]:
    if event.signature is None:
        return []
    declared = parameters_of(event.signature)
    return [parameter.arg for parameter in (*declared.posonlyargs, *declared.args, *declared.kwonlyargs)]


def called(event: ProjectCall) -> str:
    """What to call it: `Base.__init__`, for one that is called by name, else its name."""
    owner = event.callee.owner if isinstance(event.callee, Function) else None
    return event.callee.name if owner is None or event.callee.name != "__init__" else f"{owner.name}.__init__"


def listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def renamings(event: ProjectCall, unknown: Sequence[Argument], absent: Sequence[str]) -> Iterator[Fix]:
    """For a keyword that resembles a parameter without a value."""
    given = {argument.name for argument in event.arguments.items}
    positional = sum(argument.name is None for argument in event.arguments.items)
    free = [name for name in parameters(event)[positional:] if name not in given and name != "self"] or list(absent)
    for argument in unknown:
        if argument.name is not None and not argument.splat:
            for near in nearest(argument.name, [name for name in free if name != argument.name]):
                yield Fix(f"Rename it to `{near}`", Safety.UNSAFE, (Replace(argument.name_place, (near,)),))


def additions(event: ProjectCall, unknown: Sequence[Argument], program: Program) -> Iterator[Fix]:
    """Keyword-only parameters for all of them; with a default where another call does not pass it."""
    names = [argument.name for argument in unknown if argument.name is not None]
    if event.signature is None or not names or not all(_can_be_added(name, event) for name in names):
        return
    statement = event.signature.statement
    others = [
        call
        for call in program.events(ProjectCall)
        if call is not event and call.signature is not None and call.signature.statement is statement
    ]
    parameters: list[str] = []
    for argument in unknown:
        kind = _annotation(argument.value)
        needed = all(call.arguments.open or call.arguments.get(argument.name or "") is not None for call in others)
        parameters.append(f"{argument.name}: {kind}" if needed else f"{argument.name}: {kind} | None = None")
    all_names = listed([f"`{name}`" for name in names])
    where = f"{event.callee.name}.__init__" if isinstance(event.callee, ProjectClass) else called(event)
    yield Fix(f"Add {all_names} to `{where}`", Safety.UNSAFE, (AddParameters(statement, tuple(parameters)),))


def _can_be_added(name: str, event: ProjectCall) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name) and name not in parameters(event)


def _annotation(value: Value) -> str:
    match value:
        case Constant(value=bool() | int() | float() | str()):
            return type(value.value).__name__
        case Text():
            return "str"
        case Mapping():
            return "dict"
        case SequenceValue(kind="list" | "tuple" | "set" as kind):
            return kind
        case Token(type=TypeRef(kind=kind)):
            return _TOKENS.get(kind, "object")
        case _:
            return "object"
