"""`isinstance(…)` and `hasattr(…)`, as far as the answer is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presynth.program import attributes, classes
from presynth.program.values import (
    DECLARED,
    UNKNOWN,
    BindingClass,
    ClassValue,
    Constant,
    External,
    InstanceValue,
    Mapping,
    Sequence,
    StructValue,
    Text,
    Token,
    Value,
    options_of,
)

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

_BUILTINS: dict[str, type] = {
    kind.__name__: kind for kind in (str, int, float, bool, bytes, list, dict, tuple, set, frozenset)
}
_TOKENS: dict[str, type] = {"string": str, "number": float, "list": list, "map": dict}
_SEQUENCES: dict[str, type] = {"list": list, "tuple": tuple, "set": set}


def is_instance(run: Interpreter, value: Value, kinds: Value) -> Value:
    """`isinstance(value, kinds)`: a constant, or `UNKNOWN`."""
    wanted = kinds.items if isinstance(kinds, Sequence) and kinds.kind == "tuple" and not kinds.open else (kinds,)
    verdicts = {_is_one_of(run, option, wanted) for option in options_of(value)}
    verdict = verdicts.pop() if len(verdicts) == 1 else None
    return UNKNOWN if verdict is None else Constant(verdict, not isinstance(value, Constant) or value.certain)


def has_attribute(run: Interpreter, value: Value, name: Value) -> Value:
    """`hasattr(value, name)` of an object that nobody adds attributes to unseen."""
    if not isinstance(name, Constant) or not isinstance(name.value, str):
        return UNKNOWN
    if isinstance(value, InstanceValue) and value.instance.project_class is not None:
        return UNKNOWN
    found = attributes.find(run, value, name.value)
    return UNKNOWN if found is None else Constant(found)


def _is_one_of(run: Interpreter, value: Value, kinds: tuple[Value, ...]) -> bool | None:
    verdicts = [_is_a(run, value, kind) for kind in kinds]
    if True in verdicts:
        return True
    return None if None in verdicts else False


def _is_a(run: Interpreter, value: Value, kind: Value) -> bool | None:
    match kind:
        case External(name=name) if name in _BUILTINS:
            return _is_builtin(value, _BUILTINS[name])
        case BindingClass(type=type_):
            if isinstance(value, StructValue):
                return run.catalog.is_a(value.type, type_.fqn)
            if not isinstance(value, InstanceValue):
                return False if _is_builtin(value, object) else None
            own = value.instance.type
            if own is not None and run.catalog.is_a(own, type_.fqn):
                return True
            return None if own is None or value.instance.key is DECLARED else False
        case ClassValue(project_class=project_class):
            if not isinstance(value, InstanceValue):
                return False if _is_builtin(value, object) else None
            own = value.instance.project_class
            if own is not None and project_class in classes.linearized(own):
                return True
            return None if value.instance.key is DECLARED or own is None or not classes.is_transparent(own) else False
        case _:
            return None


def _is_builtin(value: Value, kind: type) -> bool | None:
    """Whether it is an instance of `kind`; None for what is nothing that Python itself offers."""
    match value:
        case Constant(value=constant):
            return isinstance(constant, kind)
        case Text():
            return issubclass(str, kind)
        case Sequence(kind=sequence) if sequence in _SEQUENCES:
            return issubclass(_SEQUENCES[sequence], kind)
        case Mapping():
            return issubclass(dict, kind)
        case Token(type=declared) if declared.kind in _TOKENS:
            return issubclass(_TOKENS[declared.kind], kind)
        case Token(type=declared) if declared.kind == "any":
            # Text, or an object that stands for the value: what it will be, it is not yet.
            return None if issubclass(str, kind) else False
        case Token():
            return False
        case StructValue():
            return False
        case InstanceValue(instance=instance) if instance.project_class is None and instance.type is not None:
            return False
        case _:
            return None
