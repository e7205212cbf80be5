"""Auto Scaling of instances, and of everything else."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Given, Is, IsNot
from presynth.checks.aws.combinations.consequences import (
    Alone,
    Ascending,
    Begins,
    Consequence,
    Matches,
    Needed,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.numbers import Contiguous
from presynth.checks.aws.combinations.repetitions import EachOrNone
from presynth.checks.aws.combinations.row import Row

_AWS = "https://docs.aws.amazon.com/"
_GROUP = f"{_AWS}autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html"
_GROUP_POLICY = f"{_AWS}autoscaling/ec2/APIReference/API_PutScalingPolicy.html"
_TARGET = f"{_AWS}autoscaling/application/APIReference/API_RegisterScalableTarget.html"
_POLICY = f"{_AWS}autoscaling/application/APIReference/API_PutScalingPolicy.html"
_METRIC = f"{_AWS}autoscaling/application/APIReference/API_PredefinedMetricSpecification.html"

_HEALTH = r"(EC2|ELB|EBS|VPC_LATTICE)(,(EC2|ELB|EBS|VPC_LATTICE))*"

_VERSION = (r"\$Latest|\$Default|\d+", "`$Latest`, `$Default` or a number")
_ENDINGS = (
    r"OldestInstance|NewestInstance|OldestLaunchConfiguration|OldestLaunchTemplate|ClosestToNextInstanceHour"
    r"|AllocationStrategy|Default|arn:.+"
)
_PROCESSES = (
    r"Launch|Terminate|AddToLoadBalancer|AlarmNotification|AZRebalance|HealthCheck|InstanceRefresh|ReplaceUnhealthy"
    r"|ScheduledActions"
)
_SPECIFICATION = ("mixed_instances_policy", "launch_template", "launch_template_specification")
_GROUPS = (
    *(
        Row(
            (terraform_type,),
            (Matches("version", *_VERSION),),
            "there are no other versions of a launch template",
            f"{_AWS}AWSEC2/latest/APIReference/API_LaunchTemplateSpecification.html",
            within=within,
        )
        for terraform_type, within in (
            ("aws_autoscaling_group", ("launch_template",)),
            ("aws_autoscaling_group", _SPECIFICATION),
            ("aws_eks_node_group", ("launch_template",)),
            ("aws_batch_compute_environment", ("compute_resources", "launch_template")),
            ("aws_instance", ("launch_template",)),
        )
    ),
    Row(
        ("aws_autoscaling_group",),
        (
            Matches("termination_policies", _ENDINGS, "like `OldestInstance`, or the ARN of a function"),
            Matches("suspended_processes", _PROCESSES, "like `AZRebalance` or `ReplaceUnhealthy`"),
        ),
        "Auto Scaling knows no others",
        _GROUP,
    ),
    *(
        Row(
            ("aws_autoscaling_lifecycle_hook",),
            (Needed(needed),),
            "Auto Scaling notifies a target by a role",
            f"{_AWS}autoscaling/ec2/APIReference/API_PutLifecycleHook.html",
            {given: Given()},
        )
        for given, needed in (("notification_target_arn", "role_arn"), ("role_arn", "notification_target_arn"))
    ),
    Row(
        ("aws_appautoscaling_scheduled_action",),
        (Ascending("min_capacity", "max_capacity"),),
        "Application Auto Scaling refuses the action",
        f"{_AWS}autoscaling/application/APIReference/API_PutScheduledAction.html",
        within=("scalable_target_action",),
    ),
    Row(
        ("aws_autoscaling_group",),
        (Ascending("min_size", "desired_capacity", "max_size"),),
        "Auto Scaling refuses the group",
        f"{_AWS}autoscaling/ec2/userguide/asg-capacity-limits.html",
    ),
    Row(
        ("aws_autoscaling_schedule",),
        (Ascending("min_size", "desired_capacity", "max_size", unset=-1),),
        "Auto Scaling refuses the action",
        f"{_AWS}autoscaling/ec2/APIReference/API_PutScheduledUpdateGroupAction.html",
    ),
    Row(
        ("aws_autoscaling_group",),
        (Needed("vpc_zone_identifier", "availability_zones"),),
        "Auto Scaling has to know where",
        _GROUP,
    ),
    Row(
        ("aws_autoscaling_group",),
        (Matches("health_check_type", _HEALTH, "`EC2`, `ELB`, `EBS` or `VPC_LATTICE`"),),
        "Auto Scaling knows no other checks",
        _GROUP,
    ),
    Row(
        ("aws_autoscaling_group",),
        (Refused("spot_instance_pools"),),
        "pools are for `lowest-price`",
        f"{_AWS}autoscaling/ec2/APIReference/API_InstancesDistribution.html",
        {"spot_allocation_strategy": IsNot(("lowest-price",))},
        ("mixed_instances_policy", "instances_distribution"),
    ),
    Row(
        ("aws_autoscaling_group",),
        (EachOrNone("override", "weighted_capacity"),),
        "weights are given to all types of instances or to none",
        f"{_AWS}autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups-instance-weighting.html",
        within=("mixed_instances_policy", "launch_template"),
    ),
    *(
        Row(
            ("aws_autoscaling_group",),
            (Unfit(reference),),
            "the policy itself says how many are spot instances, and the template must not ask for them",
            f"{_AWS}autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html",
            {f"{reference}>instance_market_options": Given()},
            within,
        )
        for within in (_SPECIFICATION, (*_SPECIFICATION[:-1], "override", _SPECIFICATION[-1]))
        for reference in ("launch_template_id", "launch_template_name")
    ),
)


def _group_policy(kind: str, because: str, *then: Consequence, default: bool = False) -> Row:
    return Row(("aws_autoscaling_policy",), then, because, _GROUP_POLICY, {"policy_type": Is((kind,), default)})


_TRACKING = "target_tracking_configuration"
_BOUNDS = ("metric_interval_lower_bound", "metric_interval_upper_bound")
_SPECIFIED = ("predefined_metric_specification", "customized_metric_specification")
_GROUP_METRICS = (
    *("ASGAverageCPUUtilization", "ASGAverageCPUUtilizationHighResolution", "ASGAverageNetworkIn"),
    *("ASGAverageNetworkOut", "ALBRequestCountPerTarget"),
)
_GROUP_POLICIES = (
    Row(
        ("aws_autoscaling_policy",),
        (OneOf("predefined_metric_type", *_GROUP_METRICS),),
        "Auto Scaling knows no others",
        f"{_AWS}autoscaling/ec2/APIReference/API_PredefinedMetricSpecification.html",
        within=(_TRACKING, _SPECIFIED[0]),
    ),
    Row(
        ("aws_autoscaling_policy",),
        (Needed("resource_label"),),
        "the load balancer and its target group have to be named",
        f"{_AWS}autoscaling/ec2/APIReference/API_PredefinedMetricSpecification.html",
        {"predefined_metric_type": Is(("ALBRequestCountPerTarget",))},
        (_TRACKING, _SPECIFIED[0]),
    ),
    Row(
        ("aws_autoscaling_policy",),
        (Needed(*_SPECIFIED), Alone(*_SPECIFIED)),
        "there is one metric to track",
        _GROUP_POLICY,
        within=(_TRACKING,),
    ),
    Row(
        ("aws_autoscaling_policy",),
        (
            OneOf("adjustment_type", "ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity"),
            Alone("scaling_adjustment", "step_adjustment"),
        ),
        "Auto Scaling refuses the policy",
        _GROUP_POLICY,
    ),
    Row(
        ("aws_autoscaling_policy",),
        (Contiguous("step_adjustment", *_BOUNDS),),
        "Auto Scaling refuses the policy",
        f"{_AWS}autoscaling/ec2/APIReference/API_StepAdjustment.html",
    ),
    _group_policy("TargetTrackingScaling", "there is nothing to track", Needed(_TRACKING)),
    _group_policy(
        "TargetTrackingScaling",
        "Auto Scaling decides by how much",
        Refused("adjustment_type", "scaling_adjustment", "step_adjustment", "cooldown", "min_adjustment_magnitude"),
    ),
    _group_policy(
        "StepScaling",
        "it goes by steps",
        Needed("adjustment_type"),
        Needed("step_adjustment"),
        Refused("scaling_adjustment", "cooldown", _TRACKING),
    ),
    _group_policy(
        "SimpleScaling",
        "it goes by one adjustment",
        Needed("adjustment_type"),
        Needed("scaling_adjustment"),
        Refused("step_adjustment", "estimated_instance_warmup", "metric_aggregation_type", _TRACKING),
        default=True,
    ),
    _group_policy("PredictiveScaling", "there is nothing to predict by", Needed("predictive_scaling_configuration")),
)

_NAMESPACES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ecs": (("ecs:service:DesiredCount",), ("service/",)),
    "ec2": (("ec2:spot-fleet-request:TargetCapacity",), ("spot-fleet-request/",)),
    "dynamodb": (
        (
            *("dynamodb:table:ReadCapacityUnits", "dynamodb:table:WriteCapacityUnits"),
            *("dynamodb:index:ReadCapacityUnits", "dynamodb:index:WriteCapacityUnits"),
        ),
        ("table/",),
    ),
    "rds": (("rds:cluster:ReadReplicaCount",), ("cluster:",)),
    "lambda": (("lambda:function:ProvisionedConcurrency",), ("function:",)),
    "appstream": (("appstream:fleet:DesiredCapacity",), ("fleet/",)),
    "elasticmapreduce": (("elasticmapreduce:instancegroup:InstanceCount",), ("instancegroup/",)),
    "kafka": (("kafka:broker-storage:VolumeSize",), ("arn:",)),
    "neptune": (("neptune:cluster:ReadReplicaCount",), ("cluster:",)),
    "cassandra": (("cassandra:table:ReadCapacityUnits", "cassandra:table:WriteCapacityUnits"), ("keyspace/",)),
    "elasticache": (
        (
            *("elasticache:replication-group:NodeGroups", "elasticache:replication-group:Replicas"),
            "elasticache:cache-cluster:Nodes",
        ),
        ("replication-group/", "cache-cluster/"),
    ),
    "sagemaker": (
        (
            *("sagemaker:variant:DesiredInstanceCount", "sagemaker:variant:DesiredProvisionedConcurrency"),
            "sagemaker:inference-component:DesiredCopyCount",
        ),
        ("endpoint/", "inference-component/"),
    ),
}
_FORMS = {
    "service/": (r"service/[^/]+/[^/]+", "`service/` with the names of the cluster and of the service"),
    "function:": (r"function:[^:]+:.+", "`function:` with the name of the function and an alias or version"),
    "table/": (r"table/[^/]+(/index/[^/]+)?", "`table/` with a name, and `/index/` with another"),
}
_SCALED = ("aws_appautoscaling_target", "aws_appautoscaling_policy", "aws_appautoscaling_scheduled_action")
_METRICS: dict[str, tuple[str, ...]] = {
    "ecs": (
        *("ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization", "ALBRequestCountPerTarget"),
        *("ECSServiceAverageCPUUtilizationHighResolution", "ECSServiceAverageMemoryUtilizationHighResolution"),
    ),
    "ec2": (
        *("EC2SpotFleetRequestAverageCPUUtilization", "EC2SpotFleetRequestAverageNetworkIn"),
        *("EC2SpotFleetRequestAverageNetworkOut", "ALBRequestCountPerTarget"),
    ),
    "dynamodb": ("DynamoDBReadCapacityUtilization", "DynamoDBWriteCapacityUtilization"),
    "rds": ("RDSReaderAverageCPUUtilization", "RDSReaderAverageDatabaseConnections"),
    "lambda": ("LambdaProvisionedConcurrencyUtilization",),
    "appstream": ("AppStreamAverageCapacityUtilization",),
    "kafka": ("KafkaBrokerStorageUtilization",),
    "neptune": ("NeptuneReaderAverageCPUUtilization",),
    "cassandra": ("CassandraReadCapacityUtilization", "CassandraWriteCapacityUtilization"),
}
_UNKNOWN = "Application Auto Scaling supports no other"


def _policy(kind: str, because: str, *then: Consequence, default: bool = False) -> Row:
    return Row(("aws_appautoscaling_policy",), then, because, _POLICY, {"policy_type": Is((kind,), default)})


_TARGETS = (
    Row(
        ("aws_appautoscaling_target",),
        (Ascending("min_capacity", "max_capacity"),),
        "Application Auto Scaling refuses the target",
        _TARGET,
    ),
    *(
        Row(
            _SCALED,
            (
                OneOf("scalable_dimension", *dimensions),
                Begins("resource_id", *beginnings),
                *(Matches("resource_id", *_FORMS[each]) for each in beginnings if each in _FORMS),
            ),
            _UNKNOWN,
            _TARGET,
            {"service_namespace": Is((namespace,))},
        )
        for namespace, (dimensions, beginnings) in _NAMESPACES.items()
    ),
)
_TRACKED = "target_tracking_scaling_policy_configuration"
_STEPS = "step_scaling_policy_configuration"
_POLICIES = (
    Row(
        ("aws_appautoscaling_policy",),
        (Contiguous("step_adjustment", *_BOUNDS),),
        "Application Auto Scaling refuses the policy",
        f"{_AWS}autoscaling/application/APIReference/API_StepAdjustment.html",
        within=(_STEPS,),
    ),
    _policy("TargetTrackingScaling", "there is nothing to track", Needed(_TRACKED), Refused(_STEPS)),
    _policy("StepScaling", "there are no steps", Needed(_STEPS), Refused(_TRACKED), default=True),
    *(
        Row(
            ("aws_appautoscaling_policy",),
            (OneOf("predefined_metric_type", *metrics),),
            _UNKNOWN,
            _METRIC,
            {"^service_namespace": Is((namespace,))},
            (_TRACKED, "predefined_metric_specification"),
        )
        for namespace, metrics in _METRICS.items()
    ),
    Row(
        ("aws_appautoscaling_policy",),
        (Needed("resource_label"),),
        "the load balancer and its target group have to be named",
        _METRIC,
        {"predefined_metric_type": Is(("ALBRequestCountPerTarget",))},
        (_TRACKED, "predefined_metric_specification"),
    ),
    Row(
        ("aws_appautoscaling_policy",),
        (Needed(*_SPECIFIED), Alone(*_SPECIFIED)),
        "there is one metric to track",
        _POLICY,
        within=(_TRACKED,),
    ),
)

ROWS = _GROUPS + _GROUP_POLICIES + _TARGETS + _POLICIES
