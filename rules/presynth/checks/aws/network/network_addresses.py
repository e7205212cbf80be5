"""Address ranges of subnets in their VPC."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from presynth.checks.aws.values import field_text, referred
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Field
from presynth.checks.common.resources import Resource, resources
from presynth.findings import Finding, Related
from presynth.program.program import Program
from presynth.program.values import Instance

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
_Network = ipaddress.IPv4Network
_Prefix = tuple[int, int]


class SubnetRange(Rule):
    """A subnet's addresses are outside its VPC, or overlap those of another subnet; or peered VPCs overlap.

    ## What it does
    Compares the `cidr_block` of each subnet with that of its VPC and of the other subnets there, and those of VPCs
    between which there is a peering connection. VPCs with further address ranges are left alone, as far as the first is
    concerned.

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
            field, own = subnet.field("cidr_block"), _network(subnet)
            vpc = referred(subject, subnet.value("vpc_id"))
            if field is None or own is None or vpc is None or vpc.event.type.terraform_type != _VPC:
                continue
            whole = _network(vpc)
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

    def _peered(self, program: Program) -> Iterator[Finding]:
        """Connections between VPCs whose addresses overlap."""
        for peering in resources(program, _PEERING):
            field = peering.field("peer_vpc_id")
            ends = [referred(program, peering.value(name)) for name in ("vpc_id", "peer_vpc_id")]
            one, other = (None if end is None or end.event.type.terraform_type != _VPC else end for end in ends)
            ranges = [None if end is None else _network(end) for end in (one, other)]
            if field is None or other is None or ranges[0] is None or ranges[1] is None:
                continue
            if ranges[0].overlaps(ranges[1]):
                message = f"the addresses of the two VPCs overlap (`{ranges[0]}`, `{ranges[1]}`)"
                yield self._found(peering, field, message, other)

    def _found(self, subnet: Resource, field: Field, message: str, other: Resource) -> Finding:
        related = (Related(other.event.callee_place, "the other one"),)
        return self.finding(field.place, f"{message}: AWS refuses it", about=subnet.instance, related=related)


class _Taken:
    """Networks that are taken, to look up which of them overlaps another one: of two, one lies in the other."""

    def __init__(self) -> None:
        self._themselves: dict[_Prefix, tuple[_Network, Resource]] = {}
        self._around: dict[_Prefix, tuple[_Network, Resource]] = {}

    def overlapped_by(self, network: _Network) -> tuple[_Network, Resource] | None:
        """One that lies in `network`, or that `network` lies in."""
        own, *wider = _prefixes(network)
        return self._around.get(own) or next(
            (self._themselves[each] for each in wider if each in self._themselves), None
        )

    def add(self, network: _Network, subnet: Resource) -> None:
        own, *wider = _prefixes(network)
        self._themselves.setdefault(own, (network, subnet))
        for each in (own, *wider):
            self._around.setdefault(each, (network, subnet))


def _prefixes(network: _Network) -> list[_Prefix]:
    """That of the network, and those of all it lies in: how many bits they have, and which."""
    address, most = int(network.network_address), network.max_prefixlen
    return [(length, address >> (most - length)) for length in range(network.prefixlen, -1, -1)]


def _network(resource: Resource) -> _Network | None:
    """The addresses of a VPC or a subnet."""
    try:
        return ipaddress.IPv4Network(field_text(resource, "cidr_block") or "")
    except ValueError:
        return None
