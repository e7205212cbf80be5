"""ECS, ECR, Batch and App Runner."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Given, Holds, Is, IsNot
from presynth.checks.aws.combinations.consequences import (
    Ascending,
    Consequence,
    Matches,
    Needed,
    NoneOf,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.repetitions import AllOrNone, AmongAll, Once
from presynth.checks.aws.combinations.row import Row

_AWS = "https://docs.aws.amazon.com/"
_SERVICE = f"{_AWS}AmazonECS/latest/APIReference/API_CreateService.html"
_FARGATE = f"{_AWS}AmazonECS/latest/developerguide/fargate-tasks-services.html"
_REPOSITORY = f"{_AWS}AmazonECR/latest/APIReference/API_CreateRepository.html"
_ENVIRONMENT = f"{_AWS}batch/latest/APIReference/API_ComputeResource.html"
_APP = f"{_AWS}apprunner/latest/api/API_CreateService.html"
_PROVIDER = r"FARGATE|FARGATE_SPOT|(?!(?i:fargate|ecs|aws)).+"
_EXCLUSIONS = ("IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION")

_STRATEGY = ("default_capacity_provider_strategy", "capacity_provider", "capacity_providers")


def _service(because: str, *then: Consequence, **when: Is | IsNot | Given | Absent) -> Row:
    return Row(("aws_ecs_service",), then, because, _SERVICE, when)


_SERVICES = (
    _service(
        "Fargate places tasks by itself",
        Refused("ordered_placement_strategy", "placement_constraints"),
        NoneOf("scheduling_strategy", "DAEMON"),
        launch_type=Is(("FARGATE",)),
    ),
    _service("only Fargate has versions of its platform", Refused("platform_version"), launch_type=Is(("EC2",))),
    _service(
        "a daemon runs once on each instance",
        Refused("desired_count", "ordered_placement_strategy"),
        scheduling_strategy=Is(("DAEMON",)),
    ),
    _service(
        "there is no load balancer to ask for the health of tasks",
        Refused("health_check_grace_period_seconds"),
        load_balancer=Absent(),
        vpc_lattice_configurations=Absent(),
    ),
    _service(
        "no task could ever be replaced",
        NoneOf("deployment_maximum_percent", 100),
        scheduling_strategy=Is(("REPLICA",), default=True),
        deployment_minimum_healthy_percent=Is((100,)),
    ),
    _service("ECS refuses it", Ascending("deployment_minimum_healthy_percent", "deployment_maximum_percent")),
    _service(
        "tasks with a network of their own use the role of the service ECS",
        Refused("iam_role"),
        network_configuration=Given(),
    ),
    Row(
        ("aws_ecs_service",),
        (NoneOf("enable_execute_command", True),),
        "commands are executed by the role of the task, which has none",
        f"{_AWS}AmazonECS/latest/developerguide/ecs-exec.html",
        {
            "launch_type": IsNot(("EC2", "EXTERNAL"), default=True),
            "task_definition>requires_compatibilities": Holds(("FARGATE",)),
            "task_definition>task_role_arn": Absent(),
        },
    ),
    Row(
        ("aws_ecs_service",),
        (Refused("network_configuration"),),
        "only tasks with the network mode `awsvpc` have a network of their own",
        _SERVICE,
        {"task_definition>network_mode": Is(("bridge", "host", "none"), default=True)},
    ),
    *(
        Row(
            (terraform_type,),
            (consequence,),
            because,
            f"{_AWS}AmazonECS/latest/APIReference/API_PlacementConstraint.html",
            {"type": Is((kind,))},
            ("placement_constraints",),
        )
        for terraform_type in ("aws_ecs_service", "aws_ecs_task_definition")
        for kind, consequence, because in (
            ("memberOf", Needed("expression"), "ECS has to know of what"),
            ("distinctInstance", Refused("expression"), "there is nothing to choose"),
        )
    ),
    _service("only one capacity provider has a base", Once("capacity_provider_strategy", "base")),
    Row(
        ("aws_ecs_service",),
        (Refused("deployment_circuit_breaker", "alarms"),),
        "only ECS's own deployments have it",
        _SERVICE,
        {"deployment_controller.type": Is(("CODE_DEPLOY", "EXTERNAL"))},
    ),
    Row(
        ("aws_ecs_service",),
        (Needed("load_balancer"), NoneOf("scheduling_strategy", "DAEMON")),
        "CodeDeploy moves the traffic of a load balancer",
        _SERVICE,
        {"deployment_controller.type": Is(("CODE_DEPLOY",))},
    ),
    Row(
        ("aws_ecs_cluster",),
        (OneOf("value", "enabled", "disabled", "enhanced"),),
        "ECS knows no other",
        f"{_AWS}AmazonECS/latest/APIReference/API_ClusterSetting.html",
        {"name": Is(("containerInsights",))},
        ("setting",),
    ),
    Row(
        ("aws_ecs_cluster_capacity_providers",),
        (AmongAll(*_STRATEGY, "FARGATE", "FARGATE_SPOT"),),
        "the cluster has no other",
        f"{_AWS}AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html",
    ),
    Row(
        ("aws_ecs_task_definition",),
        (Refused("host_path", "docker_volume_configuration"),),
        "there are no instances to have it on Fargate",
        _FARGATE,
        {"^requires_compatibilities": Holds(("FARGATE",))},
        ("volume",),
    ),
    Row(
        ("aws_ecs_task_definition",),
        (Refused("placement_constraints", "ipc_mode"), NoneOf("pid_mode", "host")),
        "Fargate does not have it",
        _FARGATE,
        {"requires_compatibilities": Holds(("FARGATE",))},
    ),
    Row(
        ("aws_ecs_cluster_capacity_providers",),
        (Once("default_capacity_provider_strategy", "base"),),
        "only one capacity provider has a base",
        f"{_AWS}AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html",
    ),
    Row(
        ("aws_ecs_capacity_provider",),
        (OneOf("managed_scaling.status", "ENABLED"), Needed("managed_scaling")),
        "instances are protected only while ECS scales them",
        f"{_AWS}AmazonECS/latest/APIReference/API_AutoScalingGroupProvider.html",
        {"managed_termination_protection": Is(("ENABLED",))},
        ("auto_scaling_group_provider",),
    ),
    Row(
        ("aws_ecs_capacity_provider",),
        (NoneOf("managed_termination_protection", "ENABLED"),),
        "ECS protects only what the Auto Scaling group protects from scaling in",
        f"{_AWS}AmazonECS/latest/APIReference/API_AutoScalingGroupProvider.html",
        {"auto_scaling_group_arn>protect_from_scale_in": Is((False,), default=True)},
        ("auto_scaling_group_provider",),
    ),
)
_FILES = ("volume", "efs_volume_configuration")
_VOLUME = f"{_AWS}AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html"
_VOLUMES = (
    *(
        Row(
            ("aws_ecs_task_definition",),
            (Needed("transit_encryption"), OneOf("transit_encryption", "ENABLED")),
            "such a file system is reached only encrypted",
            _VOLUME,
            {f"authorization_config.{name}": condition},
            _FILES,
        )
        for name, condition in (("iam", Is(("ENABLED",))), ("access_point_id", Given()))
    ),
    Row(
        ("aws_ecs_task_definition",),
        (OneOf("root_directory", "/"),),
        "the access point says where the root is",
        _VOLUME,
        {"authorization_config.access_point_id": Given()},
        _FILES,
    ),
)
_PROVIDERS = (
    *(
        Row(
            (terraform_type,),
            (Matches("capacity_provider", _PROVIDER, "`FARGATE`, `FARGATE_SPOT` or one of one's own"),),
            "there is no other of AWS",
            f"{_AWS}AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html",
            within=within,
        )
        for terraform_type, within in (
            ("aws_ecs_service", ("capacity_provider_strategy",)),
            ("aws_ecs_cluster_capacity_providers", ("default_capacity_provider_strategy",)),
            ("aws_scheduler_schedule", ("target", "ecs_parameters", "capacity_provider_strategy")),
            ("aws_cloudwatch_event_target", ("ecs_target", "capacity_provider_strategy")),
        )
    ),
    Row(
        ("aws_ecs_service",),
        (Needed("network_configuration"),),
        "tasks on Fargate have a network of their own",
        _SERVICE,
        {"capacity_provider_strategy.capacity_provider": Is(("FARGATE", "FARGATE_SPOT"))},
    ),
)
_REPOSITORIES = (
    Row(
        ("aws_ecr_pull_through_cache_rule",),
        (Needed("credential_arn"),),
        "this registry wants credentials (a secret whose name begins with `ecr-pullthroughcache/`)",
        f"{_AWS}AmazonECR/latest/userguide/pull-through-cache-creating-secret.html",
        {"upstream_registry_url": Is(("registry-1.docker.io", "ghcr.io", "registry.gitlab.com"))},
    ),
    Row(
        ("aws_ecr_registry_scanning_configuration",),
        (NoneOf("scan_frequency", "CONTINUOUS_SCAN"),),
        "only enhanced scanning goes on",
        f"{_AWS}AmazonECR/latest/APIReference/API_PutRegistryScanningConfiguration.html",
        {"^scan_type": Is(("BASIC",))},
        ("rule",),
    ),
    Row(
        ("aws_ecr_repository",),
        (Refused("image_tag_mutability_exclusion_filter"),),
        "there are no exclusions then",
        _REPOSITORY,
        {"image_tag_mutability": IsNot(_EXCLUSIONS, default=True)},
    ),
    Row(
        ("aws_ecr_repository",),
        (Needed("image_tag_mutability_exclusion_filter"),),
        "ECR has to know what is excluded",
        _REPOSITORY,
        {"image_tag_mutability": Is(_EXCLUSIONS)},
    ),
    Row(
        ("aws_ecr_repository",),
        (Refused("kms_key"),),
        "a key goes with the type `KMS`",
        f"{_AWS}AmazonECR/latest/APIReference/API_EncryptionConfiguration.html",
        {"encryption_type": Is(("AES256",), default=True)},
        ("encryption_configuration",),
    ),
)


def _resources(because: str, *then: Consequence, **when: Is | IsNot | Absent) -> Row:
    return Row(("aws_batch_compute_environment",), then, because, _ENVIRONMENT, when, ("compute_resources",))


_QUEUED = "compute_environment_order.compute_environment>compute_resources.type"
_JOBS = (
    _resources(
        "Fargate has no instances",
        Refused("instance_type", "instance_role", "min_vcpus", "desired_vcpus", "ec2_configuration", "ec2_key_pair"),
        Refused("image_id", "launch_template", "allocation_strategy", "bid_percentage", "placement_group"),
        Refused("spot_iam_fleet_role"),
        Needed("security_group_ids"),
        type=Is(("FARGATE", "FARGATE_SPOT")),
    ),
    _resources(
        "Batch has to know which instances",
        Needed("instance_type"),
        type=Is(("EC2", "SPOT")),
    ),
    _resources(
        "Batch has to know what instances may do",
        Needed("instance_role"),
        type=Is(("EC2", "SPOT")),
        launch_template=Absent(),
    ),
    _resources(
        "it is for spot instances",
        Refused("bid_percentage"),
        NoneOf("allocation_strategy", "SPOT_CAPACITY_OPTIMIZED", "SPOT_PRICE_CAPACITY_OPTIMIZED"),
        type=Is(("EC2",)),
    ),
    _resources(
        "Batch asks for spot instances by this role",
        Needed("spot_iam_fleet_role"),
        type=Is(("SPOT",)),
        allocation_strategy=Is(("BEST_FIT",), default=True),
    ),
    _resources("Batch refuses it", Ascending("min_vcpus", "desired_vcpus", "max_vcpus")),
    Row(
        ("aws_batch_job_queue",),
        (Unfit("compute_environment_order"),),
        "a queue has environments on Fargate or of instances, not both",
        f"{_AWS}batch/latest/APIReference/API_CreateJobQueue.html",
        {_QUEUED: Is(("FARGATE", "FARGATE_SPOT")), f"^{_QUEUED}": Is(("EC2", "SPOT"))},
    ),
    Row(
        ("aws_batch_compute_environment",),
        (Refused("compute_resources"),),
        "what is not managed by Batch has none",
        f"{_AWS}batch/latest/APIReference/API_CreateComputeEnvironment.html",
        {"type": Is(("UNMANAGED",))},
    ),
    Row(
        ("aws_batch_compute_environment",),
        (Needed("compute_resources"),),
        "Batch has to know what to manage",
        f"{_AWS}batch/latest/APIReference/API_CreateComputeEnvironment.html",
        {"type": Is(("MANAGED",))},
    ),
)
_ARM = r"(a1|[a-z]+\d+g[a-z]*)(\..+)?"
_KINDS = Row(
    ("aws_batch_compute_environment",),
    (AllOrNone("instance_type", _ARM, "of one architecture (those with a `g` behind the number are ARM)"),),
    "Batch refuses the environment",
    _ENVIRONMENT,
    within=("compute_resources",),
)
_MEMORY = {
    ("256", "0.25 vCPU"): (512, 1024),
    ("512", "0.5 vCPU"): (1024,),
    ("1024", "1 vCPU"): (2048, 3072, 4096),
    ("2048", "2 vCPU"): (4096, 6144),
    ("4096", "4 vCPU"): (8192, 10240, 12288),
}
"""https://docs.aws.amazon.com/apprunner/latest/api/API_InstanceConfiguration.html (2026-11-29)."""
_DEFAULT_CPU = "1024"


def _app(because: str, within: tuple[str, ...], *then: Consequence, **when: Is) -> Row:
    return Row(("aws_apprunner_service",), then, because, _APP, when, within)


def _sizes(memory: tuple[int, ...]) -> tuple[int | str, ...]:
    return (*memory, *(f"{size // 1024} GB" if size >= 1024 else "0.5 GB" for size in memory))


_APPS = (
    Row(
        ("aws_apprunner_auto_scaling_configuration_version",),
        (Ascending("min_size", "max_size"),),
        "App Runner refuses it",
        f"{_AWS}apprunner/latest/api/API_CreateAutoScalingConfiguration.html",
    ),
    _app(
        "App Runner has no others",
        ("instance_configuration",),
        OneOf("cpu", *(each for cpu in _MEMORY for each in cpu)),
    ),
    *(
        _app(
            "App Runner has no instances of other sizes",
            ("instance_configuration",),
            OneOf("memory", *_sizes(memory)),
            cpu=Is(cpu, default=_DEFAULT_CPU in cpu),
        )
        for cpu, memory in _MEMORY.items()
    ),
    Row(
        ("aws_apprunner_service",),
        (Needed("authentication_configuration.access_role_arn"),),
        "App Runner reads a private repository only by a role",
        _APP,
        {"image_repository.image_repository_type": Is(("ECR",))},
        ("source_configuration",),
    ),
    Row(
        ("aws_apprunner_service",),
        (OneOf("auto_deployments_enabled", False),),
        "App Runner does not watch public repositories",
        _APP,
        {"image_repository.image_repository_type": Is(("ECR_PUBLIC",))},
        ("source_configuration",),
    ),
    _app(
        "App Runner has to know by which connector",
        ("network_configuration", "egress_configuration"),
        Needed("vpc_connector_arn"),
        egress_type=Is(("VPC",)),
    ),
    _app(
        "App Runner has to know how to build it",
        ("source_configuration", "code_repository", "code_configuration"),
        Needed("code_configuration_values"),
        configuration_source=Is(("API",)),
    ),
)

ROWS = _SERVICES + _PROVIDERS + _VOLUMES + _REPOSITORIES + (*_JOBS, _KINDS) + _APPS
