"""Regions that the project does not use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from presynth.catalog.names import snake_case
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Related, Severity
from presynth.program.events import Construction
from presynth.program.program import is_test
from presynth.program.values import Constant, Mapping, Sequence, Text, Value, options_of
from presynth.source.statement import Place

_REGION = r"(?:af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)(?:-[a-z]+)+-\d"
_WHOLE_REGION = re.compile(_REGION)
_ZONE = re.compile(rf"({_REGION})(?:-[a-z]+-\d)?[a-z]")
"""An availability zone (`us-west-2a`) or a local zone (`us-west-2-lax-1a`)."""
_ARN = re.compile(rf"\barn:aws[a-z-]*:[a-z0-9-]+:({_REGION}):")
_NAMES_REGION = re.compile(r"(?:^|_)regions?(?:_|$)")
_PROSE = {"tags", "tags_all", "description", "comment"}
"""Arguments that only speak of regions."""
_ELSEWHERE = {"TerraformBackend", "TerraformRemoteState"}
"""Where state lies is not where the stack is."""
_CHECKERS = "aws_route53_health_check"
"""Its `regions` are those that AWS looks from."""


class _Found(NamedTuple):
    """A text that names a region: where it is passed, and what of it does."""

    place: Place
    value: Value
    named: str
    region: str


class RegionNotAllowed(Rule):
    """Something is in a region that the project does not use.

    ## What it does
    Compares the regions of providers, availability zones, ARNs (wherever they are in an argument, policies included)
    and arguments called like a region with `allowed-regions`; off until that is set. With one allowed region the
    project is a single-region one. The bucket of a backend, tags and descriptions are left alone.

    ## Why is this bad?
    A second region doubles what has to be paid for and looked after, and may break the law for data that has to stay
    where it is.

    ## References
    - https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
    """

    code = "PS501"
    name = "region-not-allowed"
    group = "policy"
    severity = Severity.OFF
    severity_when_on = Severity.ERROR
    turned_on_by = "allowed_regions"
    visits = Construction
    VALID = (
        Valid('AwsProvider(self, "west", alias="west", region="us-west-2")\n'),
        Valid(
            'AwsProvider(self, "north", alias="north", region="eu-north-1")\n',
            settings={"allowed-regions": ["eu-west-1", "eu-north-1"]},
        ),
        Valid(
            """
import os

from cdktf import TerraformVariable

region = TerraformVariable(self, "region", type="string")
AwsProvider(self, "one", alias="one", region=region.string_value)
AwsProvider(self, "two", alias="two", region=os.environ.get("REGION"))
AwsProvider(self, "three", alias="three", region=os.getenv("REGION", "eu-west-1"))
""",
            settings={"allowed-regions": ["eu-west-1"]},
        ),
        # The region of the state, prose, ARNs without a region, and names that only look like regions.
        Valid(
            """
from cdktf import S3Backend
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.subnet import Subnet

S3Backend(self, bucket="acme-state", key="a.tfstate", region="us-east-1")
KmsKey(self, "key", description="moved here from arn:aws:kms:us-east-1:123456789012:key/1")
SqsQueue(self, "queue", name="us-west-2", tags={"Origin": "us-west-2a"}, kms_master_key_id="alias/aws/sqs")
Subnet(self, "subnet", vpc_id="vpc-1", cidr_block="10.0.0.0/24", availability_zone="eu-west-1a")
""",
            settings={"allowed-regions": ["eu-west-1"]},
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.route53_health_check import Route53HealthCheck

Route53HealthCheck(
    self, "check", type="HTTPS", fqdn="api.acme.dev", regions=["us-east-1", "us-west-1", "eu-west-1"]
)
""",
            settings={"allowed-regions": ["eu-west-1"]},
        ),
    )
    INVALID = (
        Invalid(
            'AwsProvider(self, "secondary", alias="secondary", region=«"us-west-2"»)\n',
            settings={"allowed-regions": ["eu-west-1"]},
            message="only `eu-west-1` is",
        ),
        Invalid(
            """
secondary_region = "us-west-2"
AwsProvider(self, "secondary", alias="secondary", region=«secondary_region»)
""",
            settings={"allowed-regions": ["eu-west-1", "eu-central-1"]},
            message="`eu-west-1` and `eu-central-1` are",
        ),
        Invalid(
            """
import os

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Regional(TerraformStack):
    def __init__(self, scope, id, regions):
        super().__init__(scope, id)
        for name, region in regions.items():
            AwsProvider(self, name, alias=name, region=«region»)


app = App()
Regional(app, "regional", {"primary": "eu-west-1", "other": os.getenv("OTHER_REGION", "us-east-2")})
app.synth()
""",
            settings={"allowed-regions": ["eu-west-1"]},
            message="`us-east-2`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.subnet import Subnet

for number, zone in enumerate(["eu-west-1a", "eu-west-1b", "us-west-2-lax-1a"]):
    Subnet(self, f"subnet{number}", vpc_id="vpc-1", cidr_block=f"10.0.{number}.0/24", availability_zone=«zone»)
""",
            settings={"allowed-regions": ["eu-west-1"]},
            message="`us-west-2-lax-1a` is in `us-west-2`",
        ),
        Invalid(
            """
import os

from cdktf_cdktf_provider_aws.autoscaling_group import AutoscalingGroup

region = "eu-central-1"
there = AwsProvider(self, "there", alias="there", region=os.environ["REGION"])
AutoscalingGroup(
    self,
    "fleet",
    min_size=1,
    max_size=2,
    launch_configuration="fleet",
    provider=there,
    availability_zones=["eu-west-1a", «f"{region}b"»],
)
""",
            settings={"allowed-regions": ["eu-west-1"]},
        ),
        Invalid(
            """
import json

from cdktf_cdktf_provider_aws.iam_policy import IamPolicy

account = AwsProvider(self, "other", alias="other", region="eu-west-1").node.id
IamPolicy(
    self,
    "policy",
    policy=«json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sqs:*", "Resource": f"arn:aws:sqs:us-east-1:{account}:jobs"}
            ],
        }
    )»,
)
""",
            settings={"allowed-regions": ["eu-west-1"]},
            message="`arn:aws:sqs:us-east-1:`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute, DynamodbTableReplica

DynamodbTable(
    self,
    "orders",
    name="orders",
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    attribute=[DynamodbTableAttribute(name="id", type="S")],
    stream_enabled=True,
    stream_view_type="NEW_AND_OLD_IMAGES",
    replica=[DynamodbTableReplica(region_name=«"us-west-2"»)],
)
""",
            settings={"allowed-regions": ["eu-west-1"]},
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

LambdaFunction(
    self,
    "copy",
    function_name="copy",
    role="arn:aws:iam::123456789012:role/copy",
    package_type="Image",
    image_uri="123456789012.dkr.ecr.eu-west-1.amazonaws.com/copy:1",
    environment={"variables": {"TARGET_REGION": «"us-west-2"», "TABLE": "orders"}},
)
""",
            settings={"allowed-regions": ["eu-west-1"]},
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """One finding for each text that is passed and names another region."""
        assert isinstance(subject, Construction)
        allowed = context.settings.allowed_regions
        if not allowed or is_test(subject.place.path):
            return
        if any(context.catalog.is_a(subject.type, base) for base in _ELSEWHERE):
            return
        for argument in subject.arguments:
            name = argument.name or ""
            if name in _PROSE or (name == "regions" and subject.type.terraform_type == _CHECKERS):
                continue
            for found in _named_in(name, argument.value, argument.place, allowed):
                yield self._reported(found, subject, allowed)

    def _reported(self, found: _Found, event: Construction, allowed: tuple[str, ...]) -> Finding:
        where = "" if found.named == found.region else f" is in `{found.region}`, which"
        only = " and ".join(f"`{region}`" for region in allowed) + (" is" if len(allowed) == 1 else " are")
        origin = found.value.origin
        elsewhere = origin is not None and origin != found.place
        return self.finding(
            found.place,
            f"`{found.named}`{where} is not a region this project allows: only {only}",
            about=event.instance,
            related=(Related(origin, "the value is written here"),) if origin is not None and elsewhere else (),
        )


def _named_in(name: str, value: Value, place: Place, allowed: tuple[str, ...]) -> Iterator[_Found]:
    """The first region that is not allowed in each text in `value`; a choice counts where all its options name one."""
    inside = value.origin == place  # written where it is passed: its parts have places of their own
    if isinstance(value, Sequence):
        for number, item in enumerate(value.items):
            own = value.places[number] if inside and number < len(value.places) else place
            yield from _named_in(name, item, own, allowed)
    elif isinstance(value, Mapping):
        for entry in value.entries:
            key = snake_case(str(entry.key.value)) if isinstance(entry.key, Constant) else ""
            own = entry.place if inside and entry.place is not None else place
            if key not in _PROSE:
                yield from _named_in(key, entry.value, own, allowed)
    else:
        found = [_first(name, option, allowed) for option in options_of(value)]
        if all(found) and found[0] is not None:
            yield _Found(place, value, *found[0])


def _first(name: str, value: Value, allowed: tuple[str, ...]) -> tuple[str, str] | None:
    """What in a text names a region that is not allowed, and the region."""
    if isinstance(value, Constant):
        if not isinstance(value.value, str):
            return None
        text = value.value
        if _NAMES_REGION.search(name) and _WHOLE_REGION.fullmatch(text):
            return None if text in allowed else (text, text)
        zone = _ZONE.fullmatch(text)
        if zone is not None:
            return None if zone.group(1) in allowed else (text, zone.group(1))
        parts = [text]
    else:
        parts = [part for part in value.parts if isinstance(part, str)] if isinstance(value, Text) else []
    for arn in (match for part in parts for match in _ARN.finditer(part)):
        if arn.group(1) not in allowed:
            return arn.group(), arn.group(1)
    return None
