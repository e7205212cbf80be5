"""Subnets that have to be in several availability zones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from presynth.checks.aws.combinations.conditions import Is
from presynth.checks.aws.values import companions, field_text, is_whole, items, referred, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.wiring.gap import may_coexist
from presynth.findings import Finding, Related
from presynth.program.program import Program
from presynth.program.values import Value

_MOUNT, _ATTACHMENT = "aws_efs_mount_target", "aws_volume_attachment"
_OTHERS = (_MOUNT, _ATTACHMENT)
_BALANCERS, _ENDPOINT = ("aws_lb", "aws_alb"), "aws_vpc_endpoint"


@dataclass(frozen=True)
class _Asked:
    """Where subnets are, and in how many zones they have to be; `each`: every one in a zone of its own."""

    path: tuple[str, ...]
    least: int = 2
    each: bool = False


_GROUP = _Asked(("subnet_ids",))
_ASKED = {
    **dict.fromkeys(
        (
            "aws_db_subnet_group",
            "aws_docdb_subnet_group",
            "aws_neptune_subnet_group",
            "aws_dms_replication_subnet_group",
        ),
        _GROUP,
    ),
    "aws_directory_service_directory": _Asked(("vpc_settings", "subnet_ids"), each=True),
    "aws_ec2_transit_gateway_vpc_attachment": _Asked(("subnet_ids",), least=1, each=True),
    "aws_eks_cluster": _Asked(("vpc_config", "subnet_ids")),
    "aws_mq_broker": _Asked(("subnet_ids",), least=1, each=True),
    "aws_msk_cluster": _Asked(("broker_node_group_info", "client_subnets"), each=True),
    "aws_mwaa_environment": _Asked(("network_configuration", "subnet_ids"), each=True),
    "aws_opensearch_domain": _Asked(("vpc_options", "subnet_ids"), least=1, each=True),
    "aws_workspaces_directory": _Asked(("subnet_ids",), each=True),
    _ENDPOINT: _Asked(("subnet_ids",), least=1, each=True),
    **dict.fromkeys(_BALANCERS, _Asked(("subnets",), each=True)),
}
"""What services ask of their subnets.

https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html,
https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationSubnetGroup.html,
https://docs.aws.amazon.com/directoryservice/latest/devguide/API_DirectoryVpcSettings.html,
https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html,
https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers.html,
https://docs.aws.amazon.com/workspaces/latest/api/API_RegisterWorkspaceDirectory.html,
https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html,
https://docs.aws.amazon.com/mwaa/latest/userguide/networking-about.html,
https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html,
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html,
https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html,
https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html, all 2026-11-29
"""

_NETWORK = """
from cdktf_cdktf_provider_aws.db_subnet_group import DbSubnetGroup
from cdktf_cdktf_provider_aws.ebs_volume import EbsVolume
from cdktf_cdktf_provider_aws.efs_file_system import EfsFileSystem
from cdktf_cdktf_provider_aws.efs_mount_target import EfsMountTarget
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.msk_cluster import MskCluster, MskClusterBrokerNodeGroupInfo
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.volume_attachment import VolumeAttachment
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint

zones = {}
subnets = [
    Subnet(self, f"s{number}", vpc_id="vpc-1", cidr_block=f"10.0.{number}.0/24", availability_zone=f"eu-west-1{zone}")
    for number, zone in enumerate(zones)
]
"""


def _in(*zones: str) -> str:
    return _NETWORK.replace("zones = {}", f"zones = {list(zones)}".replace("'", '"'))


class SubnetZones(ResourceRule):
    """Subnets are not in as many availability zones as a service asks for.

    ## What it does
    Counts the subnets of database subnet groups (RDS, DocumentDB, Neptune, DMS), EKS and MSK clusters, directories,
    Airflow environments, search domains and application load balancers, and looks at the zones of those that the
    program makes. Load balancers, endpoints and attachments to transit gateways take one subnet of each zone, and an
    EFS file system has one mount target there. A volume has to be in the zone of the instance it is attached to.

    ## Why is this bad?
    AWS refuses them: "DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ)
    coverage requirement", "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    `DuplicateSubnetsInSameZone`, "MountTargetConflict: mount target already exists in this AZ",
    `InvalidVolume.ZoneMismatch`.

    ## References
    - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html (2026-11-29)
    - https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html (2026-11-29)
    """

    code = "PS381"
    name = "subnet-zones"
    terraform_types = (*_ASKED, *_OTHERS)
    VALID = (
        Valid(_in("a", "b") + 'DbSubnetGroup(self, "db", name="db", subnet_ids=[each.id for each in subnets])\n'),
        Valid(_in("a", "a", "b") + 'DbSubnetGroup(self, "db", name="db", subnet_ids=[each.id for each in subnets])\n'),
        Valid(
            _in("a", "b")
            + """
import os

files = EfsFileSystem(self, "files", encrypted=True)
for number, subnet in enumerate(subnets):
    EfsMountTarget(self, f"mount{number}", file_system_id=files.id, subnet_id=subnet.id)
Lb(self, "front", subnets=[subnet.id for subnet in subnets])
Lb(self, "inner", load_balancer_type="network", subnets=[subnets[0].id])
Lb(self, "any", subnets=os.environ["SUBNETS"].split(","))
DbSubnetGroup(self, "given", name="given", subnet_ids=os.environ["SUBNETS"].split(","))
DbSubnetGroup(self, "one", name="one", subnet_ids=[subnets[0].id, os.environ["SUBNET"]])
rack = Subnet(self, "rack", vpc_id="vpc-1", cidr_block="10.0.9.0/24", outpost_arn=os.environ["OUTPOST"])
DbSubnetGroup(self, "near", name="near", subnet_ids=[rack.id])
"""
        ),
    )
    INVALID = (
        Invalid(
            _in("a") + 'DbSubnetGroup(self, "db", name="db", subnet_ids=«[each.id for each in subnets]»)\n',
            message="one subnet",
        ),
        Invalid(
            _in("a", "a") + 'DbSubnetGroup(self, "db", name="db", subnet_ids=«[each.id for each in subnets]»)\n',
            message="all in `eu-west-1a`",
        ),
        Invalid(
            _in("a", "b", "b")
            + """
first, second, third = (subnet.id for subnet in subnets)
brokers = MskClusterBrokerNodeGroupInfo(
    instance_type="kafka.m5.large", security_groups=["sg-1"], client_subnets=«[first, second, third]»
)
MskCluster(
    self,
    "events",
    cluster_name="events",
    kafka_version="3.6.0",
    number_of_broker_nodes=3,
    broker_node_group_info=brokers,
)
""",
            message="two of the subnets are in `eu-west-1b`",
        ),
        Invalid(_in() + 'Lb(self, "one", name="one", subnets=«["subnet-1"]»)\n', message="one subnet"),
        Invalid(
            _in("a", "b", "b")
            + """
Lb(self, "inner", load_balancer_type="network", subnets=«[each.id for each in subnets]»)
""",
            message="two of the subnets are in `eu-west-1b`",
        ),
        Invalid(
            _in("a", "a")
            + """
logs = {"service_name": "com.amazonaws.eu-west-1.logs", "vpc_endpoint_type": "Interface"}
VpcEndpoint(self, "logs", vpc_id="vpc-1", subnet_ids=«[each.id for each in subnets]», **logs)
""",
            message="each needs a zone of its own",
        ),
        Invalid(
            _in("a", "a")
            + """
files = EfsFileSystem(self, "files", encrypted=True)
EfsMountTarget(self, "first", file_system_id=files.id, subnet_id=subnets[0].id)
EfsMountTarget(self, "second", file_system_id=files.id, subnet_id=«subnets[1].id»)
""",
            message="another mount target in `eu-west-1a`",
        ),
        Invalid(
            _in("a")
            + """
web = Instance(self, "web", ami="ami-0a1b2c3d", instance_type="m6i.large", subnet_id=subnets[0].id)
disk = EbsVolume(self, "disk", availability_zone="eu-west-1b", size=10)
VolumeAttachment(self, "attached", device_name="/dev/sdf", instance_id=web.id, volume_id=«disk.id»)
""",
            message="in `eu-west-1b`, and the instance in `eu-west-1a`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        if resource.event.type.terraform_type in _OTHERS:
            yield from (self._mount if resource.event.type.terraform_type == _MOUNT else self._attached)(resource)
            return
        asked = _asked(resource)
        field = None if asked is None else resource.block.field(asked.path)
        fault = None if field is None or asked is None else _fault(resource.program, field, asked)
        if field is not None and fault is not None:
            yield self.finding(field.place, f"{fault}: AWS refuses it", about=resource.instance)

    def _attached(self, attachment: Resource) -> Iterator[Finding]:
        """A volume is in the zone of its instance."""
        field = attachment.field("volume_id")
        ends = ("volume_id", "instance_id")
        volume, instance = (referred(attachment.program, attachment.value(each)) for each in ends)
        if field is None or volume is None or instance is None:
            return
        subnet = instance.value("subnet_id")
        own = field_text(instance, "availability_zone") or (subnet and _zone(attachment.program, subnet))
        zone = field_text(volume, "availability_zone")
        if zone is not None and own and zone != own:
            yield self.finding(
                field.place,
                f"the volume is in `{zone}`, and the instance in `{own}`: EC2 refuses it",
                about=attachment.instance,
                related=tuple(Related(each.event.callee_place, "this is in it") for each in (volume, instance)),
            )

    def _mount(self, target: Resource) -> Iterator[Finding]:
        field, files = target.field("subnet_id"), referred(target.program, target.value("file_system_id"))
        if field is None or files is None:
            return
        zone = _zone(target.program, field.value)
        for other in companions(files, _MOUNT, "file_system_id").found:
            if other.instance is target.instance:
                return
            there = other.value("subnet_id")
            if zone is not None and there is not None and _zone(target.program, there) == zone:
                if may_coexist(target, other):
                    yield self.finding(
                        field.place,
                        f"the file system has another mount target in `{zone}`, and takes one for each zone: EFS"
                        " refuses it",
                        about=target.instance,
                        related=(Related(other.event.callee_place, "the other one"),),
                    )
                return


def _asked(resource: Resource) -> _Asked | None:
    """What is asked of its subnets; None where that is not known."""
    terraform_type = resource.event.type.terraform_type
    asked = _ASKED[terraform_type]
    if terraform_type in _BALANCERS:
        is_application = Is(("application",), default=True).holds(resource.block, "load_balancer_type")
        return asked if is_application else replace(asked, least=1)
    if terraform_type == _ENDPOINT:
        return asked if field_text(resource, "vpc_endpoint_type") == "Interface" else None
    return asked


def _fault(program: Program, field: Field, asked: _Asked) -> str | None:
    subnets = items(field)
    made = [referred(program, each.value) for each in subnets]
    known = all(each is not None or text(item.value) for each, item in zip(made, subnets, strict=True))
    zones = [_zone(program, each.value) for each in subnets]
    repeated = next((zone for number, zone in enumerate(zones) if zone is not None and zone in zones[:number]), None)
    if any(each is not None and each.presence("outpost_arn") is not Presence.UNSET for each in made):
        return None
    if is_whole(field) and known and len(subnets) == 1 and asked.least > 1:
        return f"this is one subnet, and {asked.least} zones are needed at least"
    if repeated is not None and asked.each:
        return f"two of the subnets are in `{repeated}`, and each needs a zone of its own"
    if repeated is not None and is_whole(field) and len(set(zones)) == 1 and asked.least > 1:
        return f"the subnets are all in `{repeated}`, and {asked.least} zones are needed at least"
    return None


def _zone(program: Program, subnet: Value) -> str | None:
    """The availability zone of a subnet that the program makes."""
    made = referred(program, subnet)
    return None if made is None else field_text(made, "availability_zone")
