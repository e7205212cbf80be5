"""EC2, Auto Scaling, Lambda, containers."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Is, IsNot
from presynth.checks.aws.combinations.consequences import Ascending, AtMost, Consequence, Needed, Number, Refused
from presynth.checks.aws.combinations.row import Row

_VOLUMES = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html"
_IOPS = "iops"
_TYPES_WITH_IOPS = ("io1", "io2", "gp3")


def _volumes(types: tuple[str, ...], within: tuple[str, ...], kind: str, size: str) -> tuple[Row, ...]:
    """What EBS asks of a volume, wherever it is made."""

    def row(condition: Is | IsNot, because: str, *then: Consequence) -> Row:
        return Row(types, then, because, _VOLUMES, {kind: condition}, within)

    return (
        row(IsNot(_TYPES_WITH_IOPS), "volumes of this type have no IOPS to choose", Refused(_IOPS)),
        row(IsNot(("gp3",)), "only `gp3` has a throughput to choose", Refused("throughput")),
        row(Is(("io1", "io2")), "its IOPS have no default", Needed(_IOPS)),
        row(Is(("gp3",)), "this is what EBS offers", Number(_IOPS, 3000, 80000), Number("throughput", 125, 2000)),
        row(Is(("gp3",)), "this is what EBS offers", AtMost(_IOPS, 500, size), AtMost("throughput", 0.25, _IOPS)),
        row(Is(("io1",)), "this is what EBS offers", Number(_IOPS, 100, 64000), AtMost(_IOPS, 50, size)),
        row(Is(("io2",)), "this is what EBS offers", Number(_IOPS, 100, 256000), AtMost(_IOPS, 1000, size)),
        row(Is(("io1", "io2")), "this is what EBS offers", Number(size, 4)),
        row(Is(("st1", "sc1")), "this is what EBS offers", Number(size, 125)),
    )


_BLOCKS = ("root_block_device", "ebs_block_device")

ROWS = (
    *_volumes(("aws_ebs_volume",), (), "type", "size"),
    *(
        row
        for block in _BLOCKS
        for row in _volumes(("aws_instance", "aws_launch_configuration"), (block,), "volume_type", "volume_size")
    ),
    *_volumes(("aws_launch_template",), ("block_device_mappings", "ebs"), "volume_type", "volume_size"),
    Row(
        ("aws_ebs_volume",),
        (Needed("size", "snapshot_id"),),
        "EBS has to know how large the volume is",
        _VOLUMES,
    ),
    Row(
        ("aws_autoscaling_group",),
        (Ascending("min_size", "desired_capacity", "max_size"),),
        "Auto Scaling refuses the group",
        "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html",
    ),
    Row(
        ("aws_eks_node_group",),
        (Ascending("min_size", "desired_size", "max_size"), Number("max_size", 1)),
        "EKS refuses the node group",
        "https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html",
        within=("scaling_config",),
    ),
    Row(
        ("aws_appautoscaling_target",),
        (Ascending("min_capacity", "max_capacity"),),
        "Application Auto Scaling refuses the target",
        "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
    ),
)
