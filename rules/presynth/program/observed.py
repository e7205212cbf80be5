"""Telling the rules what Python computes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presynth.program.bindings import GIVEN
from presynth.program.events import MissingKey, Operation, Operator
from presynth.program.values import Constant, Instance, InstanceValue, Mapping, StructValue, Token, Value
from presynth.source.statement import Place

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter


def observe(
    run: Interpreter,
    operator: Operator,
    place: Place,
    operand: Value,
    operand_place: Place,
    name: str = "",
    detail: Value | None = None,
    detail_place: Place | None = None,
) -> None:
    """Tell the rules of one operation, as `Operation` describes it."""
    run.emit(
        Operation(
            place=place,
            conditions=run.conditions,
            operator=operator,
            operand=operand,
            operand_place=operand_place,
            name=name,
            detail=detail,
            detail_place=detail_place,
        )
    )


def look_for(run: Interpreter, base: Value, key: Value, place: Place, base_place: Place, key_place: Place) -> None:
    """Tell the rules where a dict lacks a key it is asked for: both known, and nobody prepared for it.

    A dict that was made empty is a register, and may be filled in ways that are not seen.
    """
    if not isinstance(base, Mapping) or not isinstance(key, Constant) or base.open or not key.certain:
        return
    if not base.entries and base.origin is not None:
        return
    keys = [entry.key for entry in base.entries]
    if not isinstance(key.value, str) or base.entry(key.value) is not None or run.catches("KeyError", "LookupError"):
        return
    if all(isinstance(known, Constant) and known.certain for known in keys):
        run.emit(
            MissingKey(
                place=place,
                conditions=run.conditions,
                base=base,
                base_place=base_place,
                key=key.value,
                key_place=key_place,
            )
        )


def is_variable(run: Interpreter, value: Value) -> bool:
    """Whether it is a `TerraformVariable` itself, which Python takes for an object like any other."""
    if not isinstance(value, InstanceValue) or value.instance.type is None:
        return False
    return value.instance.project_class is None and run.catalog.is_a(value.instance.type, "TerraformVariable")


def is_flag(run: Interpreter, value: Value) -> bool:
    """Whether it is a `TerraformVariable` of type bool, or its `value`."""
    if isinstance(value, Token) and value.attribute == "value" and value.source is not None:
        value = InstanceValue(value.source)
    if not isinstance(value, InstanceValue) or not is_variable(run, value):
        return False
    declared = given(run, value.instance, "type")
    return isinstance(declared, Constant) and declared.value == "bool"


def given(run: Interpreter, instance: Instance, name: str) -> Value | None:
    """The argument that a construct was made with."""
    made = run.state.read(instance, GIVEN)
    return made.arguments.value(name) if isinstance(made, StructValue) else None
