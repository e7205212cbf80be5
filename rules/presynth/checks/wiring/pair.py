"""A pair of resources of which one must be there before the other, and nothing but `depends_on` says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.wiring.keys import KeyPath, values_at
from presynth.findings import Severity
from presynth.program.values import Constant

REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
AWS = "https://docs.aws.amazon.com/"
ROLE_POLICIES = ("aws_iam_role_policy_attachment", "aws_iam_role_policy")

Condition = Callable[[Resource], bool]


def _always(_: Resource) -> bool:
    return True


@dataclass(frozen=True)
class Pair:
    """Resources of the types `dependents` need those of the types `needed` that their keys lead to.

    `dependent_keys` and `needed_keys` are compared one by one: the resources belong together where each has something
    in common; with no keys at all, wherever they are in one stack. `every`: all of them are needed, not any.
    `indispensable`: without any it is refused for good. `reason` says what happens else, as `source` (as known on
    2026-11-29) has it. `when` and `counts` narrow down which dependents need any, and which of the others count.
    """

    dependents: tuple[str, ...]
    dependent_keys: tuple[KeyPath, ...]
    needed: tuple[str, ...]
    needed_keys: tuple[KeyPath, ...]
    reason: str
    source: str
    severity: Severity = Severity.WARNING
    every: bool = False
    indispensable: bool = False
    when: Condition = _always
    counts: Condition = _always


def lets(service: str) -> Condition:
    """A permission for a service to call a function; one whose principal is not known may be one."""

    def counts(permission: Resource) -> bool:
        principal = permission.constant("principal")
        return not isinstance(principal, str) or principal == "*" or principal.partition(".")[0] == service

    return counts


def other_than(*managed: str) -> Condition:
    """A policy of a role that is not one of these of AWS."""

    def counts(made: Resource) -> bool:
        arn = made.constant("policy_arn")
        return not isinstance(arn, str) or arn.rpartition("/")[2] not in managed

    return counts


def is_not(argument: str, value: object) -> Condition:
    def when(made: Resource) -> bool:
        return made.constant(argument) != value

    return when


def is_surely_not(argument: str, value: object) -> Condition:
    """It is not set, or known to be something else."""

    def when(made: Resource) -> bool:
        known = made.constant(argument)
        return made.presence(argument) is Presence.UNSET or (known is not None and known != value)

    return when


def sets(path: str) -> Condition:
    def when(made: Resource) -> bool:
        return any(True for _ in values_at(made.block, tuple(path.split("."))))

    return when


def has(path: str, *wanted: object) -> Condition:
    """A value at the dotted path is known to be one of these."""

    def when(made: Resource) -> bool:
        found = values_at(made.block, tuple(path.split(".")))
        return any(isinstance(value, Constant) and value.value in wanted for value in found)

    return when
