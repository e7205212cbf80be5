"""What the parts of a JSON document are."""

from __future__ import annotations

from typing import NamedTuple, TypeGuard

from presynth.checks.aws.documents import Path
from presynth.checks.templates.syntax import HOLE

Object = dict[str, object]


class Fault(NamedTuple):
    """What is wrong at a path of a document; not `refused`: it is taken, and does nothing."""

    path: Path
    message: str
    refused: bool = True


def is_object(value: object) -> TypeGuard[Object]:
    """Whether it is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether it is a JSON list."""
    return isinstance(value, list)


def objects(value: object) -> list[tuple[int, Object]]:
    """The JSON objects in a list, each with its number in it."""
    return [(number, each) for number, each in enumerate(value) if is_object(each)] if is_list(value) else []


def containers(definitions: object) -> list[tuple[int, Object]]:
    """The containers among the definitions of an ECS task, each with its number, as far as their keys can be told.

    The provider takes the keys in any case ("Name"), as Go's JSON does (expandContainerDefinitions, 2026-11-29): a
    container that spells them so is no object whose keys are known.
    """
    return [(number, each) for number, each in objects(definitions) if not any(key[:1].isupper() for key in each)]


def is_known(value: object) -> bool:
    """Whether it is not text that is known in part only, or not at all."""
    return not (isinstance(value, str) and HOLE in value)


def known_text(value: object) -> str | None:
    """Text that is wholly known."""
    return value if isinstance(value, str) and is_known(value) else None
