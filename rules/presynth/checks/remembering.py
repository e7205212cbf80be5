"""What rules find out of single events, remembered for as long as the events are there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from presynth.program.events import Event

_EventType = TypeVar("_EventType", bound=Event)
_Rest = ParamSpec("_Rest")
_Answer = TypeVar("_Answer")


def remembered(
    function: Callable[Concatenate[_EventType, _Rest], _Answer],
) -> Callable[Concatenate[_EventType, _Rest], _Answer]:
    """Let a function of an event remember its last answer for each: it is asked again when other arguments change.

    Events never change, but are others after each edit. What is remembered goes when its event goes; so the answer
    must not hold the event itself.
    """
    answers: WeakKeyDictionary[_EventType, tuple[object, _Answer]] = WeakKeyDictionary()

    @wraps(function)
    def answer(event: _EventType, /, *arguments: _Rest.args, **keywords: _Rest.kwargs) -> _Answer:
        asked = (arguments, keywords)
        known = answers.get(event)
        if known is None or known[0] != asked:
            known = answers[event] = (asked, function(event, *arguments, **keywords))
        return known[1]

    return answer
