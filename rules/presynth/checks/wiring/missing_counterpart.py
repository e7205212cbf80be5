"""Resources that are of no use, or refused, without another one that nothing makes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.resources import Resource, makes_unseen, resource, resources
from presynth.checks.wiring.gap import listed
from presynth.checks.wiring.keys import keys_of
from presynth.checks.wiring.pair import Pair
from presynth.checks.wiring.pairs.table import PAIRS
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program
from presynth.program.values import Instance

_INDISPENSABLE = tuple(pair for pair in PAIRS if pair.indispensable)

_IMPORTS = """
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16", enable_dns_hostnames=True)
s3 = {"vpc_id": vpc.id, "service_name": "com.amazonaws.eu-west-1.s3"}
private = {"vpc_endpoint_type": "Interface", "private_dns_enabled": True, "subnet_ids": ["subnet-1"], **s3}
subnet = Subnet(self, "subnet", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
"""


class _Lone(NamedTuple):
    """A resource, the pair that it is one half of, and what the other half would be for."""

    made: Resource
    pair: Pair
    owners: tuple[Instance, ...]


class MissingCounterpart(Rule):
    """A resource needs another one beside it, and nothing makes that.

    ## What it does
    Knows what is refused without something else that belongs to the same VPC, zone or pool: a NAT gateway, or a load
    balancer for the internet, in a VPC without an internet gateway, an interface endpoint for S3 with private names
    where there is no gateway endpoint, a route to a transit gateway that the VPC is not attached to. The VPC, zone or
    pool has to be made in the same program: of one that was there nobody knows what it has. Nothing is said where it is
    not known what another one of that kind is for.

    ## Why is this bad?
    AWS refuses it when it is applied: "Network … has no Internet gateway attached", "the VPC must have a Gateway
    endpoint for the service", `InvalidTransitGatewayID.NotFound`. No plan says so.

    ## References
    - The source of each pair is in its table, below `presynth/checks/wiring/pairs/` (2026-11-29).
    """

    code = "PS411"
    name = "missing-counterpart"
    group = "wiring"
    severity = Severity.WARNING
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
InternetGateway(self, "gateway", vpc_id=vpc.id)
NatGateway(self, "out", subnet_id=subnet.id, allocation_id="eipalloc-1")
NatGateway(self, "other", subnet_id="subnet-1", allocation_id="eipalloc-2")
free = VpcEndpoint(self, "free", vpc_endpoint_type="Gateway", **s3)
VpcEndpoint(self, "private", depends_on=[free], **private)
"""
        ),
        Valid(
            _IMPORTS
            + """

def network(scope, network):
    InternetGateway(scope, "gateway", vpc_id=network)
    NatGateway(scope, "out", subnet_id=subnet.id, allocation_id="eipalloc-1")
"""
        ),
        Valid(
            _IMPORTS
            + """
from cdktf_cdktf_provider_aws.lb import Lb

lower = Subnet(self, "lower", vpc_id=vpc.id, cidr_block="10.0.1.0/24")
Lb(self, "inner", internal=True, subnets=[subnet.id, lower.id])

def front(scope, internal):
    Lb(scope, "front", internal=internal, subnets=[subnet.id, lower.id])
"""
        ),
        Valid(
            _IMPORTS
            + """
vpc.import_from("vpc-0a1b2c3d")
NatGateway(self, "out", subnet_id=subnet.id, allocation_id="eipalloc-1")
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
«VpcEndpoint»(self, "private", **private)
""",
            message="gives S3 private names only where there is a gateway endpoint",
        ),
        Invalid(
            _IMPORTS
            + """
«NatGateway»(self, "out", subnet_id=subnet.id, allocation_id="eipalloc-1")
""",
            message="nothing makes an `aws_internet_gateway` for `aws_vpc.vpc`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        kinds = subject.kinds
        made = [pair for pair in _INDISPENSABLE if not kinds.isdisjoint(pair.dependents)]
        for lone in subject.each(self, made, _lone):
            yield self.finding(
                lone.made.event.callee_place,
                f"nothing makes an `{lone.pair.needed[0]}` for {listed(subject, lone.owners)}: {lone.pair.reason}",
                about=lone.made.instance,
                related=[Related(subject.constructs[each].callee_place, "it is made here") for each in lone.owners],
            )


def _lone(program: Program, pair: Pair) -> Iterator[_Lone]:
    """What is there of the one half of a pair without the other."""
    dependents = [each for each in resources(program, *pair.dependents) if pair.when(each)]
    if not dependents or any(makes_unseen(program, each) for each in pair.needed):
        return
    others = [
        frozenset(keys_of(each, pair.needed_keys)) for each in resources(program, *pair.needed) if pair.counts(each)
    ]
    if not all(others):
        return
    for made in dependents:
        own = list(keys_of(made, pair.dependent_keys))
        owners = next((key for key in own if all(_is_made(program, part) for part in key)), None)
        if owners is not None and not any(key in other for other in others for key in own):
            yield _Lone(made, pair, tuple(each for each in owners if isinstance(each, Instance)))


def _is_made(program: Program, key: object) -> bool:
    """Whether it is a resource that the program makes, and that nobody else may have added to."""
    owner = resource(program, key) if isinstance(key, Instance) else None
    return owner is not None and owner.is_made and not owner.is_shared
