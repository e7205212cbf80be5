"""Records and health checks that Route 53 refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.documents import text_of
from presynth.checks.aws.values import field_text, items, known_parts, referred, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding, Severity
from presynth.program.values import Token
from presynth.source.statement import Place

_POLICIES = (
    *("cidr_routing_policy", "failover_routing_policy", "geolocation_routing_policy", "geoproximity_routing_policy"),
    *("latency_routing_policy", "multivalue_answer_routing_policy", "weighted_routing_policy"),
)
_NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "HTTP": (("fqdn", "ip_address"),),
    "HTTPS": (("fqdn", "ip_address"),),
    "HTTP_STR_MATCH": (("fqdn", "ip_address"), ("search_string",)),
    "HTTPS_STR_MATCH": (("fqdn", "ip_address"), ("search_string",)),
    "TCP": (("fqdn", "ip_address"), ("port",)),
    "CALCULATED": (("child_healthchecks",),),
    "CLOUDWATCH_METRIC": (("cloudwatch_alarm_name",), ("cloudwatch_alarm_region",)),
}
"""What a health check of each type has to have: one of each group."""
_LONGEST = 255
_RECORD, _CHECK = "aws_route53_record", "aws_route53_health_check"
_TARGETS = ("aws_lb", "aws_alb", "aws_cloudfront_distribution", "aws_elb", "aws_globalaccelerator_accelerator")

_IMPORTS = """
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.route53_health_check import Route53HealthCheck
from cdktf_cdktf_provider_aws.route53_record import Route53Record, Route53RecordAlias
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone

zone = Route53Zone(self, "zone", name="acme-pay.net")
front = Lb(self, "front", subnets=["subnet-1", "subnet-2"])
"""


class RefusedRecord(ResourceRule):
    """A record or a health check that Route 53 refuses.

    ## What it does
    Looks at records for a `set_identifier` without a routing policy, a CNAME at the top of its zone, and an alias whose
    `zone_id` is that of the record's own zone, not of what it points to, and text of more than 255 characters in one
    string; and at health checks for what their type needs, and names of hosts that are URLs.

    ## Why is this bad?
    Route 53 refuses them when they are applied: no plan says so.

    ## References
    - https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html (2026-11-29)
    - https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html (2026-11-29)
    """

    code = "PS367"
    name = "refused-record"
    severity = Severity.ERROR
    terraform_types = (_RECORD, _CHECK)
    VALID = (
        Valid(
            _IMPORTS
            + """
www = {"zone_id": zone.zone_id, "name": "www.acme-pay.net"}
Route53Record(self, "www", type="CNAME", ttl=60, records=["acme-pay.net"], **www)
alias = Route53RecordAlias(name=front.dns_name, zone_id=front.zone_id, evaluate_target_health=True)
Route53Record(
    self,
    "top",
    zone_id=zone.zone_id,
    name="acme-pay.net",
    type="A",
    alias=alias,
    set_identifier="one",
    failover_routing_policy={"type": "PRIMARY"},
)
own = Route53RecordAlias(name="www.acme-pay.net", zone_id=zone.zone_id, evaluate_target_health=False)
Route53Record(
    self, "key", zone_id=zone.zone_id, name="k2", type="TXT", ttl=60, records=["p=" + "A" * 250 + '" "' + "B" * 140]
)
Route53Record(self, "own", zone_id=zone.zone_id, name="web.acme-pay.net", type="A", alias=own)
Route53HealthCheck(self, "http", type="HTTPS", fqdn="www.acme-pay.net", port=443, resource_path="/health")
Route53HealthCheck(self, "all", type="CALCULATED", child_healthchecks=["h1"], child_health_threshold=1)
"""
        ),
        Valid(
            _IMPORTS
            + """

def check(scope, kind, settings, host, policy):
    Route53HealthCheck(scope, "one", type=kind)
    Route53HealthCheck(scope, "two", type="HTTPS", **settings)
    Route53HealthCheck(scope, "three", type="HTTPS", fqdn=host)
    Route53Record(
        scope, "record", zone_id="Z1", name=host, type="A", ttl=60, records=["203.0.113.7"],
        set_identifier="one", weighted_routing_policy=policy,
    )
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
Route53Record(
    self,
    "www",
    zone_id=zone.zone_id,
    name="www",
    type="A",
    ttl=60,
    records=["203.0.113.7"],
    set_identifier=«"primary"»,
)
""",
            message="no routing policy",
        ),
        Invalid(
            _IMPORTS
            + """
Route53Record(
    self, "top", zone_id=zone.zone_id, name=zone.name, type=«"CNAME"», ttl=60, records=["acme-pay.eu"]
)
""",
            message="at the top of its zone",
        ),
        Invalid(
            _IMPORTS
            + """
Route53Record(
    self, "top", zone_id=zone.zone_id, name=zone.name, type=«"NS"», ttl=60, records=zone.name_servers
)
""",
            message="a zone has its NS record from the beginning",
        ),
        Invalid(
            _IMPORTS
            + """
alias = Route53RecordAlias(name=front.dns_name, zone_id=«zone.zone_id», evaluate_target_health=True)
Route53Record(self, "www", zone_id=zone.zone_id, name="www", type="A", alias=alias)
""",
            message="`zone_id` of the alias",
        ),
        Invalid(
            _IMPORTS
            + """
KEY = "v=DKIM1; k=rsa; p=" + "A" * 392
Route53Record(self, "key", zone_id=zone.zone_id, name="k1._domainkey", type="TXT", ttl=60, records=[«KEY»])
""",
            message="255 characters at most",
        ),
        Invalid(
            _IMPORTS
            + """
«Route53HealthCheck»(self, "check", type="HTTPS", port=443, resource_path="/health", failure_threshold=3)
""",
            message="needs `fqdn` or `ip_address`",
        ),
        Invalid(
            _IMPORTS
            + """
Route53HealthCheck(self, "check", type="HTTPS", fqdn=«"https://www.acme-pay.net"», port=443)
""",
            message="this is a URL",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        faults = _of_record if resource.event.type.terraform_type == _RECORD else _of_check
        for place, message in faults(resource):
            yield self.finding(place, f"{message}: Route 53 refuses it", about=resource.instance)


def _of_record(record: Resource) -> Iterator[tuple[Place, str]]:
    identifier = record.field("set_identifier")
    if identifier is not None and all(record.presence(name) is Presence.UNSET for name in _POLICIES):
        yield identifier.place, "this record has a `set_identifier` and no routing policy"
    type_ = record.field("type")
    kind = None if type_ is None else text(type_.value)
    if type_ is not None and kind == "CNAME" and _is_at_top(record):
        yield type_.place, "this is a CNAME at the top of its zone, where an alias has to be"
    overwrites = record.presence("allow_overwrite") is not Presence.UNSET and record.constant("allow_overwrite")
    if type_ is not None and kind in ("NS", "SOA") and overwrites in (False, "false") and _is_at_top(record):
        yield type_.place, f"a zone has its {kind} record from the beginning (`allow_overwrite=True` to change it)"
    if type_ is not None and text(type_.value) in ("TXT", "SPF"):
        yield from _long_strings(record)
    for alias in record.block.children("alias")[0]:
        of, target = alias.field(("zone_id",)), alias.field(("name",))
        named = None if target is None else referred(record.program, target.value)
        zoned = None if of is None else referred(record.program, of.value)
        if of is None or named is None or zoned is None or named.event.type.terraform_type not in _TARGETS:
            continue
        if zoned.event.type.terraform_type == "aws_route53_zone":
            yield of.place, "the `zone_id` of the alias is that of a hosted zone, and has to be that of its target"


def _is_at_top(record: Resource) -> bool:
    """Whether it has the name of its zone."""
    zone, name = referred(record.program, record.value("zone_id")), record.block.fields.get("name")
    if zone is None or name is None or zone.event.type.terraform_type != "aws_route53_zone":
        return False
    value = name.value
    known, top = text(value), (text(zone.value("name")) or "").rstrip(".")
    is_own = isinstance(value, Token) and value.source is zone.instance and value.attribute == "name"
    return is_own or known == "" or (bool(top) and known is not None and known.rstrip(".") == top)


def _long_strings(record: Resource) -> Iterator[tuple[Place, str]]:
    """Text that is not split into strings of 255 characters; the provider puts quotes around all of it."""
    for item in items(record.field("records")):
        strings = re.split(r'"\s*"', known_parts(item.value))
        longest = max(len(each.strip('"')) for each in strings)
        if longest > _LONGEST:
            yield item.place, f"a string of a TXT record has {_LONGEST} characters at most, and this one {longest}"


def _of_check(check: Resource) -> Iterator[tuple[Place, str]]:
    kind = field_text(check, "type")
    for group in _NEEDED.get(kind or "", ()):
        if all(check.presence(name) is Presence.UNSET for name in group):
            names = " or ".join(f"`{name}`" for name in group)
            yield check.event.callee_place, f"a health check of type `{kind}` needs {names}"
    host = check.field("fqdn")
    start = "" if host is None else text_of(host.value).partition(HOLE)[0]
    if host is not None and start.startswith(("https://", "http://")):
        yield host.place, "`fqdn` is the name of a host, and this is a URL"
