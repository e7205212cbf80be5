"""Job definitions of Batch: what their container says."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.compute.fargate import memory_for
from presynth.checks.aws.documents import document
from presynth.checks.aws.shapes import Fault, Object, is_list, is_object, known_text, objects
from presynth.checks.aws.values import items, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding

_KINDS = ("VCPU", "MEMORY", "GPU")
_UNITS = 1024
"""CPU units in a vCPU."""

_JOB = """
import json

from cdktf_cdktf_provider_aws.batch_job_definition import BatchJobDefinition

role = "arn:aws:iam::111122223333:role/job"
cpu, memory = {"type": "VCPU", "value": "0.25"}, {"type": "MEMORY", "value": "1024"}
"""
_FARGATE = 'on_fargate = {"type": "container", "platform_capabilities": ["FARGATE"]}\n'


class BatchJob(ResourceRule):
    """The container of a job definition says something that Batch does not take.

    ## What it does
    Reads `container_properties` as far as they are known: an image, vCPUs and memory that are missing, values that are
    no text; on Fargate the execution role, sizes that Fargate has, and what it has not.

    ## Why is this bad?
    The provider stops, or Batch refuses the job definition: "Error executing request, Exception : executionRoleArn is
    required for Fargate jobs", "Fargate resource requirements (0.25 vCPU, 4096 MiB) not valid".

    ## References
    - https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html (2026-11-29)
    - https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html (2026-11-29)
    """

    code = "PS379"
    name = "batch-job"
    terraform_types = ("aws_batch_job_definition",)
    VALID = (
        Valid(
            _JOB
            + _FARGATE
            + """
properties = {"image": "busybox", "executionRoleArn": role, "resourceRequirements": [cpu, memory]}
BatchJobDefinition(self, "one", name="one", container_properties=json.dumps(properties), **on_fargate)
plain = {"image": "busybox", "vcpus": 1, "memory": 512, "privileged": True}
BatchJobDefinition(self, "two", name="two", type="container", container_properties=json.dumps(plain))
"""
        ),
        Valid(
            _JOB
            + """

def job(scope, name, requirements, image):
    properties = {"image": image, "executionRoleArn": role, "resourceRequirements": requirements}
    BatchJobDefinition(scope, name, name=name, type="container", container_properties=json.dumps(properties))
"""
        ),
    )
    INVALID = (
        Invalid(
            _JOB
            + _FARGATE
            + """
properties = {"image": "busybox", "resourceRequirements": [cpu, memory]}
BatchJobDefinition(self, "one", name="one", container_properties=«json.dumps(properties)», **on_fargate)
""",
            message="needs `executionRoleArn`",
        ),
        Invalid(
            _JOB
            + _FARGATE
            + """
much = {"type": "MEMORY", "value": "4096"}
properties = {"image": "busybox", "executionRoleArn": role, "resourceRequirements": «[cpu, much]»}
BatchJobDefinition(self, "one", name="one", container_properties=json.dumps(properties), **on_fargate)
""",
            message="0.25 vCPUs go with 512, 1024 or 2048 MiB",
        ),
        Invalid(
            _JOB
            + _FARGATE
            + """
properties = {"image": "busybox", "executionRoleArn": role, "vcpus": «1», "resourceRequirements": [cpu, memory]}
BatchJobDefinition(self, "one", name="one", container_properties=json.dumps(properties), **on_fargate)
""",
            message="no `vcpus` on Fargate",
        ),
        Invalid(
            _JOB
            + """
properties = {"image": "busybox", "resourceRequirements": [cpu, {"type": "MEMORY", "value": «512»}]}
BatchJobDefinition(self, "one", name="one", type="container", container_properties=json.dumps(properties))
""",
            message="has to be text",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        read = document(resource.program, resource.field("container_properties"))
        container = None if read is None else read.content
        if read is None or not is_object(container) or any(HOLE in key for key in container):
            return
        faults = [*_kind_faults(container)]
        if not faults:
            capabilities = [text(item.value) for item in items(resource.field("platform_capabilities"))]
            faults += _fargate_faults(container) if "FARGATE" in capabilities else _size_faults(container)
        for fault in faults:
            yield self.finding(
                read.place(*fault.path), f"{fault.message}: Batch refuses the job definition", about=resource.instance
            )


def _kind_faults(container: Object) -> Iterator[Fault]:
    """What is missing in any case, and what is not of its kind."""
    if "image" not in container:
        yield Fault((), "the container needs an `image`")
    for place, each in objects(container.get("resourceRequirements")):
        at = ("resourceRequirements", place)
        kind, value = known_text(each.get("type")), each.get("value")
        if kind is not None and kind not in _KINDS:
            yield Fault((*at, "type"), f"a requirement is `VCPU`, `MEMORY` or `GPU`, not `{kind}`")
        if isinstance(value, int | float):
            yield Fault((*at, "value"), f'`value` of a requirement has to be text (`"{value}"`)')
    for key in ("vcpus", "memory"):
        if known_text(container.get(key)) is not None:
            yield Fault((key,), f"`{key}` has to be a number, not text")
    for place, each in objects(container.get("environment")):
        if isinstance(each.get("value"), bool | int | float):
            yield Fault(("environment", place, "value"), "the value of a variable has to be text")


def _fargate_faults(container: Object) -> Iterator[Fault]:
    if "executionRoleArn" not in container:
        yield Fault((), "a job on Fargate needs `executionRoleArn`")
    for key in ("vcpus", "memory"):
        if key in container:
            yield Fault((key,), f"there is no `{key}` on Fargate, but `resourceRequirements`")
            return
    for key in ("instanceType", "privileged", "ulimits"):
        if container.get(key):
            yield Fault((key,), f"there is no `{key}` on Fargate")
    yield from _missing_requirements(container)
    required = _required(container)
    cpu, memory = required.get("VCPU"), required.get("MEMORY")
    if cpu is None:
        return
    sizes = memory_for(cpu * _UNITS)
    if sizes is None:
        yield Fault(("resourceRequirements",), f"Fargate has no {cpu:g} vCPUs")
    elif memory is not None and memory not in sizes:
        few = len(sizes) <= 4
        shown = f"{', '.join(map(str, sizes[:-1]))} or {sizes[-1]}" if few else f"{sizes[0]} to {sizes[-1]}"
        yield Fault(("resourceRequirements",), f"{cpu:g} vCPUs go with {shown} MiB on Fargate, not {memory:g}")


def _size_faults(container: Object) -> Iterator[Fault]:
    if "vcpus" not in container and "memory" not in container:
        yield from _missing_requirements(container)


def _missing_requirements(container: Object) -> Iterator[Fault]:
    listed = container.get("resourceRequirements", [])
    if not is_list(listed):
        return
    kinds = [each.get("type") for _, each in objects(listed)]
    missing = [f"`{kind}`" for kind in _KINDS[:2] if kind not in kinds]
    if len(kinds) == len(listed) and all(known_text(kind) for kind in kinds) and missing:
        path = ("resourceRequirements",) if listed else ()
        yield Fault(path, f"`resourceRequirements` need {' and '.join(missing)}")


def _required(container: Object) -> dict[str, float]:
    """The numbers that are required, by kind, as far as they are known."""
    found: dict[str, float] = {}
    for _, each in objects(container.get("resourceRequirements")):
        kind, value = known_text(each.get("type")), known_text(each.get("value"))
        amount = None if value is None else _amount(value)
        if kind is not None and amount is not None:
            found[kind] = amount
    return found


def _amount(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None
