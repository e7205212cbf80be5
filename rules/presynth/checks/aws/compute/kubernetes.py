"""EKS: versions of clusters, nodes and add-ons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.compute.kubernetes_versions import FACTS_OF, ended, is_long_ago, is_yet_to_come, minor
from presynth.checks.aws.values import field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.common.text_literals import same_literal
from presynth.checks.constraints.choices import judged_text
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.operations import Replace

_CLUSTER, _NODES, _ADDON = "aws_eks_cluster", "aws_eks_node_group", "aws_eks_addon"
_ADDONS = (
    *("vpc-cni", "coredns", "kube-proxy", "eks-pod-identity-agent", "eks-node-monitoring-agent", "metrics-server"),
    *("aws-ebs-csi-driver", "aws-efs-csi-driver", "aws-fsx-csi-driver", "aws-mountpoint-s3-csi-driver"),
    *("snapshot-controller", "adot", "aws-guardduty-agent", "amazon-cloudwatch-observability", "cert-manager"),
    *("kube-state-metrics", "prometheus-node-exporter", "external-dns", "fluent-bit"),
    *("aws-network-flow-monitoring-agent", "aws-privateca-connector-for-kubernetes"),
    *("amazon-sagemaker-hyperpod-taskgovernance", "amazon-sagemaker-hyperpod-observability"),
)
"""https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html (2026-11-29): those of AWS."""
_BUILD = re.compile(r"v\d+(\.\d+)+-.*build.*\d")
_PROXY_SKEW = 3
"""https://kubernetes.io/releases/version-skew-policy (2026-11-29)."""
_LAST_WITH_AMAZON_LINUX_2 = 32
"""https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html (2026-11-29)."""

_EKS = """
from cdktf_cdktf_provider_aws.eks_addon import EksAddon
from cdktf_cdktf_provider_aws.eks_cluster import EksCluster, EksClusterVpcConfig
from cdktf_cdktf_provider_aws.eks_node_group import EksNodeGroup, EksNodeGroupScalingConfig

role = "arn:aws:iam::111122223333:role/eks"
network = EksClusterVpcConfig(subnet_ids=["subnet-0a1b2c3d", "subnet-0a1b2c3e"])
scaling = EksNodeGroupScalingConfig(min_size=1, desired_size=1, max_size=3)
"""
_MAIN = 'main = EksCluster(self, "main", name="main", role_arn=role, vpc_config=network, version="1.34")\n'
_GROUP = """EksNodeGroup(
    self, "nodes", cluster_name=main.name, node_role_arn=role, subnet_ids=["subnet-0a1b2c3d"], scaling_config=scaling{}
)
"""


class KubernetesVersion(ResourceRule):
    """A version that EKS does not offer, of Kubernetes or of an add-on.

    ## What it does
    Looks at the versions of clusters and node groups (`1.34`: two numbers), by the days on which their extended support
    ends and the day that `as-of` gives; at nodes that are newer than their cluster, or have Amazon Linux 2 where that
    is gone; at the names and versions of add-ons. A version whose support has ended within a year is information.

    ## Why is this bad?
    EKS refuses it: "unsupported Kubernetes version", "Addon version specified is not supported", "Requested AMI for
    this version is not supported".

    ## Fix safety
    Safe where the name of an add-on is only misspelt.

    ## References
    - https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html (2026-11-29)
    - https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html (2026-11-29)
    - https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html (2026-11-29)
    """

    code = "PS377"
    name = "kubernetes-version"
    data_date = FACTS_OF
    terraform_types = (_CLUSTER, _NODES, _ADDON)
    VALID = (
        Valid(
            _EKS
            + _MAIN
            + _GROUP.format(', version="1.33", ami_type="AL2023_x86_64_STANDARD"')
            + """
for name, version in {"vpc-cni": None, "kube-proxy": "v1.34.0-eksbuild.4", "kubecost_kubecost": "v1.103.3"}.items():
    EksAddon(self, name, cluster_name=main.name, addon_name=name, addon_version=version)
"""
        ),
        Valid(_EKS + _MAIN.replace("1.34", "1.38")),
        Valid(_EKS + _MAIN.replace("1.34", "1.28"), settings={"as-of": "2025-06-01"}),
    )
    INVALID = (
        Invalid(
            _EKS + _MAIN.replace('"1.34"', '«"1.22"»'),
            message="EKS makes no clusters with Kubernetes 1.22 since 2023-10-01",
        ),
        Invalid(
            _EKS + _MAIN.replace('"1.34"', '«"1.29"»'),
            message="since 2026-03-23",
        ),
        Invalid(
            _EKS + _MAIN.replace('"1.34"', '«"1.34.1"»'),
            message="like `1.34`",
        ),
        Invalid(
            _EKS + _MAIN + _GROUP.format(', version=«"1.35"»'),
            message="must not be newer than the cluster",
        ),
        Invalid(
            _EKS + _MAIN + _GROUP.format(', ami_type=«"AL2_x86_64"»'),
            message="no images with Amazon Linux 2",
        ),
        Invalid(
            _EKS + _MAIN + 'EksAddon(self, "dns", cluster_name=main.name, addon_name=«"core-dns"»)\n',
            fixed=_EKS + _MAIN + 'EksAddon(self, "dns", cluster_name=main.name, addon_name="coredns")\n',
            message="no add-on `core-dns`, but `coredns`",
        ),
        Invalid(
            _EKS
            + _MAIN
            + """
proxy = {"addon_name": "kube-proxy", "addon_version": "v1.27.6-eksbuild.2"}
EksAddon(self, "proxy", cluster_name=main.name, **«proxy»)
""",
            message="does not go with Kubernetes 1.34",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        kind = resource.event.type.terraform_type
        if kind == _ADDON:
            yield from self._addon(resource)
            return
        yield from self._version(resource, context.settings.as_of or FACTS_OF)
        if kind == _NODES:
            yield from self._nodes(resource)

    def _version(self, resource: Resource, today: str) -> Iterator[Finding]:
        field, version = resource.field("version"), field_text(resource, "version")
        if field is None or not version:
            return
        number, severity = minor(version), Severity.ERROR
        if number is None:
            message = f"a version of Kubernetes has two numbers here, like `1.34`, and `{version}` is none"
        elif is_yet_to_come(number):
            message = f"there is no Kubernetes {version} yet"
        elif (end := ended(number, today)) is not None:
            severity = Severity.ERROR if is_long_ago(end, today) else Severity.INFO
            message = f"EKS makes no clusters with Kubernetes {version} since {end}, when its extended support ended"
        else:
            return
        yield self.finding(field.place, f"{message}: EKS refuses it", about=resource.instance, severity=severity)

    def _nodes(self, resource: Resource) -> Iterator[Finding]:
        cluster = resource.referred("cluster_name")
        version = None if cluster is None else _minor_of(cluster)
        own, image = _minor_of(resource), resource.field("ami_type")
        related = () if cluster is None else (Related(cluster.event.callee_place, "the cluster"),)
        field = resource.field("version")
        if field is not None and own is not None and version is not None and own > version:
            message = f"nodes must not be newer than the cluster, which has Kubernetes 1.{version}: EKS refuses them"
            yield self.finding(field.place, message, about=resource.instance, related=related)
        used = own or version
        kind = field_text(resource, "ami_type") or ""
        if image is not None and kind.startswith("AL2_") and used is not None and used > _LAST_WITH_AMAZON_LINUX_2:
            message = f"EKS has no images with Amazon Linux 2 for Kubernetes 1.{used}; take `AL2023_…`"
            yield self.finding(image.place, message, about=resource.instance, related=related)

    def _addon(self, resource: Resource) -> Iterator[Finding]:
        field, name = resource.field("addon_name"), field_text(resource, "addon_name")
        if field is None or name is None:
            return
        if name not in _ADDONS:
            verdict = judged_text(name, _ADDONS, ignore_case=False)
            if verdict is not None and isinstance(verdict.meant, str):
                origin = field.value.origin
                code = None if origin is None else same_literal(origin.text, verdict.meant)
                change = () if origin is None or code is None else (Replace(origin, (code,)),)
                fixes = (Fix(f"Use `{verdict.meant}`", Safety.SAFE, change),) if change else ()
                message = f"EKS has no add-on `{name}`, but `{verdict.meant}`"
                yield self.finding(field.place, message, about=resource.instance, fixes=fixes)
            return
        written, version = resource.field("addon_version"), field_text(resource, "addon_version")
        if written is None or not version:
            return
        if not _BUILD.fullmatch(version):
            message = f"versions of `{name}` are like `v1.2.3-eksbuild.1`, and `{version}` is not: EKS refuses it"
            yield self.finding(written.place, message, about=resource.instance)
        elif name == "kube-proxy":
            cluster = resource.referred("cluster_name")
            yield from () if cluster is None else self._proxy(resource, cluster, version)

    def _proxy(self, addon: Resource, cluster: Resource, version: str) -> Iterator[Finding]:
        """The proxy has the version of the cluster, or one a little older."""
        own, wanted = minor(version[1:].rpartition(".")[0].partition("-")[0].rpartition(".")[0]), _minor_of(cluster)
        field = addon.field("addon_version")
        if field is not None and own is not None and wanted is not None and not 0 <= wanted - own <= _PROXY_SKEW:
            message = f"`kube-proxy` {version} does not go with Kubernetes 1.{wanted} of the cluster: EKS refuses it"
            related = (Related(cluster.event.callee_place, "the cluster"),)
            yield self.finding(field.place, message, about=addon.instance, related=related)


def _minor_of(resource: Resource) -> int | None:
    """The minor version of a cluster or of nodes, where it is known."""
    return minor(field_text(resource, "version") or "")
