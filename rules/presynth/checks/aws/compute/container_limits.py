"""How much the containers of an ECS task may take, and what Fargate does not give them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from presynth.checks.aws.compute.fargate import is_fargate
from presynth.checks.aws.documents import Path
from presynth.checks.aws.shapes import Fault, Object, is_list, is_object, known_text, objects
from presynth.checks.aws.values import field_number
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.templates.syntax import HOLE

_REFUSED = "AWS refuses the task definition"
_NOT_ON_FARGATE = (
    *("privileged", "links", "dockerSecurityOptions", "disableNetworking"),
    *("dnsServers", "dnsSearchDomains", "extraHosts"),
)
"""https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html (2026-11-29)."""
_ADDABLE = "SYS_PTRACE"
"""https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html (2026-11-29)."""
_LOG_DRIVERS = ("awslogs", "splunk", "awsfirelens")
_HEALTH = {"interval": (5, 300), "timeout": (2, 60), "retries": (1, 10), "startPeriod": (0, 300)}
"""https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html (2026-11-29)."""


def limits(task: Resource, containers: list[tuple[int, Object]]) -> Iterator[Fault]:
    """What is too much, too little or not to be had, in all containers of a task."""
    for number, container in containers:
        if any(HOLE in key for key in container):
            continue
        named = f"the container `{known_text(container.get('name')) or '…'}`"
        yield from _memory(task, container, named, (number,))
        yield from _health(container, named, (number, "healthCheck"))
        yield from _variables(container, named, (number, "secrets"))
        if is_fargate(task):
            yield from _on_fargate(container, named, (number,))
    units = [container.get("cpu") for _, container in containers]
    cpu = field_number(task, "cpu")
    known_units = sum(each for each in units if isinstance(each, int) and not isinstance(each, bool))
    if cpu is not None and known_units > cpu:
        number = next(number for number, container in reversed(containers) if container.get("cpu"))
        text = f"the containers take {known_units} units of `cpu`, more than the {cpu:g} of the task"
        yield Fault((number, "cpu"), f"{text}: {_REFUSED}")


def _memory(task: Resource, container: Object, named: str, path: Path) -> Iterator[Fault]:
    hard, soft, whole = container.get("memory"), container.get("memoryReservation"), field_number(task, "memory")
    if hard is None and soft is None and task.presence("memory") is Presence.UNSET and not is_fargate(task):
        yield Fault(path, f"{named} needs `memory` or `memoryReservation`, as the task has no `memory`: {_REFUSED}")
    if isinstance(hard, int) and isinstance(soft, int) and soft > hard:
        yield Fault(
            (*path, "memoryReservation"), f"`memoryReservation` of {named} is more than its `memory`: {_REFUSED}"
        )
    elif isinstance(hard, int) and whole is not None and hard > whole:
        text = f"`memory` of {named} ({hard}) is more than that of the task ({whole:g})"
        yield Fault((*path, "memory"), f"{text}: {_REFUSED}")


def _health(container: Object, named: str, path: Path) -> Iterator[Fault]:
    check = container.get("healthCheck")
    if not is_object(check):
        return
    for key, (least, most) in _HEALTH.items():
        value = check.get(key)
        if isinstance(value, int) and not least <= value <= most:
            text = f"`{key}` of the health check of {named} has to be from {least} to {most}"
            yield Fault((*path, key), f"{text}: {_REFUSED}")


def _variables(container: Object, named: str, path: Path) -> Iterator[Fault]:
    """A secret with the name of a plain variable."""
    plain = {known_text(each.get("name")) for _, each in objects(container.get("environment"))}
    for number, secret in objects(container.get("secrets")):
        name = known_text(secret.get("name"))
        if name is not None and "valueFrom" not in secret and not any(HOLE in key for key in secret):
            yield Fault((*path, number), f"the secret `{name}` of {named} has no `valueFrom`: {_REFUSED}")
        if name is not None and name in plain:
            text = f"`{name}` of {named} is a secret and a plain variable as well"
            yield Fault((*path, number, "name"), f"{text}: {_REFUSED}")


def _on_fargate(container: Object, named: str, path: Path) -> Iterator[Fault]:
    for key in _NOT_ON_FARGATE:
        if container.get(key):
            yield Fault((*path, key), f"there is no `{key}` on Fargate, and {named} has it: {_REFUSED}")
    linux = container.get("linuxParameters")
    capabilities = linux.get("capabilities") if is_object(linux) else None
    added = capabilities.get("add") if is_object(capabilities) else None
    for number, each in enumerate(cast("list[Any]", added) if is_list(added) else []):
        if known_text(each) not in (None, _ADDABLE):
            text = f"only `{_ADDABLE}` can be added on Fargate, not `{each}` as {named} does"
            yield Fault((*path, "linuxParameters", "capabilities", "add", number), f"{text}: {_REFUSED}")
    logs = container.get("logConfiguration")
    driver = known_text(logs.get("logDriver")) if is_object(logs) else None
    if driver is not None and driver not in _LOG_DRIVERS:
        text = f"Fargate has no log driver `{driver}`, only {', '.join(_LOG_DRIVERS)}"
        yield Fault((*path, "logConfiguration", "logDriver"), f"{text}: {_REFUSED}")
