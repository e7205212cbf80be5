"""Hosted zones under domains that are nobody's to own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import resources
from presynth.findings import Finding, Related
from presynth.program.program import Program
from presynth.program.values import Constant, Text, Value, options_of

_RESERVED = re.compile(r"(?:^|\.)(example\.(?:com|net|org))\.?$", re.IGNORECASE)
_ZONE = "from cdktf_cdktf_provider_aws.route53_zone import Route53Zone, Route53ZoneVpc\n"


class ReservedDomain(Rule):
    """A public hosted zone for a domain that is reserved for documentation.

    ## What it does
    Finds Route 53 zones named `example.com`, `example.net` or `example.org`, or below one of them. Of a name that is
    put together it looks at what it ends with. Private zones (those with a `vpc`) may have such names.

    ## Why is this bad?
    The domains are reserved (RFC 2606) and Route 53 refuses them: "… is reserved by AWS!". No plan says so.

    ## References
    - https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html (2026-11-22)
    - https://www.rfc-editor.org/rfc/rfc2606#section-3
    """

    code = "PS304"
    name = "reserved-domain"
    group = "aws"
    visits = Program
    VALID = (
        Valid(_ZONE + 'Route53Zone(self, "zone", name="payments.acme-pay.net")\n'),
        Valid(_ZONE + 'Route53Zone(self, "zone", name="payments.myexample.com")\n'),
        Valid(_ZONE + 'Route53Zone(self, "zone", name="example.com.acme-pay.net")\n'),
        Valid(_ZONE + 'Route53Zone(self, "inside", name="example.com", vpc=[Route53ZoneVpc(vpc_id="vpc-1")])\n'),
        Valid(
            _ZONE
            + """
import os

Route53Zone(self, "zone", name=f"{os.getcwd()[-1:]}example.com")
Route53Zone(self, "owned", name=os.environ["DOMAIN"] if "DOMAIN" in os.environ else "example.com")
"""
        ),
        Valid(
            _ZONE
            + """
inside = Route53Zone(self, "inside", name="db.example.com")
inside.put_vpc([Route53ZoneVpc(vpc_id="vpc-1")])
"""
        ),
    )
    INVALID = (
        Invalid(_ZONE + 'Route53Zone(self, "zone", name=«"example.com"»)\n', message="`example.com` is reserved"),
        Invalid(_ZONE + 'Route53Zone(self, "zone", name=«"Shop.Example.ORG."»)\n'),
        Invalid(
            _ZONE
            + """
import os

Route53Zone(self, "zone", name=«f"payment-{os.path.basename(os.getcwd())}.example.com"»)
"""
        ),
        Invalid(
            _ZONE
            + """
import os

SUFFIX = os.path.basename(os.getcwd())
DOMAIN = "example.net"

Route53Zone(self, "zone", name=«f"{SUFFIX}.{DOMAIN}"»)
"""
        ),
        Invalid(
            _ZONE
            + """
settings = {"domains": {"web": "example." + "com"}}

zone = Route53Zone(self, "zone", name=«settings["domains"]["web"]»)
"""
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone


class Dns(TerraformStack):
    def __init__(self, scope, id, domain="payments.example.com"):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="us-east-1")
        self.zone = Route53Zone(self, "zone", name=«domain»)


app = App()
Dns(app, "dns")
app.synth()
"""
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for zone in resources(subject, "aws_route53_zone"):
            name = zone.field("name")
            if name is None or zone.presence("vpc") is not Presence.UNSET:
                continue
            domains = [_reserved(option) for option in options_of(name.value)]
            if domains and domains[0] is not None and None not in domains:
                origin = name.value.origin
                yield self.finding(
                    name.place,
                    f"`{domains[0]}` is reserved for documentation: Route 53 makes no public zone for it, nor below it",
                    about=zone.instance,
                    related=() if origin in (None, name.place) else (Related(origin, "the name is written here"),),
                )


def _reserved(value: Value) -> str | None:
    """The reserved domain that a name is or ends with."""
    whole = isinstance(value, Constant) and isinstance(value.value, str)
    known = value.value if isinstance(value, Constant) and whole else value.suffix if isinstance(value, Text) else ""
    found = _RESERVED.search(known)
    if found is None or (not whole and found.start() == found.start(1)):
        return None  # what comes before `example.com` may belong to the same label
    return found.group(1).lower()
