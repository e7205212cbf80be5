"""What the model makes of `json.dumps` of values that are not all known."""

from __future__ import annotations

import json

import pytest

from presynth.program.json_text import json_text
from presynth.program.values import UNKNOWN, Choice, Constant, Entry, Mapping, Sequence, Text, Value

_OPEN = Text(("x-", UNKNOWN))


def _dict(**values: Value) -> Mapping:
    return Mapping(tuple(Entry(Constant(key), value) for key, value in values.items()))


@pytest.mark.parametrize(("name", "option"), [("indent", 2), ("sort_keys", True), ("ensure_ascii", False)])
def test_as_python_writes_it(name: str, option: object) -> None:
    value = _dict(b=Constant('é"'), a=Sequence("list", (Constant(None), Constant(True), Constant(1.5))))
    expected = json.dumps({"b": 'é"', "a": [None, True, 1.5]}, **{name: option})  # type: ignore[arg-type]
    assert json_text(value, {name: Constant(option)}, None) == Constant(expected)


def test_what_is_not_known_is_left_open() -> None:
    value = _dict(a=_OPEN, b=UNKNOWN, c=Mapping((), open=True))
    parts = ('{"a": "x-', UNKNOWN, '", "b": ', UNKNOWN, ', "c": ', UNKNOWN, "}")
    assert json_text(value, {}, None) == Text(parts)


def test_a_choice_of_texts_makes_a_choice_of_documents() -> None:
    found = json_text(_dict(a=Choice((Constant("x"), Constant("y")))), {}, None)
    assert found == Choice((Constant('{"a": "x"}'), Constant('{"a": "y"}')))


def test_of_a_layout_that_is_not_known_only_the_tokens_count() -> None:
    assert json_text(_dict(a=Constant(1)), {"cls": UNKNOWN}, None) == UNKNOWN
