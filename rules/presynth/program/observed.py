"""Telling the rules what Python computes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presynth.program.bindings import GIVEN
from presynth.program.events import Operation, Operator
from presynth.program.values import Constant, Instance, InstanceValue, StructValue, Token, Value
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
