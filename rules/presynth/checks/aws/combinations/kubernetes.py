"""EKS: clusters, their nodes, and who may do what in them."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Given, Is, IsNot, Like
from presynth.checks.aws.combinations.consequences import (
    Ascending,
    Consequence,
    KeysMatch,
    Matches,
    Needed,
    NoneOf,
    Number,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_API = "https://docs.aws.amazon.com/eks/latest/APIReference/"
_AUTO_MODE = "https://docs.aws.amazon.com/eks/latest/userguide/automode.html"
_ACCESS = "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html"
_BALANCING = "kubernetes_network_config.elastic_load_balancing"
_STORAGE = "storage_config.block_storage"


def _auto(because: str, *then: Consequence) -> Row:
    return Row(("aws_eks_cluster",), then, because, _AUTO_MODE, {"compute_config.enabled": Is((True,))})


_CLUSTERS = (
    Row(
        ("aws_eks_cluster",),
        (OneOf("endpoint_public_access", True),),
        "nobody could reach the cluster",
        f"{_API}API_VpcConfigRequest.html",
        {"endpoint_private_access": Is((False,), default=True)},
        ("vpc_config",),
    ),
    _auto(
        "compute, load balancing and storage of EKS Auto Mode are switched on together",
        Needed(f"{_BALANCING}.enabled"),
        OneOf(f"{_BALANCING}.enabled", True),
        Needed(f"{_STORAGE}.enabled"),
        OneOf(f"{_STORAGE}.enabled", True),
    ),
    Row(
        ("aws_eks_cluster",),
        (Needed("bootstrap_self_managed_addons"), OneOf("bootstrap_self_managed_addons", False)),
        "EKS Auto Mode brings its own add-ons, and EKS makes no new cluster with others",
        _AUTO_MODE,
        {"compute_config.enabled": Is((True,))},
        severity=Severity.WARNING,
    ),
    _auto("EKS Auto Mode needs access entries", NoneOf("access_config.authentication_mode", "CONFIG_MAP")),
    Row(
        ("aws_eks_cluster",),
        (Needed("node_role_arn"),),
        "nodes need a role",
        _AUTO_MODE,
        {"node_pools": Given()},
        ("compute_config",),
    ),
)
_PRIVATE = r"(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.).+/(1[2-9]|2[0-4])"
_KUBELET = (
    r"(?!([^/]+\.)?(kubernetes|k8s)\.io/).+"
    r"|(kubelet|node)\.kubernetes\.io/.+|topology\.kubernetes\.io/(region|zone)"
    r"|(beta\.)?kubernetes\.io/(arch|os|hostname|instance-type)|failure-domain\.(beta\.)?kubernetes\.io/(region|zone)"
)
_GRAVITON = r"(a1|[a-z]+\d+g[a-z]*)\..+"
_IMAGES = "https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html"
_SERVICES = Row(
    ("aws_eks_cluster",),
    (Matches("service_ipv4_cidr", _PRIVATE, "a private range from `/12` to `/24`"),),
    "EKS refuses the cluster",
    f"{_API}API_KubernetesNetworkConfigRequest.html",
    within=("kubernetes_network_config",),
)
_TEMPLATES = ("launch_template.id", "launch_template.name")
_NODES = (
    Row(
        ("aws_eks_node_group",),
        (Matches("instance_types", rf"(?!{_GRAVITON}).+", "of the architecture x86"),),
        "the image is made for that",
        _IMAGES,
        {"ami_type": Like(".*_x86_64.*")},
    ),
    Row(
        ("aws_eks_node_group",),
        (Matches("instance_types", _GRAVITON, "of the architecture ARM (with a `g` behind the number)"),),
        "the image is made for that",
        _IMAGES,
        {"ami_type": Like(".*_ARM_64.*")},
    ),
    Row(
        ("aws_eks_node_group",),
        (Ascending("min_size", "desired_size", "max_size"), Number("max_size", 1)),
        "EKS refuses the node group",
        f"{_API}API_NodegroupScalingConfig.html",
        within=("scaling_config",),
    ),
    Row(
        ("aws_eks_node_group",),
        (KeysMatch("labels", _KUBELET, "none of Kubernetes' own (`kubernetes.io/…`, `k8s.io/…`)"),),
        "the nodes do not join the cluster",
        "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction",
    ),
    Row(
        ("aws_eks_node_group",),
        (Refused("disk_size", "remote_access"),),
        "the launch template says it",
        "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
        {"launch_template": Given()},
    ),
    *(
        Row(
            ("aws_eks_node_group",),
            (Refused("instance_types"),),
            "the launch template names the type of instance",
            "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
            {f"{reference}>instance_type": Given()},
        )
        for reference in _TEMPLATES
    ),
    *(
        Row(
            ("aws_eks_node_group",),
            (OneOf("ami_type", "CUSTOM"), Refused("version", "release_version")),
            "the image of the nodes is that of the launch template",
            f"{_API}API_CreateNodegroup.html",
            {f"{reference}>image_id": Given()},
        )
        for reference in _TEMPLATES
    ),
    *(
        Row(
            ("aws_eks_node_group",),
            (Unfit(reference),),
            because,
            f"{_API}API_LaunchTemplateSpecification.html",
            {f"{reference}>{path}": Given()},
        )
        for reference in _TEMPLATES
        for path, because in (
            ("iam_instance_profile", "EKS makes a profile of the node group's role"),
            ("instance_market_options", "the node group says by its `capacity_type` whether these are spot instances"),
            ("network_interfaces.subnet_id", "the node group says in which subnets its nodes are"),
        )
    ),
    Row(
        ("aws_eks_node_group",),
        (Needed("launch_template"), Refused("release_version", "version")),
        "the image of the nodes is that of a launch template",
        "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
        {"ami_type": Is(("CUSTOM",))},
    ),
)
_ENTRIES = (
    Row(
        ("aws_eks_access_entry", "aws_eks_access_policy_association"),
        (Unfit("cluster_name"),),
        "such a cluster has no access entries",
        _ACCESS,
        {"cluster_name>access_config.authentication_mode": Is(("CONFIG_MAP",))},
    ),
    Row(
        ("aws_eks_access_entry",),
        (Refused("kubernetes_groups", "user_name"),),
        "EKS chooses what nodes are called",
        _ACCESS,
        {"type": IsNot(("STANDARD",))},
    ),
    Row(
        ("aws_eks_access_policy_association",),
        (
            Matches(
                "policy_arn",
                r"arn:aws[\w-]*:eks::aws:cluster-access-policy/\w+",
                "`arn:aws:eks::aws:cluster-access-policy/…`",
            ),
        ),
        "it takes policies of EKS, not of IAM",
        "https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html",
    ),
    Row(
        ("aws_eks_access_policy_association",),
        (OneOf("type", "cluster", "namespace"),),
        "EKS knows no other scopes",
        f"{_API}API_AccessScope.html",
        within=("access_scope",),
    ),
    Row(
        ("aws_eks_access_policy_association",),
        (Needed("namespaces"),),
        "EKS has to know which",
        f"{_API}API_AccessScope.html",
        {"type": Is(("namespace",))},
        ("access_scope",),
    ),
    Row(
        ("aws_eks_access_policy_association",),
        (Refused("namespaces"),),
        "it is for the whole cluster",
        f"{_API}API_AccessScope.html",
        {"type": Is(("cluster",))},
        ("access_scope",),
    ),
)

ROWS = (*_CLUSTERS, _SERVICES, *_NODES, *_ENTRIES)
