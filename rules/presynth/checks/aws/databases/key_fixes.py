"""A key for a resource: one that is in reach, or a new one."""

from __future__ import annotations

import re

from presynth.catalog.types import Type
from presynth.checks.common.names_in_reach import free_name, is_made_once, spelled_before
from presynth.checks.common.resources import Resource, resources
from presynth.findings import Fix, Safety
from presynth.operations import AddArgument, InsertStatement
from presynth.program.values import InstanceValue

_KEYS = ("aws_kms_replica_key", "aws_kms_key")


def key_fix(copy: Resource) -> Fix | None:
    """Pass a key that is made with the same provider as `kms_key_id`, else make one for it. None where neither goes."""
    for key in reversed(list(resources(copy.program, *_KEYS))):
        if key.region == copy.region and key.provider is copy.provider:
            name = spelled_before(copy.program, key.instance, copy.event)
            if name is not None:
                argument = AddArgument(copy.event.place, "kms_key_id", (f"{name}.arn",))
                return Fix(f"Encrypt it with `{name}`", Safety.UNSAFE, (argument,))
    return _new_key(copy)


def _new_key(copy: Resource) -> Fix | None:
    event = copy.event
    key, made_with = _key_class(copy), _made_with(copy)
    positional = [argument for argument in event.arguments if argument.positional and not argument.splat]
    if key is None or made_with is None or len(positional) != 2 or not is_made_once(copy.program, event):
        return None
    scope, id_ = (argument.place.text for argument in positional)
    written = re.fullmatch(r"""(["'])([\w -]+)\1""", id_)
    own = re.sub(r"\W+", "_", written.group(2).lower()) if written else "replica"
    name = free_name(copy.program, event, f"{own}_key")
    new_id = f'"{written.group(2)}-key"' if written else f'{id_} + "-key"'
    made = f'({scope}, {new_id}, description="Encrypts a copy in another region"{made_with})'
    operations = (
        InsertStatement(event.place.statement, (f"{name} = ", key, made), after=False),
        AddArgument(event.place, "kms_key_id", (f"{name}.arn",)),
    )
    return Fix(f"Encrypt it with a new key `{name}`", Safety.UNSAFE, operations)


def _made_with(copy: Resource) -> str | None:
    """The arguments that let the key be made where the copy is; None where they cannot be spelled."""
    found = ""
    for name in ("provider", "region"):
        argument = copy.event.arguments.get(name)
        if argument is not None:
            text: str | None = argument.place.text
            if argument.splat:
                held = argument.value.instance if isinstance(argument.value, InstanceValue) else None
                text = None if held is None else copy.program.spelled(held, copy.event.frame)
            if text is None:
                return None
            found += f", {name}={text}"
    return found


def _key_class(copy: Resource) -> Type | None:
    """The class of KMS keys in the binding that the resource's class is of."""
    found = copy.program.catalog.terraform("aws_kms_key")
    package = copy.event.type.module.partition(".")[0]
    return found if found is not None and found.module.partition(".")[0] == package else None
