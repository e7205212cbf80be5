"""What an argument refers to, in a form in which two arguments can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from presynth.checks.aws.sameness import sameness
from presynth.checks.common.blocks import Block, Presence
from presynth.checks.common.resources import Resource, resource
from presynth.program.values import Constant, Instance, InstanceValue, Sequence, Text, Token, Value, options_of

KeyPath = str
"""A dotted path of arguments, `target.arn`. `subnet_id > vpc_id`: the argument of what the first one refers to.
`a | b`: either."""
Key = object
"""A resource (`Instance`), the text that stands for one, or what such a text is put together of."""

_DEPTH_LIMIT = 4
_NAMES = ("name", "bucket", "function_name")
"""Arguments by which resources are called elsewhere."""


def keys_of(made: Resource, paths: tuple[KeyPath, ...]) -> Iterator[tuple[Key, ...]]:
    """All combinations of what the arguments at `paths` refer to; nothing where one of them is not known."""
    yield from product(*(dict.fromkeys(_of_path(made, path)) for path in paths))


def _of_path(made: Resource, path: KeyPath) -> Iterator[Key]:
    for alternative in path.split("|"):
        yield from _of_hops(made, [hop.strip() for hop in alternative.split(">")])


def _of_hops(made: Resource, hops: list[str]) -> Iterator[Key]:
    for value in values_at(made.block, tuple(hops[0].split("."))):
        if len(hops) == 1:
            yield from _keys(made, value, 0)
        else:
            target = _source(made, value)
            if target is not None:
                yield from _of_hops(target, hops[1:])


def values_at(block: Block, path: tuple[str, ...]) -> Iterator[Value]:
    """The values that `path` leads to, the items of lists one by one."""
    for owner in block.at(path[:-1]):
        field = owner.fields.get(path[-1])
        if field is None or field.presence is Presence.UNSET:
            continue
        for option in options_of(field.value):
            yield from option.items if isinstance(option, Sequence) else (option,)


def _keys(made: Resource, value: Value, depth: int) -> Iterator[Key]:
    value = _unwrapped(value)
    if isinstance(value, Constant):
        if isinstance(value.value, str) and value.value:
            yield value.value
        return
    if isinstance(value, Text):
        said = sameness(value)
        if said is not None:
            yield said
        return
    target = _source(made, value)
    if target is None or depth > _DEPTH_LIMIT:
        return
    attribute = value.attribute if isinstance(value, Token) else ""
    passed = target.value(attribute) if attribute else None
    is_own_name = attribute in _NAMES and passed is not None and source_of(passed) is None
    if passed is not None and not isinstance(passed, Constant) and not is_own_name:
        yield from _keys(target, passed, depth + 1)
        return
    yield target.instance
    for name in (attribute, *_NAMES):
        known = target.constant(name) if name else None
        if isinstance(known, str):
            yield known


def source_of(value: Value) -> Instance | None:
    """The construct that a value is, or is an attribute of."""
    value = _unwrapped(value)
    if isinstance(value, InstanceValue):
        return value.instance
    return value.source if isinstance(value, Token) else None


def _source(made: Resource, value: Value) -> Resource | None:
    source = source_of(value)
    return None if source is None else resource(made.program, source)


def _unwrapped(value: Value) -> Value:
    """The value itself of an f-string that holds nothing else."""
    if isinstance(value, Text) and len(value.parts) == 1 and isinstance(value.parts[0], Value):
        return value.parts[0]
    return value
