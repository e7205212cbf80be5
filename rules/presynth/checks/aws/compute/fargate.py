"""ECS task definitions for Fargate: the sizes and the network mode that it has."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.values import field_number, items, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding

TASK = "aws_ecs_task_definition"

_MEMORY_BY_CPU: dict[int, range] = {
    256: range(512, 2049, 512),
    512: range(1024, 4097, 1024),
    1024: range(2048, 8193, 1024),
    2048: range(4096, 16385, 1024),
    4096: range(8192, 30721, 1024),
    8192: range(16384, 61441, 4096),
    16384: range(32768, 122881, 8192),
}
"""MiB by CPU units: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
(2026-11-29)."""
_NO_MEMORY = {256: (1536,)}

_TASK = """
from cdktf_cdktf_provider_aws.ecs_task_definition import EcsTaskDefinition

"""
_FARGATE = """EcsTaskDefinition(
    self,
    "api",
    family="api",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    container_definitions="[]",
"""


def is_fargate(task: Resource) -> bool:
    """Whether a task definition is known to be for Fargate."""
    return any(text(item.value) == "FARGATE" for item in items(task.field("requires_compatibilities")))


def memory_for(cpu: float) -> list[int] | None:
    """The memory (MiB) that goes with CPU units; None where Fargate has no such number of them."""
    sizes = _MEMORY_BY_CPU.get(int(cpu))
    return None if sizes is None else [size for size in sizes if size not in _NO_MEMORY.get(int(cpu), ())]


class FargateSize(ResourceRule):
    """A task definition for Fargate has a size, or a network mode, that Fargate does not have.

    ## What it does
    Fargate has a table of sizes: for each `cpu` some values of `memory`. Both must be set for the task, and its
    `network_mode` must be `awsvpc`.

    ## Why is this bad?
    AWS refuses the task definition: "No Fargate configuration exists for given values", "Fargate requires that 'cpu' be
    defined at the task level", "Fargate only supports network mode 'awsvpc'".

    ## References
    - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html (2026-11-29)
    """

    code = "PS328"
    name = "fargate-size"
    terraform_types = (TASK,)
    VALID = (
        Valid(_TASK + _FARGATE + '    cpu="256",\n    memory="2048",\n)\n'),
        Valid(_TASK + _FARGATE + '    cpu="1 vCPU",\n    memory="3 GB",\n)\n'),
        Valid(_TASK + _FARGATE + '    cpu="65536",\n    memory="131072",\n)\n'),
        Valid(_TASK + _FARGATE.replace("FARGATE", "EC2").replace("awsvpc", "bridge") + ")\n"),
    )
    INVALID = (
        Invalid(
            _TASK + _FARGATE + '    cpu="256",\n    memory=«"4096"»,\n)\n',
            message="`cpu` 256 goes with `memory` 512, 1024 or 2048, not 4096",
        ),
        Invalid(
            _TASK + _FARGATE + '    cpu=«"300"»,\n    memory="1024",\n)\n',
            message="Fargate has no tasks with `cpu` 300",
        ),
        Invalid(
            _TASK + _FARGATE.replace("EcsTask", "«EcsTask", 1).replace("Definition(", "Definition»(", 1) + ")\n",
            message="needs `cpu` and `memory`",
        ),
        Invalid(
            _TASK
            + _FARGATE.replace('network_mode="awsvpc"', 'network_mode=«"bridge"»')
            + '    cpu="256",\n    memory="512",\n)\n',
            message="only the network mode `awsvpc`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        if not is_fargate(resource):
            return
        about = resource.instance
        missing = [f"`{name}`" for name in ("cpu", "memory") if resource.presence(name) is Presence.UNSET]
        if missing:
            message = f"a task definition for Fargate needs {' and '.join(missing)}: AWS refuses it"
            yield self.finding(resource.block.place, message, about=about)
        mode = resource.field("network_mode")
        if resource.presence("network_mode") is Presence.UNSET:
            message = 'a task definition for Fargate needs `network_mode="awsvpc"`: AWS refuses it'
            yield self.finding(resource.block.place, message, about=about)
        elif mode is not None and text(mode.value) not in (None, "awsvpc"):
            message = "Fargate has only the network mode `awsvpc`: AWS refuses the task definition"
            yield self.finding(mode.place, message, about=about)
        wrong = _wrong_size(resource)
        if wrong is not None:
            field, message = wrong
            yield self.finding(field.place, f"{message}: AWS refuses the task definition", about=about)


def _wrong_size(task: Resource) -> tuple[Field, str] | None:
    cpu, memory = task.field("cpu"), task.field("memory")
    units, mebibytes = field_number(task, "cpu"), field_number(task, "memory")
    if cpu is None or units is None or units > max(_MEMORY_BY_CPU):
        return None
    sizes, allowed = _MEMORY_BY_CPU.get(int(units)), memory_for(units)
    if sizes is None or allowed is None:
        return cpu, f"Fargate has no tasks with `cpu` {units:.0f}, only {', '.join(map(str, _MEMORY_BY_CPU))}"
    if memory is None or mebibytes is None or mebibytes in allowed:
        return None
    few = len(allowed) <= 4
    shown = (
        f"{', '.join(map(str, allowed[:-1]))} or {allowed[-1]}"
        if few
        else f"from {sizes.start} to {allowed[-1]} in steps of {sizes.step}"
    )
    return memory, f"`cpu` {units:.0f} goes with `memory` {shown}, not {mebibytes:.0f}"
