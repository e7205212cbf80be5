"""Resources of which there is one, made twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.aws.combinations.conditions import Is, IsNot, Like, Unlike
from presynth.checks.aws.sameness import keys
from presynth.checks.aws.service_singles import SERVICE_SINGLES
from presynth.checks.aws.singles import COMPUTE_SINGLES, IDENTITY_SINGLES, Single
from presynth.checks.aws.values import field_text, referred
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Presence, resource_block
from presynth.checks.common.resources import Resource, resources
from presynth.checks.remembering import remembered
from presynth.checks.wiring.gap import clash
from presynth.findings import Finding, Related
from presynth.program.changes import Change
from presynth.program.events import Construction
from presynth.program.program import Program

_DESTINATIONS = ("destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id")
_ENDS = ("cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id")
_SOURCES = ("cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "source_security_group_id", "self")
_METHOD = ("rest_api_id", "resource_id", "http_method")
_RECORD = "aws_route53_record"
_POLICIES = tuple(
    f"{kind}_routing_policy"
    for kind in ("cidr", "failover", "geolocation", "geoproximity", "latency", "multivalue_answer", "weighted")
)
_PARAMETER = r"\{.+\}"

_SINGLES = (
    # Networks
    Single("aws_internet_gateway", (), "of this VPC", ("vpc_id",)),
    Single("aws_egress_only_internet_gateway", (), "of this VPC", ("vpc_id",)),
    Single("aws_nat_gateway", (), "with this address", ("allocation_id",)),
    Single("aws_eip_association", (), "with this address", ("allocation_id",)),
    Single("aws_volume_attachment", ("instance_id", "device_name"), "with this name"),
    Single("aws_route", ("route_table_id",), "to this destination", _DESTINATIONS),
    Single("aws_route_table_association", (), "of this subnet or gateway", ("subnet_id", "gateway_id")),
    Single("aws_network_acl_rule", ("network_acl_id", "rule_number", "egress"), "with this number"),
    *(
        Single(
            f"aws_vpc_security_group_{direction}_rule",
            ("security_group_id", "ip_protocol", "from_port", "to_port"),
            "that lets the same through",
            _ENDS,
        )
        for direction in ("ingress", "egress")
    ),
    Single(
        "aws_security_group_rule",
        ("security_group_id", "type", "protocol", "from_port", "to_port"),
        "that lets the same through",
        _SOURCES,
    ),
    Single(
        "aws_vpc_endpoint",
        ("vpc_id",),
        "with the private names of this service",
        ("service_name",),
        when={"private_dns_enabled": Is((True,))},
    ),
    Single("aws_ec2_transit_gateway_vpc_attachment", ("transit_gateway_id", "vpc_id"), "of this VPC to this gateway"),
    Single(
        "aws_ec2_transit_gateway_route",
        ("transit_gateway_route_table_id", "destination_cidr_block"),
        "to this destination",
    ),
    Single("aws_ec2_transit_gateway_route_table_association", ("transit_gateway_attachment_id",), "of this attachment"),
    # Load balancers and names
    Single("aws_lb_listener", ("load_balancer_arn",), "on this port", ("port",)),
    *(
        Single(terraform_type, ("listener_arn",), "with this priority", ("priority",))
        for terraform_type in ("aws_lb_listener_rule", "aws_alb_listener_rule")
    ),
    Single(
        _RECORD,
        ("zone_id", "type", "set_identifier"),
        "of this name and type",
        ("name",),
        when={"allow_overwrite": IsNot((True,), default=True)},
    ),
    Single("aws_route53_zone_association", ("zone_id", "vpc_id"), "of this zone with this VPC"),
    Single(
        "aws_globalaccelerator_endpoint_group", ("listener_arn", "endpoint_group_region"), "of this listener and region"
    ),
    # APIs
    *(
        Single("aws_api_gateway_resource", ("rest_api_id", "parent_id", *more), what, when={"path_part": condition})
        for more, what, condition in (
            (("path_part",), "with this path", Unlike(_PARAMETER)),
            ((), "with a parameter there, and a path has one such branch", Like(_PARAMETER)),
        )
    ),
    Single("aws_api_gateway_method", _METHOD, "of this resource"),
    Single("aws_api_gateway_method_response", (*_METHOD, "status_code"), "with this status"),
    Single("aws_api_gateway_stage", ("rest_api_id", "stage_name"), "with this name"),
    Single("aws_api_gateway_authorizer", ("rest_api_id", "name"), "with this name"),
    Single("aws_api_gateway_model", ("rest_api_id", "name"), "with this name"),
    Single("aws_api_gateway_domain_name", ("domain_name",), "of this domain"),
    Single("aws_api_gateway_base_path_mapping", ("domain_name", "base_path"), "of this path"),
    Single("aws_apigatewayv2_route", ("api_id", "route_key"), "with this key"),
    Single("aws_apigatewayv2_stage", ("api_id", "name"), "with this name"),
    Single("aws_apigatewayv2_authorizer", ("api_id", "name"), "with this name"),
    Single("aws_apigatewayv2_domain_name", ("domain_name",), "of this domain"),
    Single("aws_apigatewayv2_api_mapping", ("domain_name", "api_mapping_key"), "of this path"),
    Single("aws_appsync_datasource", ("api_id", "name"), "with this name"),
    Single("aws_appsync_resolver", ("api_id", "type", "field"), "of this field"),
)

_IMPORTS = """
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.route53_record import Route53Record
from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.security_group_rule import SecurityGroupRule
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
table = RouteTable(self, "table", vpc_id=vpc.id)
gateway = InternetGateway(self, "gateway", vpc_id=vpc.id)
"""


class MadeTwice(Rule):
    """Two resources are one and the same thing in AWS.

    ## What it does
    Compares what there can be only once: routes with one destination in a route table, rules with one number in a
    network ACL, internet gateways of a VPC, methods of a resource, routes of an API, records of one name and type, the
    detector of GuardDuty in a region, and so on; and looks for records beside a CNAME of their name, or with another
    routing policy than theirs. Resources in branches that exclude each other are left alone.

    ## Why is this bad?
    AWS makes the first and refuses the second: `RouteAlreadyExists`, `Resource.AlreadyAssociated`,
    `InvalidPermission.Duplicate`, `ConflictException`, "… but it already exists". No plan says so.

    ## References
    - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (2026-11-29)
    - https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html (2026-11-29)
    """

    code = "PS385"
    name = "made-twice"
    group = "aws"
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
import os

other = Vpc(self, "other", cidr_block="10.1.0.0/16")
InternetGateway(self, "there", vpc_id=other.id)
Route(self, "default", route_table_id=table.id, destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id)
Route(self, "default-6", route_table_id=table.id, destination_ipv6_cidr_block="::/0", gateway_id=gateway.id)
record = {"zone_id": "Z1", "name": "www.acme-pay.net", "ttl": 60}
Route53Record(self, "four", type="A", records=["203.0.113.7"], **record)
Route53Record(self, "six", type="AAAA", records=["2001:db8::7"], **record)
for name, address in (("blue", "203.0.113.8"), ("green", "203.0.113.9")):
    Route53Record(
        self,
        name,
        zone_id="Z1",
        name="api",
        type="A",
        ttl=60,
        records=[address],
        set_identifier=name,
        weighted_routing_policy={"weight": 50},
    )
if os.environ.get("OPEN"):
    Route(self, "open", route_table_id=table.id, destination_cidr_block="10.9.0.0/16", gateway_id=gateway.id)
else:
    Route(self, "shut", route_table_id=table.id, destination_cidr_block="10.9.0.0/16", nat_gateway_id="nat-1")
"""
        ),
        Valid(
            _IMPORTS
            + """

def rules(scope, group, ports, source):
    for port in ports:
        SecurityGroupRule(
            scope,
            f"in-{port}",
            type="ingress",
            security_group_id=group,
            protocol="tcp",
            from_port=port,
            to_port=port,
            cidr_blocks=["10.0.0.0/8"],
        )
    for number in range(2):
        Route(scope, f"r{number}", route_table_id=table.id, destination_cidr_block=source, gateway_id=gateway.id)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
Route(self, "default", route_table_id=table.id, destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id)
«Route»(self, "nat", route_table_id=table.id, destination_cidr_block="0.0.0.0/0", nat_gateway_id="nat-1")
""",
            message="this is the second `aws_route` to this destination",
        ),
        Invalid(
            _IMPORTS
            + """
group = {"type": "ingress", "security_group_id": "sg-1", "protocol": "tcp", "from_port": 22, "to_port": 22}
SecurityGroupRule(self, "office", cidr_blocks=["198.51.100.0/24", "203.0.113.0/24"], **group)
«SecurityGroupRule»(self, "home", cidr_blocks=["203.0.113.0/24"], **group)
""",
            message="lets the same through",
        ),
        Invalid(
            _IMPORTS
            + """
Route53Record(self, "a", zone_id="Z1", name="www.acme-pay.net", type="A", ttl=60, records=["203.0.113.7"])
«Route53Record»(self, "b", zone_id="Z1", name="WWW.acme-pay.net.", type="A", ttl=60, records=["203.0.113.8"])
""",
            message="of this name and type",
        ),
        Invalid(
            _IMPORTS
            + """
Route53Record(self, "txt", zone_id="Z1", name="www", type="TXT", ttl=60, records=["a"])
«Route53Record»(self, "cname", zone_id="Z1", name="www", type="CNAME", ttl=60, records=["acme-pay.net"])
""",
            message="beside a CNAME",
        ),
        Invalid(
            _IMPORTS
            + """
record = {"zone_id": "Z1", "name": "api", "type": "A", "ttl": 60}
Route53Record(self, "plain", records=["203.0.113.7"], **record)
«Route53Record»(
    self,
    "blue",
    records=["203.0.113.8"],
    set_identifier="blue",
    weighted_routing_policy={"weight": 50},
    **record,
)
""",
            message="the same routing policy",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.guardduty_detector import GuarddutyDetector

elsewhere = AwsProvider(self, "elsewhere", alias="elsewhere", region="us-west-2")
GuarddutyDetector(self, "here", enable=True)
GuarddutyDetector(self, "there", enable=True, provider=elsewhere)
«GuarddutyDetector»(self, "again", enable=True)
""",
            message="in this account and region",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        known = (*_SINGLES, *IDENTITY_SINGLES, *COMPUTE_SINGLES, *SERVICE_SINGLES)
        kinds = subject.kinds
        singles = [
            each for each in known if each.terraform_type in kinds and len(subject.made(each.terraform_type)) > 1
        ]
        yield from subject.each(self, singles, self._repeated)

    def _repeated(self, program: Program, single: Single) -> Iterator[Finding]:
        for alike in _alike(program, single):
            seen: dict[tuple[Hashable, ...], list[Resource]] = {}
            for made in alike:
                found = set(_keys(made, single))
                other = next((other for key in found for other in seen.get(key, ()) if clash(other, made)), None)
                if other is not None:
                    message = f"this is the second `{single.terraform_type}` {single.what}: AWS refuses it"
                    yield self._found(made, other, message)
                for key in found:
                    seen.setdefault(key, []).append(made)
            if single.terraform_type == _RECORD:
                yield from self._beside_names(alike)

    def _beside_names(self, records: list[Resource]) -> Iterator[Finding]:
        """Records beside a CNAME of the same name."""
        named: dict[tuple[Hashable, ...], list[tuple[str, Resource]]] = {}
        for made in records:
            kind = field_text(made, "type")
            if kind is None:
                continue
            for key in {_named(made, key) for key in keys(made.block, ("zone_id",), ("name",))}:
                others = named.setdefault(key, [])
                other = next((o for k, o in others if (kind == "CNAME") != (k == "CNAME") and clash(o, made)), None)
                if other is not None:
                    yield self._found(
                        made, other, "nothing can stand beside a CNAME of the same name: Route 53 refuses it"
                    )
                mixed = next((o for k, o in others if k == kind and _are_mixed(o, made) and clash(o, made)), None)
                if mixed is not None:
                    yield self._found(
                        made,
                        mixed,
                        "all records of one name and type have the same routing policy: Route 53 refuses it",
                    )
                others.append((kind, made))

    def _found(self, made: Resource, other: Resource, message: str) -> Finding:
        related = [Related(other.event.callee_place, "the first is made here")]
        return self.finding(made.event.callee_place, message, about=made.instance, related=related)


def _are_mixed(one: Resource, other: Resource) -> bool:
    """Whether two records are known to be answered by different policies."""
    policies = [[name for name in _POLICIES if each.presence(name) is not Presence.UNSET] for each in (one, other)]
    told = [each.presence(name) for each, names in zip((one, other), policies, strict=True) for name in names]
    return policies[0] != policies[1] and all(presence is Presence.SET for presence in told)


def _alike(program: Program, single: Single) -> Iterator[list[Resource]]:
    """Resources that may be the same, as far as each tells by itself."""
    found: dict[Hashable, list[Resource]] = {}
    for made in resources(program, single.terraform_type):
        for mark in _marks(made.event, program.catalog, program.changes.get(made.instance, ()), single):
            found.setdefault(mark, []).append(made)
    yield from (alike for alike in found.values() if len(alike) > 1)


@remembered
def _marks(
    event: Construction, catalog: Catalog, changes: tuple[Change, ...], single: Single
) -> frozenset[tuple[Hashable, ...]]:
    """What a resource says it is the only one of. Of the names of records only how they begin counts here."""
    block = resource_block(event, catalog, changes)
    if block.open or not all(condition.holds(block, name) for name, condition in single.when.items()):
        return frozenset()
    if single.terraform_type == _RECORD:
        return frozenset(_beginning(key) for key in keys(block, ("zone_id",), single.alternatives))
    return frozenset(keys(block, single.names, single.alternatives))


def _beginning(key: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """A key that ends with the name of a record: without all but its first part."""
    name = key[-1]
    return (*key[:-1], name.lower().partition(".")[0]) if isinstance(name, str) else key


def _keys(made: Resource, single: Single) -> Iterator[tuple[Hashable, ...]]:
    """What it is the only one of, with the provider and region that it is made with."""
    if _is_somewhere(made):
        return
    where = (made.program.addresses.stack(made.instance), made.provider, field_text(made, "region"))
    for key in keys(made.block, single.names, single.alternatives):
        yield (*where, *(_named(made, key) if single.terraform_type == _RECORD else key))


def _is_somewhere(made: Resource) -> bool:
    """Whether nobody knows with which provider, or in which region, it is made."""
    if made.provider is None and made.presence("provider") is not Presence.UNSET:
        return True
    return made.presence("region") is not Presence.UNSET and field_text(made, "region") is None


def _named(record: Resource, key: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """A key that ends with the name of a record, which Route 53 completes with that of the zone."""
    name = key[-1]
    if not isinstance(name, str):
        return key
    name = name.lower().rstrip(".")
    zone = referred(record.program, record.value("zone_id"))
    top = "" if zone is None else (field_text(zone, "name") or "").lower().rstrip(".")
    whole = name if not top or name == top or name.endswith(f".{top}") else f"{name}.{top}".lstrip(".")
    return (*key[:-1], whole)
