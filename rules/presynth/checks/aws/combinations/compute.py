"""EC2: instances, their templates and volumes."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Given, Is, IsNot, Reads
from presynth.checks.aws.combinations.consequences import (
    AtMost,
    Consequence,
    Matches,
    Needed,
    Number,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.row import Row

_VOLUMES = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html"
_SPOT = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SpotMarketOptions.html"
_PLACEMENT = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreatePlacementGroup.html"
_MARKET = ("instance_market_options", "spot_options")
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
        row(Is(("io1",)), "this is what EBS offers", Number(size, 4, 16384)),
        row(Is(("io2",)), "this is what EBS offers", Number(size, 4, 65536)),
        row(Is(("gp2",)), "this is what EBS offers", Number(size, 1, 16384)),
        row(Is(("gp3",)), "this is what EBS offers", Number(size, 1, 65536)),
        row(Is(("st1", "sc1")), "this is what EBS offers", Number(size, 125, 16384)),
        row(Is(("standard",)), "this is what EBS offers", Number(size, 1, 1024)),
    )


def _keyed(types: tuple[str, ...], within: tuple[str, ...]) -> Row:
    because = "a key is for volumes that are encrypted"
    then = (OneOf("encrypted", True), Needed("encrypted"))
    return Row(types, then, because, _VOLUMES, {"kms_key_id": Given()}, within)


_PROFILES: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = (
    (("aws_instance", "aws_launch_configuration", "aws_spot_instance_request"), "iam_instance_profile", ()),
    (("aws_launch_template",), "name", ("iam_instance_profile",)),
    (("aws_launch_template",), "arn", ("iam_instance_profile",)),
    (("aws_batch_compute_environment",), "instance_role", ("compute_resources",)),
    (("aws_imagebuilder_infrastructure_configuration",), "instance_profile_name", ()),
)
"""Where an instance profile is wanted, and a role is often given. EMR takes either."""
_BLOCKS = ("root_block_device", "ebs_block_device")

ROWS = (
    *_volumes(("aws_ebs_volume",), (), "type", "size"),
    *(
        row
        for block in _BLOCKS
        for row in _volumes(("aws_instance", "aws_launch_configuration"), (block,), "volume_type", "volume_size")
    ),
    *(
        Row(
            types,
            (Unfit(name),),
            "instances have an instance profile, which holds the role",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html",
            {name: Reads("aws_iam_role", "name", "arn", "id")},
            within,
        )
        for types, name, within in _PROFILES
    ),
    *_volumes(("aws_launch_template",), ("block_device_mappings", "ebs"), "volume_type", "volume_size"),
    _keyed(("aws_ebs_volume",), ()),
    *(_keyed(("aws_instance",), (block,)) for block in _BLOCKS),
    _keyed(("aws_launch_template",), ("block_device_mappings", "ebs")),
    Row(
        ("aws_ebs_volume",),
        (Needed("size", "snapshot_id"),),
        "EBS has to know how large the volume is",
        _VOLUMES,
    ),
    Row(
        ("aws_ebs_volume",),
        (Refused("multi_attach_enabled"),),
        "only `io1` and `io2` can be attached to several instances",
        "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volumes-multi.html",
        {"type": IsNot(("io1", "io2"), default=True)},
    ),
    *(
        row
        for types in (("aws_instance",), ("aws_launch_template",))
        for row in (
            Row(
                types,
                (OneOf("spot_instance_type", "persistent"), Needed("spot_instance_type")),
                "only persistent requests bring an instance back",
                _SPOT,
                {"instance_interruption_behavior": Is(("stop", "hibernate"))},
                _MARKET,
            ),
            Row(
                types,
                (OneOf("spot_instance_type", "persistent"), Needed("spot_instance_type")),
                "requests that are made once do not last",
                _SPOT,
                {"valid_until": Given()},
                _MARKET,
            ),
        )
    ),
    Row(
        ("aws_instance",),
        (Needed("root_block_device.encrypted"), OneOf("root_block_device.encrypted", True)),
        "what is in memory is written to the volume, which has to be encrypted",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/hibernating-prerequisites.html",
        {"hibernation": Is((True,))},
    ),
    *(
        Row(
            (terraform_type,),
            (Matches("instance_type", r"(?!(t\d|mac)).+", "of a family that can be in a cluster (not `t` or `mac`)"),),
            "EC2 starts no such instance there",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html",
            {f"{argument}>strategy": Is(("cluster",))},
        )
        for terraform_type, argument in (
            ("aws_instance", "placement_group"),
            ("aws_spot_instance_request", "placement_group"),
            ("aws_launch_template", "placement.group_name"),
        )
    ),
    Row(
        ("aws_elastic_beanstalk_environment",),
        (Refused("cname_prefix"),),
        "workers have no address: the provider refuses it when it is applied",
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_environment",
        {"tier": Is(("Worker",))},
    ),
    Row(
        ("aws_placement_group",),
        (Refused("partition_count"),),
        "only groups of partitions have any",
        _PLACEMENT,
        {"strategy": IsNot(("partition",))},
    ),
    Row(
        ("aws_placement_group",),
        (Refused("spread_level"),),
        "only groups that spread have one",
        _PLACEMENT,
        {"strategy": IsNot(("spread",))},
    ),
    Row(
        ("aws_launch_template",),
        (Refused("vpc_security_group_ids", "security_group_names"),),
        "EC2 takes them from the network interfaces (`security_groups`) and starts no instance with both",
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html",
        {"network_interfaces": Given()},
    ),
)
