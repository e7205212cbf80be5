"""ECS task definitions: what their containers say."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.compute.container_limits import limits
from presynth.checks.aws.compute.fargate import TASK, is_fargate
from presynth.checks.aws.documents import Path, document
from presynth.checks.aws.shapes import Fault, Object, containers, is_known, is_list, is_object, known_text, objects
from presynth.checks.aws.values import field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding
from presynth.program.values import instances_in

_REPOSITORY = "aws_ecr_repository"

_TASK = """
from cdktf_cdktf_provider_aws.ecs_task_definition import EcsTaskDefinition

"""
_ONE = """EcsTaskDefinition(
    self,
    "api",
    family="api",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    cpu="256",
    memory="512",
"""
_ROLE = '    execution_role_arn="arn:aws:iam::123456789012:role/run",\n'


class ContainerDefinitions(ResourceRule):
    """The containers of an ECS task definition say something that ECS does not take.

    ## What it does
    Reads `container_definitions` as far as they are known: numbers and text in the place of each other, ports that
    differ in the network mode `awsvpc`, volumes and containers that are named and are not there, two containers with
    one name, logs without their options, a missing execution role where Fargate needs it for logs, secrets or images
    from ECR; more memory or CPU than the task has, or no memory at all; what Fargate does not have.

    ## Why is this bad?
    What is of the wrong kind fails at plan ("ECS Task Definition container_definitions is invalid"), the rest when AWS
    is asked to register the task definition.

    ## References
    - https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html (2026-11-29)
    """

    code = "PS329"
    name = "container-definitions"
    terraform_types = (TASK,)
    VALID = (
        Valid(
            "import json"
            + _TASK
            + "import os\n"
            + _ONE
            + _ROLE
            + """    volume=[{"name": "data"}],
    container_definitions=json.dumps([
        {
            "name": "api",
            "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1",
            "cpu": 256,
            "essential": True,
            "command": ["run", "--fast"],
            "environment": [{"name": "PORT", "value": "8080"}, {"name": "HOST", "value": os.environ["HOST"]}],
            "secrets": [{"name": "PASSWORD", "valueFrom": "arn:aws:ssm:eu-west-1:123456789012:parameter/p"}],
            "portMappings": [{"containerPort": 8080, "hostPort": 8080, "protocol": "tcp"}],
            "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"}],
            "logConfiguration": {
                "logDriver": "awslogs",
                "options": {
                    "awslogs-group": "/ecs/api", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "api"
                },
            },
        }
    ]),
)
"""
        ),
        Valid(_TASK + "from cdktf import Fn\n" + _ONE + '    container_definitions=Fn.file("api.json"),\n)\n'),
        Valid(_TASK + _ONE + '    container_definitions=\'[{"Name": "api", "Image": "nginx"}]\',\n)\n'),
    )
    INVALID = (
        Invalid(
            "import json"
            + _TASK
            + _ONE
            + """    container_definitions=json.dumps([
        {"name": "api", "image": "nginx", "environment": [{"name": "PORT", "value": «8080»}]}
    ]),
)
""",
            message='the environment variable `PORT` of the container `api` must be text ("8080")',
        ),
        Invalid(
            "import json"
            + _TASK
            + """
containers = [{"name": "api", "image": "nginx", "portMappings": [{"containerPort": 80, "hostPort": «8080»}]}]
"""
            + _ONE
            + "    container_definitions=json.dumps(containers),\n)\n",
            message="`hostPort` 8080 of the container `api` must be its `containerPort` 80",
        ),
        Invalid(
            _TASK
            + "from cdktf import Fn\n"
            + _ONE
            + """    container_definitions=Fn.jsonencode([{"name": "api", "image": "nginx", "memory": «"512"»}]),
)
""",
            message="`memory` of the container `api` must be a number",
        ),
        Invalid(
            "import json"
            + _TASK
            + _ONE
            + """    container_definitions=json.dumps([
        {
            "name": "api",
            "image": "nginx",
            "logConfiguration": {
                "logDriver": «"awslogs"»,
                "options": {"awslogs-group": "/ecs", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "a"},
            },
        }
    ]),
)
""",
            message="needs `execution_role_arn`",
        ),
        Invalid(
            "import json"
            + _TASK
            + _ONE
            + """    container_definitions=json.dumps([
        {"name": "api", "image": "nginx", "mountPoints": [{"sourceVolume": «"data"», "containerPath": "/data"}]}
    ]),
)
""",
            message="there is no `volume` named `data`",
        ),
        Invalid(
            _TASK
            + """from cdktf import Fn

agent = {"name": "agent", "image": "agent"}
EcsTaskDefinition(self, "agent", family="agent", container_definitions=Fn.jsonencode([«agent»]))
""",
            message="needs `memory` or `memoryReservation`",
        ),
        Invalid(
            _TASK
            + "from cdktf import Fn\n"
            + _ONE
            + """    container_definitions=Fn.jsonencode([{"name": "api", "image": "nginx", "memory": «1024»}]),
)
""",
            message="more than that of the task (512)",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        read = document(resource.program, resource.field("container_definitions"))
        if read is None:
            return
        if is_object(read.content):
            message = "`container_definitions` must be a list of containers, not one: plan fails"
            yield self.finding(read.field.place, message, about=resource.instance)
            return
        found = containers(read.content)
        by_container = {number: list(_kind_faults(number, container)) for number, container in found}
        faults = [fault for each in by_container.values() for fault in each]
        whole = is_list(read.content) and len(read.content) == len(found)
        faults += _among_faults(found, whole=whole)
        faults += [fault for each in found if not by_container[each[0]] for fault in _task_faults(resource, *each)]
        faults += [] if any(by_container.values()) else limits(resource, found)
        for fault in dict.fromkeys(faults):
            yield self.finding(read.place(*fault.path), fault.message, about=resource.instance)


_NUMBERS = ("cpu", "memory", "memoryReservation", "startTimeout", "stopTimeout")
_TRUTHS = ("essential", "privileged", "readonlyRootFilesystem", "interactive", "pseudoTerminal")
_LISTS = ("command", "entryPoint", "environment", "secrets", "portMappings", "mountPoints", "dependsOn", "links")
_KINDS: dict[type, str] = {int: "a number", bool: "true or false", list: "a list"}
_PORTS = ("containerPort", "hostPort")


def _called(container: Object) -> str:
    """What a container is called, for messages."""
    name = known_text(container.get("name"))
    return "a container" if name is None else f"the container `{name}`"


def _kind_faults(number: int, container: Object) -> Iterator[Fault]:
    """What the provider cannot decode."""
    named = _called(container)
    for keys, kind in ((_NUMBERS, int), (_TRUTHS, bool), (_LISTS, list)):
        for key in keys:
            value = container.get(key)
            if value is not None and is_known(value) and type(value) is not kind:
                message = f"`{key}` of {named} must be {_KINDS[kind]}, not {_shown(value)}: plan fails"
                yield Fault((number, key), message)
    for each, variable in objects(container.get("environment")):
        value = variable.get("value")
        if value is not None and not isinstance(value, str):
            message = (
                f"the environment variable `{variable.get('name')}` of {named} must be text"
                f' ("{_shown(value)}"), not {_shown(value)}: plan fails'
            )
            yield Fault((number, "environment", each, "value"), message)
    for each, mounted in objects(container.get("mountPoints")):
        value = mounted.get("readOnly")
        if isinstance(value, str) and is_known(value):
            message = f'`readOnly` of {named} must be true or false, not "{value}": plan fails'
            yield Fault((number, "mountPoints", each, "readOnly"), message)
    for each, mapping in objects(container.get("portMappings")):
        for key in _PORTS:
            value = known_text(mapping.get(key))
            if value is not None:
                message = f'`{key}` of {named} must be a number, not "{value}": plan fails'
                yield Fault((number, "portMappings", each, key), message)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value) if isinstance(value, int | float) else "this"


def _among_faults(containers: list[tuple[int, Object]], *, whole: bool) -> Iterator[Fault]:
    """What containers say of each other."""
    names = [container.get("name") for _, container in containers]
    for number, container in containers:
        named, name = _called(container), known_text(container.get("name"))
        if name is not None and name in names[:number]:
            message = f"two containers are called `{name}`: AWS refuses the task definition"
            yield Fault((number, "name"), message)
        for key in ("name", "image"):
            if key not in container:
                yield Fault((number,), f"`{key}` of {named} is missing: AWS refuses the task definition")
        for each, dependency in objects(container.get("dependsOn")):
            other = known_text(dependency.get("containerName"))
            if whole and all(map(is_known, names)) and other is not None and other not in names:
                message = f"{named} depends on `{other}`, which is no container of the task: AWS refuses it"
                yield Fault((number, "dependsOn", each, "containerName"), message)
    if whole and containers and all(container.get("essential") is False for _, container in containers):
        yield Fault((), "one container at least must be essential: AWS refuses the task definition")


def _task_faults(task: Resource, number: int, container: Object) -> Iterator[Fault]:
    """What does not go with the task."""
    named = _called(container)
    if field_text(task, "network_mode") == "awsvpc":
        for each, mapping in objects(container.get("portMappings")):
            port, host = mapping.get("containerPort"), mapping.get("hostPort")
            if isinstance(port, int) and isinstance(host, int) and host not in (0, port):
                message = (
                    f"`hostPort` {host} of {named} must be its `containerPort` {port} in the network mode `awsvpc`,"
                    " or be left out: AWS refuses the task definition"
                )
                yield Fault((number, "portMappings", each, "hostPort"), message)
    volumes, all_volumes = task.block.children("volume")
    declared = {field_text(volume, "name") for volume in volumes}
    if all_volumes and None not in declared and task.presence("volume") is not Presence.UNSURE:
        for each, mount in objects(container.get("mountPoints")):
            source = known_text(mount.get("sourceVolume"))
            if source is not None and source not in declared:
                message = (
                    f"there is no `volume` named `{source}`, which {named} mounts: AWS refuses the task definition"
                )
                yield Fault((number, "mountPoints", each, "sourceVolume"), message)
    logs = container.get("logConfiguration")
    if is_object(logs) and logs.get("logDriver") == "awslogs":
        options = logs.get("options", {})
        wanted = ("awslogs-group", "awslogs-region", *(("awslogs-stream-prefix",) if is_fargate(task) else ()))
        missing = [f"`{key}`" for key in wanted if is_object(options) and key not in options]
        if missing:
            message = f"the log options of {named} need {' and '.join(missing)}: AWS refuses the task definition"
            yield Fault((number, "logConfiguration"), message)
    if is_fargate(task) and task.presence("execution_role_arn") is Presence.UNSET:
        needed = _needs_role(task, container)
        if needed is not None:
            path, reason = needed
            message = f"on Fargate a task needs `execution_role_arn` for {reason} of {named}: AWS refuses it"
            yield Fault((number, *path), message)


def _needs_role(task: Resource, container: Object) -> tuple[Path, str] | None:
    """For what a container needs the execution role, and where it says so."""
    logs, image = container.get("logConfiguration"), container.get("image")
    if is_object(logs) and logs.get("logDriver") == "awslogs":
        return ("logConfiguration", "logDriver"), "the log driver `awslogs`"
    if is_list(container.get("secrets")) and container.get("secrets"):
        return ("secrets",), "the secrets"
    if not isinstance(image, str):
        return None
    is_private = ".dkr.ecr." in image and ".amazonaws.com" in image
    if not is_private and image.startswith(HOLE):
        value = task.value("container_definitions")
        used = () if value is None else instances_in(value)
        is_private = any(each.type is not None and each.type.terraform_type == _REPOSITORY for each in used)
    return (("image",), "the ECR image") if is_private else None
