"""Route 53 records whose values cannot be of their type."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from presynth.catalog.arguments import struct_in
from presynth.catalog.types import Type
from presynth.checks.aws.network.dns_values import Kind, misfit
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Field
from presynth.checks.common.resources import Resource, resources
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.operations import AddArgument, RemoveArgument, RemoveStatement, Replace
from presynth.program.program import Program
from presynth.program.values import Sequence, Text, Token, Value
from presynth.source.statement import Place

_ALIASES = (("dns_name", "zone_id"), ("dns_name", "hosted_zone_id"), ("domain_name", "hosted_zone_id"))
"""Attributes of what an alias can point to: its name and the zone of that name."""
_UNCHECKED = ("aws_cloudfront_distribution",)
"""Targets whose health Route 53 does not evaluate."""

_RECORD = "from cdktf_cdktf_provider_aws.route53_record import Route53Record\n"
_LAMBDA = (
    _RECORD
    + """from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

handler = LambdaFunction(
    self,
    "handler",
    function_name="api",
    role="arn:aws:iam::123456789012:role/api",
    package_type="Image",
    image_uri="123456789012.dkr.ecr.eu-west-1.amazonaws.com/x:1",
)
"""
)
_FRONT = (
    _RECORD
    + """from cdktf_cdktf_provider_aws.lb import Lb

front = Lb(self, "front", subnets=["subnet-1", "subnet-2"])
"""
)
_FRONT_ALIAS = _FRONT.replace("import Route53Record", "import Route53Record, Route53RecordAlias")


class RecordTarget(Rule):
    """A DNS record is given values that a record of its type cannot have.

    ## What it does
    Looks at the `records` of Route 53 records: ARNs, names, URLs and addresses of the other kind where IPv4 or IPv6
    addresses are wanted, a mail server without its priority, an address where a name is wanted. It knows what the
    attributes of AWS resources hold (`arn`, `dns_name`, …).

    ## Why is this bad?
    Route 53 refuses the record when it is made: no plan says so. What it takes nevertheless (an address or an ARN as
    the target of a CNAME; a warning) resolves to nothing.

    ## Fix safety
    Unsafe. Where the target is a load balancer, a distribution or an accelerator, the fix makes the record an alias;
    a name can become the target of a CNAME; else the value is removed, or the record where it has no other.

    ## References
    - https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html (2026-11-22)
    - https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
      (2026-11-22)
    """

    code = "PS306"
    name = "record-target"
    group = "aws"
    visits = Program
    VALID = (
        Valid(
            _RECORD
            + """
Route53Record(self, "a", zone_id="Z1", name="a", type="A", ttl=60, records=["203.0.113.7", "203.0.113.8"])
Route53Record(self, "b", zone_id="Z1", name="b", type="AAAA", ttl=60, records=["2001:db8::7"])
Route53Record(self, "c", zone_id="Z1", name="c", type="CNAME", ttl=60, records=["a.acme-pay.net."])
Route53Record(self, "d", zone_id="Z1", name="d", type="MX", ttl=60, records=["10 mail.acme-pay.net"])
Route53Record(self, "e", zone_id="Z1", name="e", type="TXT", ttl=60, records=["arn:aws:iam::123456789012:root"])
Route53Record(self, "f", zone_id="Z1", name="f", type="SRV", ttl=60, records=["1 10 5269 xmpp.acme-pay.net"])
"""
        ),
        Valid(
            _RECORD
            + """
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.lb import Lb

address = Eip(self, "address")
front = Lb(self, "front", subnets=["subnet-1", "subnet-2"])
Route53Record(self, "a", zone_id="Z1", name="a", type="A", ttl=60, records=[address.public_ip])
Route53Record(self, "b", zone_id="Z1", name="b", type="CNAME", ttl=60, records=[front.dns_name])
Route53Record(self, "c", zone_id="Z1", name="c", type="MX", ttl=60, records=[f"10 {front.dns_name}"])
Route53Record(self, "d", zone_id="Z1", name="d", type="A", ttl=60, records=["${var.address}"])
"""
        ),
        Valid(
            _RECORD
            + """

def record(scope, kind, target, number):
    Route53Record(scope, "host", zone_id="Z1", name="host", type="A", ttl=60, records=[f"10.0.0.{number}"])
    return Route53Record(scope, "name", zone_id="Z1", name="name", type=kind, ttl=60, records=[target])
"""
        ),
    )
    INVALID = (
        Invalid(
            _LAMBDA
            + """
Route53Record(
    self,
    "primary",
    zone_id="Z1",
    name="api.acme-pay.net",
    type="A",
    ttl=60,
    records=[«handler.arn»],
    set_identifier="primary",
    failover_routing_policy={"type": "PRIMARY"},
)
name = handler.function_name
""",
            fixed=_LAMBDA
            + """
name = handler.function_name
""",
            message="IPv4 addresses, and this is an ARN",
        ),
        Invalid(
            _FRONT
            + """
targets = [front.dns_name]
Route53Record(self, "www", zone_id="Z1", name="www", type="A", ttl=60, records=«targets»)
""",
            fixed=_FRONT_ALIAS
            + """
targets = [front.dns_name]
Route53Record(self, "www", zone_id="Z1", name="www", type="A", alias=Route53RecordAlias(name=front.dns_name, zone_id=front.zone_id, evaluate_target_health=True))
""",  # noqa: E501 - as a fix writes it
        ),
        Invalid(
            _FRONT
            + """
Route53Record(
    self,
    "www",
    zone_id="Z1",
    name="www",
    type="AAAA",
    ttl=60,
    records=[«f"{front.arn}"»],
)
""",
            fixed=_FRONT_ALIAS
            + """
Route53Record(
    self,
    "www",
    zone_id="Z1",
    name="www",
    type="AAAA",
    alias=Route53RecordAlias(name=front.dns_name, zone_id=front.zone_id, evaluate_target_health=True),
)
""",
        ),
        Invalid(
            _RECORD
            + """
Route53Record(self, "office", zone_id="Z1", name="office", type="A", ttl=60, records=[«"office.acme-pay.net"»])
""",
            fixed=_RECORD
            + """
Route53Record(self, "office", zone_id="Z1", name="office", type="CNAME", ttl=60, records=["office.acme-pay.net"])
""",
        ),
        Invalid(
            _RECORD
            + """
Route53Record(
    self, "office", zone_id="Z1", name="office", type="AAAA", ttl=60, records=["2001:db8::7", «"203.0.113.7"»]
)
""",
            fixed=_RECORD
            + """
Route53Record(
    self, "office", zone_id="Z1", name="office", type="AAAA", ttl=60, records=["2001:db8::7"]
)
""",
            message="this is an IPv4 address",
        ),
        Invalid(
            _RECORD
            + """
for host in ("mail",):
    Route53Record(self, host, zone_id="Z1", name="", type="MX", ttl=60, records=[«f"{host}.acme-pay.net"»])
""",
            fixed=_RECORD
            + """
for host in ("mail",):
    pass
""",
            message="a priority and a name",
        ),
        Invalid(
            _RECORD
            + """
Route53Record(self, "home", zone_id="Z1", name="home", type="CNAME", ttl=60, records=[«"203.0.113.7"»])
last = "record"
""",
            fixed=_RECORD
            + """
last = "record"
""",
            message="it resolves to nothing",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for record in resources(subject, "aws_route53_record"):
            record_type, records = record.constant("type"), record.field("records")
            if isinstance(record_type, str) and records is not None and isinstance(records.value, Sequence):
                for number, item in enumerate(records.value.items):
                    yield from self._judged(record, record_type, records, records.value, number, item)

    def _judged(
        self, record: Resource, record_type: str, records: Field, values: Sequence, number: int, item: Value
    ) -> Iterator[Finding]:
        wrong = misfit(record_type, item)
        if wrong is None:
            return
        phrase, kind, refused = wrong
        written = values.places[number] if len(values.places) == len(values.items) else None
        here = written is not None and _is_within(written, records.place)
        consequence = "Route 53 refuses it" if refused else "it resolves to nothing"
        related = Related(written, "the value is in the list here") if written is not None and not here else None
        yield self.finding(
            written if written is not None and here else records.place,
            f"the values of {_article(record_type)} {record_type} record are {phrase}: {consequence}",
            about=record.instance,
            severity=None if refused else Severity.WARNING,
            related=() if related is None else (related,),
            fixes=_fixes(record, records, len(values.items) == 1 and not values.open, written, item, kind),
        )


def _article(record_type: str) -> str:
    return "an" if record_type[0] in "AMNS" else "a"


def _is_within(place: Place, whole: Place) -> bool:
    return (
        place.statement is whole.statement
        and (whole.line, whole.byte) <= (place.line, place.byte)
        and (place.end_line, place.end_byte) <= (whole.end_line, whole.end_byte)
    )


def _fixes(
    record: Resource, records: Field, single: bool, written: Place | None, item: Value, kind: Kind
) -> Iterator[Fix]:
    if single:
        alias = _alias(record, records, written, item)
        if alias is not None:
            yield alias
        record_type = record.field("type")
        if (
            kind is Kind.NAME
            and record_type is not None
            and re.fullmatch(r"""(["'])A{1,4}\1""", record_type.place.text)
        ):
            yield Fix("Make it a CNAME record", Safety.UNSAFE, (Replace(record_type.place, ('"CNAME"',)),))
        statement = record.event.place.statement
        node = statement.node
        if isinstance(node, ast.Expr) and Place.of(statement, node.value) == record.event.place:
            yield Fix("Remove the record", Safety.UNSAFE, (RemoveStatement(statement),))
    elif written is not None:
        yield Fix("Remove the value", Safety.UNSAFE, (RemoveArgument(written),))


def _alias(record: Resource, records: Field, written: Place | None, item: Value) -> Fix | None:
    """Let the record be an alias of the resource that the value is an attribute of."""
    if isinstance(item, Text) and len(item.parts) == 1 and isinstance(item.parts[0], Token):
        item = item.parts[0]
    source = item.source if isinstance(item, Token) else None
    names = None if source is None or source.type is None else _alias_names(record, source.type)
    struct = _alias_struct(record)
    if not isinstance(item, Token) or source is None or names is None or struct is None or records.removal is None:
        return None
    target = None
    if written is not None and re.fullmatch(r"[\w.]+", written.text) and written.text.endswith(f".{item.attribute}"):
        target = written.text.removesuffix(f".{item.attribute}")
    target = target or record.program.spelled(source, record.event.frame)
    if target is None:
        return None
    ttl = record.field("ttl")
    checked = source.type is not None and source.type.terraform_type not in _UNCHECKED
    arguments = f"(name={target}.{names[0]}, zone_id={target}.{names[1]}, evaluate_target_health={checked})"
    return Fix(
        f"Make it an alias of `{target}`",
        Safety.UNSAFE,
        (
            records.removal,
            *(() if ttl is None or ttl.removal is None else (ttl.removal,)),
            AddArgument(record.event.place, "alias", (struct, arguments)),
        ),
    )


def _alias_names(record: Resource, target: Type) -> tuple[str, str] | None:
    attributes = record.program.catalog.attributes(target)
    return next((names for names in _ALIASES if all(name in attributes for name in names)), None)


def _alias_struct(record: Resource) -> Type | None:
    """The struct that the installed binding takes as `alias`."""
    catalog = record.program.catalog
    declared = catalog.keywords(record.event.type).get("alias")
    struct, listed = (None, False) if declared is None else struct_in(catalog, declared.type)
    return None if listed else struct
