"""ECS services: what they need beside their task definition, and what they name in it."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.compute.fargate import TASK, is_fargate
from presynth.checks.aws.documents import document
from presynth.checks.aws.shapes import Object, containers, is_known, is_list, known_text, objects
from presynth.checks.aws.values import field_number, field_text, items, referred, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related

_GROUP = "aws_lb_target_group"
_TASK = """
import json

from cdktf_cdktf_provider_aws.ecs_service import EcsService
from cdktf_cdktf_provider_aws.ecs_task_definition import EcsTaskDefinition
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup

task = EcsTaskDefinition(
    self,
    "task",
    family="api",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    cpu="256",
    memory="512",
    container_definitions=json.dumps([{"name": "api", "image": "nginx", "portMappings": [{"containerPort": 80}]}]),
)
"""
_BALANCED = """
group = LbTargetGroup(self, "group", name="api", port=80, protocol="HTTP", vpc_id="vpc-1", target_type="ip")
EcsService(
    self,
    "service",
    name="api",
    cluster="main",
    task_definition=task.arn,
    launch_type="FARGATE",
    network_configuration={"subnets": ["subnet-1"]},
    load_balancer=[{"targetGroupArn": group.arn, "containerName": "api", "containerPort": 80}],
)
"""


class ServiceTask(ResourceRule):
    """An ECS service does not go with its task definition.

    ## What it does
    A service on Fargate, or of a task with the network mode `awsvpc`, needs `network_configuration`; its load balancer
    names a container and a port of the task, and a target group of the target type `ip`; Service Connect names ports of
    it, too. A launch type excludes a capacity provider strategy.

    ## Why is this bad?
    AWS refuses the service: "Network Configuration must be provided when networkMode 'awsvpc' is specified", "The
    container … does not exist in the task definition", "The provided target group … has target type instance, which is
    incompatible with the awsvpc network mode".

    ## References
    - https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html (2026-11-29)
    """

    code = "PS330"
    name = "service-task"
    terraform_types = ("aws_ecs_service",)
    VALID = (
        Valid(_TASK + _BALANCED),
        Valid(
            _TASK
            + _BALANCED.replace('launch_type="FARGATE"', 'capacity_provider_strategy=[{"capacityProvider": "FARGATE"}]')
        ),
    )
    INVALID = (
        Invalid(
            _TASK
            + 'EcsService(self, "service", name="api", task_definition=task.arn, launch_type="FARGATE")\n'.replace(
                "EcsService", "«EcsService»", 1
            ),
            message="needs `network_configuration`",
        ),
        Invalid(
            _TASK + _BALANCED.replace('"containerName": "api"', '"containerName": «"web"»'),
            message="the task definition has no container `web`, only `api`",
        ),
        Invalid(
            _TASK + _BALANCED.replace('"containerPort": 80', '"containerPort": «8080»'),
            message="the container `api` has no port 8080",
        ),
        Invalid(
            _TASK + _BALANCED.replace(', target_type="ip"', "").replace(": group.arn", ": «group.arn»"),
            message='needs `target_type="ip"`',
        ),
        Invalid(
            _TASK
            + _BALANCED.replace(
                'launch_type="FARGATE"',
                'launch_type="FARGATE",\n    service_connect_configuration={"enabled": True, "service": connected}',
            ).replace("\nEcsService(", '\nconnected = [{"portName": «"http"»}]\nEcsService(', 1),
            message="no port of the task definition is called `http`",
        ),
        Invalid(
            _TASK
            + _BALANCED.replace(
                'launch_type="FARGATE"',
                'launch_type=«"FARGATE"»,\n    capacity_provider_strategy=[{"capacityProvider": "FARGATE"}]',
            ),
            message="exclude each other",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        about = resource.instance
        launch, task = resource.field("launch_type"), referred(resource.program, resource.value("task_definition"))
        if task is not None and task.event.type.terraform_type != TASK:
            task = None
        if launch is not None and resource.presence("capacity_provider_strategy") is Presence.SET:
            message = "`launch_type` and `capacity_provider_strategy` exclude each other: AWS refuses the service"
            yield self.finding(launch.place, message, about=about)
        on_fargate = field_text(resource, "launch_type") == "FARGATE"
        own_network = task is not None and field_text(task, "network_mode") == "awsvpc"
        if (on_fargate or own_network) and resource.presence("network_configuration") is Presence.UNSET:
            why = "on Fargate" if on_fargate else "whose tasks have the network mode `awsvpc`"
            message = f"a service {why} needs `network_configuration`: AWS refuses it"
            yield self.finding(resource.block.place, message, about=about)
        if on_fargate and launch is not None and task is not None and _is_for_others(task):
            message = "the task definition is not for Fargate (`requires_compatibilities`): AWS refuses the service"
            yield self.finding(launch.place, message, about=about)
        for balancer in resource.block.at(("load_balancer",)):
            if task is not None:
                yield from self._named(resource, balancer, task)
            if on_fargate or own_network:
                yield from self._group(resource, balancer)
        if task is not None:
            yield from self._connected(resource, task)

    def _connected(self, service: Resource, task: Resource) -> Iterator[Finding]:
        """Ports of Service Connect that no container names so."""
        read = document(task.program, task.field("container_definitions"))
        defined = containers(None if read is None else read.content)
        mapped = [container.get("portMappings", []) for _, container in defined]
        names = [mapping.get("name", "") for each in mapped for _, mapping in objects(each)]
        if read is None or not is_list(read.content) or len(read.content) != len(defined):
            return
        if not all(map(is_list, mapped)) or not all(map(is_known, names)):
            return
        for offered in service.block.at(("service_connect_configuration", "service")):
            field, name = offered.field(("port_name",)), field_text(offered, "port_name")
            if field is not None and name is not None and name not in names:
                message = f"no port of the task definition is called `{name}` in its `portMappings`: ECS refuses it"
                related = (Related(read.field.place, "the containers of the task definition"),)
                yield self.finding(field.place, message, about=service.instance, related=related)

    def _named(self, service: Resource, balancer: Block, task: Resource) -> Iterator[Finding]:
        """A container and a port that the task definition does not have."""
        read = document(task.program, task.field("container_definitions"))
        content = None if read is None else read.content
        defined = [container for _, container in containers(content)]
        names = [container.get("name") for container in defined]
        name_field, port_field = balancer.field(("container_name",)), balancer.field(("container_port",))
        name, port = field_text(balancer, "container_name"), field_number(balancer, "container_port")
        if not defined or not is_list(content) or len(content) != len(defined) or not all(map(is_known, names)):
            return
        if read is None or name_field is None or name is None:
            return
        related = (Related(read.field.place, "the containers of the task definition"),)
        found = next((container for container in defined if container.get("name") == name), None)
        if found is None:
            message = f"the task definition has no container `{name}`, only {_listed(names)}: AWS refuses the service"
            yield self.finding(name_field.place, message, about=service.instance, related=related)
        elif port_field is not None and port is not None:
            ports = _ports(found)
            if ports is not None and int(port) not in ports:
                message = (
                    f"the container `{name}` has no port {port:.0f} in its `portMappings`: AWS refuses the service"
                )
                yield self.finding(port_field.place, message, about=service.instance, related=related)

    def _group(self, service: Resource, balancer: Block) -> Iterator[Finding]:
        """A target group of instances."""
        field = balancer.field(("target_group_arn",))
        group = None if field is None else referred(service.program, field.value)
        if field is None or group is None or group.event.type.terraform_type != _GROUP:
            return
        kind = field_text(group, "target_type")
        if group.presence("target_type") is Presence.UNSET or kind not in (None, "ip"):
            yield self.finding(
                field.place,
                f'the target group needs `target_type="ip"` for tasks with the network mode `awsvpc`, not'
                f" `{kind or 'instance'}`{'' if kind else ' (the default)'}: AWS refuses the service",
                about=service.instance,
                related=(Related(group.event.callee_place, "the target group"),),
            )


def _is_for_others(task: Resource) -> bool:
    """Whether a task definition is known to be for something else than Fargate."""
    kinds = items(task.field("requires_compatibilities"))
    return bool(kinds) and not is_fargate(task) and all(text(item.value) for item in kinds)


def _ports(container: Object) -> set[int] | None:
    """The ports of a container; None where one is not known."""
    if not is_list(container.get("portMappings", [])):
        return None
    ports = [mapping.get("containerPort") for _, mapping in objects(container.get("portMappings"))]
    found = {port for port in ports if isinstance(port, int)}
    return found if len(found) == len(set(map(str, ports))) else None


def _listed(names: list[object]) -> str:
    return " and ".join(f"`{known_text(name)}`" for name in names)
