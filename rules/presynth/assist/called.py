"""The function of the project that a call runs."""

from __future__ import annotations

from presynth.program.asking import Outcome
from presynth.program.classes import linearized
from presynth.program.values import Bound, ClassValue, Function, Partial, Value


def called_function(outcome: Outcome, callee: Value) -> Function | None:
    """The function whose parameters a call of `callee` fills; None where it is none of the project's."""
    match callee:
        case Function():
            return callee
        case Bound(function=function):
            return function
        case Partial(callee=inner):
            return called_function(outcome, inner)
        case ClassValue(project_class=project_class):
            initializers = (outcome.held(each).get("__init__") for each in linearized(project_class))
            return next((each for each in initializers if isinstance(each, Function)), None)
        case _:
            return None
