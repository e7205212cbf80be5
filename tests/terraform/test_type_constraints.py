"""Types of variables are read as Terraform 1.11.4 reads them."""

from __future__ import annotations

import pytest

from presynth.terraform.type_constraints import InvalidTypeError, parsed

READ = (
    "string",
    "number",
    "bool",
    "any",
    "list",
    "map",
    "list(string)",
    "set(number)",
    "map( map(bool) )",
    "tuple([string, number])",
    "object({})",
    "object({ name = string, port = number })",
    "object({name=string,\n  tags=optional(map(string), {})\n})",
    'list(object({ size = optional(number, 3), kind = optional(string, "a}b") }))',
)
REFUSED = (
    ("str", "no type `str`"),
    ("List(string)", "no type `List`"),
    ("list[string]", "is no type"),
    ("list<string>", "is no type"),
    ("set", "needs the type of its elements"),
    ("object", "needs its attributes"),
    ("tuple", "needs the types of its elements"),
    ("list(str)", "no type `str`"),
    ("list(string", "is no type"),
    ("string number", "is no type"),
    ("object({name string})", "is no type"),
    ("", "no type"),
)


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    assert parsed(text).kind == text.partition("(")[0].strip()


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidTypeError, match=reason):
        parsed(text)


def test_parts() -> None:
    element = parsed("list(object({ name = string, tags = optional(map(string), {}) }))").element
    assert element is not None
    assert set(element.attributes) == {"name", "tags"}
    assert element.optional == {"tags"}
