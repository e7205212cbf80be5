"""What a role may do, as far as all of its policies are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from presynth.checks.aws.access.key_policies import is_made
from presynth.checks.aws.access.managed_rights import MANAGED
from presynth.checks.aws.access.policies import Policy, policy
from presynth.checks.aws.values import text
from presynth.checks.common.blocks import Field, Presence
from presynth.checks.common.resources import Resource, makes_unseen, resource, resources
from presynth.checks.wiring.keys import keys_of, source_of
from presynth.program.values import Constant, Sequence, Value

_ARN = re.compile(r"arn:[\w-]+:iam::aws:policy/(?:[\w-]+/)*([\w+=,.@-]+)")
_ROLE = "aws_iam_role"
_ATTACHED = {
    "aws_iam_role_policy": "role",
    "aws_iam_role_policy_attachment": "role",
    "aws_iam_policy_attachment": "roles",
}
"""What gives roles policies, and where the roles are said."""
_EXCLUSIVE = ("aws_iam_role_policies_exclusive", "aws_iam_role_policy_attachments_exclusive")
Actions = frozenset[str]


class Rights(NamedTuple):
    """The actions (lower case, with `*`) that the policies of a role allow, and whether it has any policy."""

    actions: Actions
    any: bool

    def allow(self, action: str) -> bool:
        return any(fnmatchcase(action.lower(), each) for each in self.actions)


def rights_of(role: Resource) -> Rights | None:
    """What a role that the program makes may do; None where not all of its policies are known."""
    program = role.program
    if not is_made(role, _ROLE) or role.block.open or role.is_shared:
        return None
    if any(program.made(each) for each in _EXCLUSIVE) or any(makes_unseen(program, each) for each in _ATTACHED):
        return None
    known = list(_granted(role))
    actions: set[str] = set()
    for each in known:
        if each is None:
            return None
        actions |= each
    return Rights(frozenset(actions), bool(known))


def _granted(role: Resource) -> Iterator[Actions | None]:
    """What each policy of the role allows, None for one of which that is not known."""
    blocks, complete = role.block.children("inline_policy")
    yield from (_of(policy(role.program, block.field(("policy",)))) for block in blocks)
    if not complete:
        yield None
    if role.presence("managed_policy_arns") is not Presence.UNSET:
        yield from _of_arns(role, role.field("managed_policy_arns"))
    for terraform_type, holder in _ATTACHED.items():
        for made in resources(role.program, terraform_type):
            held = _holds(made, holder, role)
            if held is None:
                yield None
            elif held and terraform_type == "aws_iam_role_policy":
                yield _of(policy(role.program, made.field("policy")))
            elif held:
                yield from _of_arns(made, made.field("policy_arn"))


def _holds(made: Resource, holder: str, role: Resource) -> bool | None:
    """Whether a policy is for the role; None where that is not known."""
    if role.instance in {key for (key,) in keys_of(made, (holder,))}:
        return True
    value = made.value(holder)
    held = [_is(role, each) for each in (value.items if isinstance(value, Sequence) else (value,))]
    if True in held:
        return True
    return None if None in held or (isinstance(value, Sequence) and value.open) else False


def _is(role: Resource, value: Value | None) -> bool | None:
    """Whether a role, or its name, is that of the role; None where that is not known."""
    source = None if value is None else source_of(value)
    if source is not None:
        other = resource(role.program, source)
        return False if other is not None and other.instance is not role.instance and is_made(other, _ROLE) else None
    named, name = text(value), role.constant("name")
    if named is None or (name is None and role.presence("name") is not Presence.UNSET):
        return None
    return named == name


def _of_arns(made: Resource, field: Field | None) -> Iterator[Actions | None]:
    value = None if field is None or not field.sure else field.value
    if isinstance(value, Sequence):
        yield from (_of_arn(made, each) for each in value.items)
        if value.open:
            yield None
    else:
        yield None if value is None else _of_arn(made, value)


def _of_arn(made: Resource, value: Value) -> Actions | None:
    text = value.value if isinstance(value, Constant) else None
    if isinstance(text, str):
        match = _ARN.fullmatch(text)
        return None if match is None else MANAGED.get(match[1])
    source = source_of(value)
    own = None if source is None else resource(made.program, source)
    is_known = own is not None and is_made(own, "aws_iam_policy")
    return _of(policy(made.program, own.field("policy"))) if own is not None and is_known else None


def _of(found: Policy | None) -> Actions | None:
    """What a policy allows, whatever it is allowed for."""
    if found is None or found.open:
        return None
    actions: set[str] = set()
    for statement in found.statements:
        given = statement.values.get("Action", [])
        if not statement.allows:
            continue
        if statement.open or "NotAction" in statement.keys or not all(each.known for each in given):
            return None
        actions |= {each.text.lower() for each in given}
    return frozenset(actions)
