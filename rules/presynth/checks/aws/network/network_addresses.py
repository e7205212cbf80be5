"""Address ranges of subnets in their VPC."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.network.address_ranges import ADDRESSED, Network, further_range, network, stray_addresses
from presynth.checks.aws.values import referred
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Field
from presynth.checks.common.resources import Resource, resources
from presynth.checks.schema.related import origin_of
from presynth.findings import Finding, Related
from presynth.program.program import Program
from presynth.program.values import Instance
from presynth.source.statement import Place

_VPC, _SUBNET = "aws_vpc", "aws_subnet"
_PEERING = "aws_vpc_peering_connection"
_SECONDARY = "aws_vpc_ipv4_cidr_block_association"

_NETWORK = """
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.vpc_peering_connection import VpcPeeringConnection
from cdktf_cdktf_provider_aws.vpc_ipv4_cidr_block_association import VpcIpv4CidrBlockAssociation

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
"""
_Prefix = tuple[int, int]


class SubnetRange(Rule):
    """Addresses are outside the network they belong to, or overlap others.

    ## What it does
    Compares the `cidr_block` of each subnet with that of its VPC and of the other subnets there, those of VPCs between
    which there is a peering connection, and further ranges of a VPC with its first. VPCs with further ranges are left
    alone, as far as the first is concerned. Single addresses (of instances, interfaces, load balancers, …) have to be
    in their subnet, and none of the first four or the last.

    ## Why is this bad?
    AWS refuses the subnet: "InvalidSubnet.Range: The CIDR '…' is invalid", "InvalidSubnet.Conflict: The CIDR '…'
    conflicts with another subnet". A peering connection between VPCs whose addresses overlap fails.

    ## References
    - https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html (2026-11-29)
    - https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html (2026-11-29)
    """

    code = "PS347"
    name = "subnet-range"
    group = "aws"
    visits = Program
    VALID = (
        Valid(
            _NETWORK
            + """
for number, zone in enumerate(["a", "b", "c"]):
    Subnet(self, zone, vpc_id=vpc.id, cidr_block=f"10.0.{number}.0/24", availability_zone=f"eu-west-1{zone}")
other = Vpc(self, "other", cidr_block="10.1.0.0/16")
Subnet(self, "there", vpc_id=other.id, cidr_block="10.1.0.0/24")
VpcPeeringConnection(self, "peer", vpc_id=vpc.id, peer_vpc_id=other.id, auto_accept=True)
"""
        ),
        Valid(
            _NETWORK
            + """
VpcIpv4CidrBlockAssociation(self, "more", vpc_id=vpc.id, cidr_block="10.9.0.0/16")
VpcIpv4CidrBlockAssociation(self, "pods", vpc_id=vpc.id, cidr_block="100.64.0.0/16")
Subnet(self, "a", vpc_id=vpc.id, cidr_block="10.9.1.0/24")
"""
        ),
    )
    INVALID = (
        Invalid(
            _NETWORK + 'Subnet(self, "a", vpc_id=vpc.id, cidr_block=«"10.1.0.0/24"»)\n',
            message="outside `10.0.0.0/16` of its VPC",
        ),
        Invalid(
            _NETWORK
            + """
Subnet(self, "a", vpc_id=vpc.id, cidr_block="10.0.0.0/20")
Subnet(self, "b", vpc_id=vpc.id, cidr_block=«"10.0.8.0/24"»)
""",
            message="overlaps `10.0.0.0/20`",
        ),
        Invalid(
            _NETWORK
            + """
from cdktf_cdktf_provider_aws.network_interface import NetworkInterface

subnet = Subnet(self, "a", vpc_id=vpc.id, cidr_block="10.0.1.0/24")
NetworkInterface(self, "nic", subnet_id=subnet.id, private_ips=["10.0.1.10", «"10.0.2.11"»])
""",
            message="outside `10.0.1.0/24` of its subnet",
        ),
        Invalid(
            _NETWORK
            + """
VpcIpv4CidrBlockAssociation(self, "more", vpc_id=vpc.id, cidr_block=«"192.168.0.0/20"»)
""",
            message="other private addresses",
        ),
        Invalid(
            _NETWORK
            + """
wide = Vpc(self, "wide", cidr_block="10.0.128.0/17")
VpcPeeringConnection(self, "peer", vpc_id=vpc.id, peer_vpc_id=«wide.id», auto_accept=True)
""",
            message="the two VPCs overlap",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        widened = any(True for _ in resources(subject, _SECONDARY))
        taken: dict[Instance, _Taken] = {}
        for subnet in resources(subject, _SUBNET):
            field, own = subnet.field("cidr_block"), network(subnet)
            vpc = referred(subject, subnet.value("vpc_id"))
            if field is None or own is None or vpc is None or vpc.event.type.terraform_type != _VPC:
                continue
            whole = network(vpc)
            if whole is not None and not widened and not own.subnet_of(whole):
                yield self._found(subnet, field, f"`{own}` is outside `{whole}` of its VPC", vpc)
            if subnet.event.conditions:
                continue
            others = taken.setdefault(vpc.instance, _Taken())
            overlapped = others.overlapped_by(own)
            if overlapped is not None:
                yield self._found(subnet, field, f"`{own}` overlaps `{overlapped[0]}` of another subnet", overlapped[1])
            others.add(own, subnet)

        yield from self._peered(subject)
        for association in resources(subject, _SECONDARY):
            stray = further_range(subject, association)
            if stray is not None:
                yield self._at(association, stray.place, stray.message, stray.other)
        for made in resources(subject, *ADDRESSED):
            for stray in stray_addresses(made):
                yield self._at(made, stray.place, stray.message, stray.other)

    def _peered(self, program: Program) -> Iterator[Finding]:
        """Connections between VPCs whose addresses overlap."""
        for peering in resources(program, _PEERING):
            field = peering.field("peer_vpc_id")
            ends = [referred(program, peering.value(name)) for name in ("vpc_id", "peer_vpc_id")]
            one, other = (None if end is None or end.event.type.terraform_type != _VPC else end for end in ends)
            ranges = [None if end is None else network(end) for end in (one, other)]
            if field is None or other is None or ranges[0] is None or ranges[1] is None:
                continue
            if ranges[0].overlaps(ranges[1]):
                message = f"the addresses of the two VPCs overlap (`{ranges[0]}`, `{ranges[1]}`)"
                yield self._found(peering, field, message, other)

    def _found(self, subnet: Resource, field: Field, message: str, other: Resource) -> Finding:
        return self._at(subnet, field.place, message, other, origin_of(field.value, field.place))

    def _at(
        self, made: Resource, place: Place, message: str, other: Resource, origin: tuple[Related, ...] = ()
    ) -> Finding:
        related = (*origin, Related(other.event.callee_place, "the other one"))
        return self.finding(place, f"{message}: AWS refuses it", about=made.instance, related=related)


class _Taken:
    """Networks that are taken, to look up which of them overlaps another one: of two, one lies in the other."""

    def __init__(self) -> None:
        self._themselves: dict[_Prefix, tuple[Network, Resource]] = {}
        self._around: dict[_Prefix, tuple[Network, Resource]] = {}

    def overlapped_by(self, network: Network) -> tuple[Network, Resource] | None:
        """One that lies in `network`, or that `network` lies in."""
        own, *wider = _prefixes(network)
        return self._around.get(own) or next(
            (self._themselves[each] for each in wider if each in self._themselves), None
        )

    def add(self, network: Network, subnet: Resource) -> None:
        own, *wider = _prefixes(network)
        self._themselves.setdefault(own, (network, subnet))
        for each in (own, *wider):
            self._around.setdefault(each, (network, subnet))


def _prefixes(network: Network) -> list[_Prefix]:
    """That of the network, and those of all it lies in: how many bits they have, and which."""
    address, most = int(network.network_address), network.max_prefixlen
    return [(length, address >> (most - length)) for length in range(network.prefixlen, -1, -1)]
