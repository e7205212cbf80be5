"""Containers, load balancers and what scales them."""

from __future__ import annotations

from presynth.checks.common.resources import Resource
from presynth.checks.wiring.keys import values_at
from presynth.checks.wiring.pair import AWS, REGISTRY, ROLE_POLICIES, Pair, has, is_surely_not, sets
from presynth.findings import Severity
from presynth.program.values import Constant


def _logs_access(balancer: Resource) -> bool:
    """Whether its access logs are known to be on."""
    enabled = list(values_at(balancer.block, ("access_logs", "enabled")))
    return any(isinstance(value, Constant) and value.value is True for value in enabled)


def _faces_the_internet(balancer: Resource) -> bool:
    """Whether it is known to be reached from there."""
    return is_surely_not("internal", True)(balancer) and is_surely_not("load_balancer_type", "gateway")(balancer)


BALANCERS = ("aws_lb", "aws_alb")
_LISTENERS = ("aws_lb_listener", "aws_alb_listener", "aws_lb_listener_rule", "aws_alb_listener_rule")
_FORWARDED = (
    "default_action.target_group_arn | default_action.forward.target_group.arn"
    " | action.target_group_arn | action.forward.target_group.arn"
)
_SCALED = ("service_namespace", "resource_id", "scalable_dimension")

PAIRS = (
    Pair(
        ("aws_ecs_service",),
        ("load_balancer.target_group_arn",),
        _LISTENERS,
        (_FORWARDED,),
        "ECS refuses a target group that no load balancer sends anything to yet",
        f"{AWS}AmazonECS/latest/developerguide/service-load-balancing.html",
    ),
    Pair(
        ("aws_ecs_service",),
        ("cluster",),
        ("aws_ecs_cluster_capacity_providers",),
        ("cluster_name",),
        "ECS refuses a capacity provider that the cluster does not have yet",
        f"{REGISTRY}ecs_cluster_capacity_providers",
        when=sets("capacity_provider_strategy.capacity_provider"),
    ),
    Pair(
        BALANCERS,
        ("access_logs.bucket",),
        ("aws_s3_bucket_policy",),
        ("bucket",),
        "access logs are refused while the bucket's policy does not let the load balancer write",
        f"{AWS}elasticloadbalancing/latest/application/enable-access-logging.html",
        when=_logs_access,
    ),
    Pair(
        ("aws_appautoscaling_policy", "aws_appautoscaling_scheduled_action"),
        _SCALED,
        ("aws_appautoscaling_target",),
        _SCALED,
        "there is no scalable target to apply it to yet",
        f"{REGISTRY}appautoscaling_policy",
    ),
    Pair(
        ("aws_eks_node_group",),
        ("node_role_arn",),
        ("aws_iam_role_policy_attachment",),
        ("role",),
        "nodes cannot join, and cannot be removed properly, without the policies of their role",
        f"{REGISTRY}eks_node_group",
        every=True,
    ),
    Pair(
        ("aws_eks_cluster",),
        ("role_arn",),
        ("aws_iam_role_policy_attachment",),
        ("role",),
        "EKS cannot make, nor later remove, the cluster's network interfaces without the policies of its role",
        f"{REGISTRY}eks_cluster",
        every=True,
    ),
    Pair(
        ("aws_eks_fargate_profile",),
        ("pod_execution_role_arn",),
        ("aws_iam_role_policy_attachment",),
        ("role",),
        "pods do not start without the policies of their role",
        f"{REGISTRY}eks_fargate_profile",
        every=True,
    ),
    Pair(
        ("aws_ecs_service",),
        ("iam_role",),
        ROLE_POLICIES,
        ("role",),
        "a service cannot be removed properly without the policies of its role",
        f"{REGISTRY}ecs_service",
        Severity.INFO,
        every=True,
    ),
    Pair(
        ("aws_eks_addon",),
        ("cluster_name",),
        ("aws_eks_node_group", "aws_eks_fargate_profile"),
        ("cluster_name",),
        "it stays degraded until there are nodes that it can run on, and Terraform gives up waiting",
        "https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html",
        Severity.INFO,
        when=has("addon_name", "coredns", "aws-ebs-csi-driver", "metrics-server", "amazon-cloudwatch-observability"),
    ),
    Pair(
        ("aws_eks_access_policy_association",),
        ("cluster_name", "principal_arn"),
        ("aws_eks_access_entry",),
        ("cluster_name", "principal_arn"),
        "EKS knows no access entry of this principal yet",
        f"{REGISTRY}eks_access_policy_association",
    ),
    Pair(
        ("aws_batch_compute_environment",),
        ("service_role",),
        ROLE_POLICIES,
        ("role",),
        "Batch can neither make nor remove its instances without the policies of its role",
        f"{REGISTRY}batch_compute_environment",
        Severity.INFO,
        every=True,
    ),
    Pair(
        BALANCERS,
        ("subnets > vpc_id | subnet_mapping.subnet_id > vpc_id",),
        ("aws_internet_gateway", "aws_internet_gateway_attachment"),
        ("vpc_id",),
        "a load balancer that faces the internet is refused in a VPC without an internet gateway",
        f"{AWS}elasticloadbalancing/latest/application/application-load-balancers.html",
        Severity.INFO,
        indispensable=True,
        when=_faces_the_internet,
    ),
)
