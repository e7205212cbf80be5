"""Names and ids that every synth makes anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog.argument_constraints import resource_constraints
from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import terraform_name
from presynth.checks.tokens.misuse import shown
from presynth.findings import Finding, Severity
from presynth.program.arguments import Argument
from presynth.program.events import Construction
from presynth.program.values import Fresh, Sequence, Text, Token, Value

_NAMING = re.compile(r"(?:^|_)(?:name|identifier|bucket|family|prefix)$")
"""Arguments that say which thing it is: with another value it is another one."""
_AT_ITS_END = re.compile(r"final_snapshot")
"""Names of what is made when the resource goes."""
_FRESH_IN_TERRAFORM = {"Fn.timestamp": "timestamp()", "Fn.uuid": "uuid()", "Fn.plantimestamp": "plantimestamp()"}


class UnstableName(Rule):
    """A name or an id is made from the time or from random numbers.

    ## What it does
    Follows values of `time`, `datetime`, `uuid`, `random` and `secrets`, and of Terraform's own `timestamp()` and
    `uuid()`, into the ids of constructs, and into arguments by which the provider tells one resource from another.

    ## Why is this bad?
    Every run gives another name: each plan destroys what is there and makes it anew, or, with an id, forgets its
    address. What has to be unique and stay is a `random_id` of Terraform, a prefix (`bucket_prefix`), or a hash of
    something that stays.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/concepts/constructs
    - https://developer.hashicorp.com/terraform/language/functions/timestamp
    """

    code = "PS206"
    name = "unstable-name"
    group = "terraform"
    severity = Severity.WARNING
    visits = Construction
    VALID = (
        Valid("""
import random
import time
import uuid
from datetime import datetime

from cdktf_cdktf_provider_aws.api_gateway_deployment import ApiGatewayDeployment
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

ApiGatewayDeployment(self, "deployment", rest_api_id="x", triggers={"at": str(time.time())})
S3Bucket(self, "data", bucket=f"data-{uuid.uuid5(uuid.NAMESPACE_DNS, 'x')}", tags={"Made": datetime.now().isoformat()})
DbInstance(
    self,
    "db",
    instance_class="db.t3.micro",
    final_snapshot_identifier=f"final-{datetime.now():%Y%m%d}",
    availability_zone=None,
)
started = time.time()
print(random.random(), time.time() - started)
"""),
    )
    INVALID = (
        Invalid(
            """
import time

from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "data", bucket=«f"data-{int(time.time())}"»)
""",
            message="`time.time` gives another value each time: every plan replaces this `S3Bucket`",
        ),
        Invalid(
            """
import uuid

from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

SUFFIX = str(uuid.uuid4())[:8]
S3Bucket(self, «f"data-{SUFFIX}"», bucket="data")
""",
            message="another address",
        ),
        Invalid(
            """
import random
import string

from cdktf_cdktf_provider_aws.db_instance import DbInstance


def suffix(length=6):
    return "".join(random.choices(string.ascii_lowercase, k=length))


def database(scope):
    DbInstance(scope, "db", instance_class="db.t3.micro", identifier=«"db-" + suffix()»)
""",
            message="every plan changes",
        ),
        Invalid(
            """
from cdktf import Fn
from cdktf_cdktf_provider_aws.iam_role import IamRole

IamRole(self, "role", assume_role_policy="{}", name=«f"role-{Fn.uuid()}"»)
""",
            message="`uuid()`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Construction)
        if subject.instance is None:
            return
        positional = context.catalog.positional(subject.type)
        id_name = positional[1].name if len(positional) > 1 else None
        for argument in subject.arguments.items:
            source = _fresh(argument.value)
            effect = None if source is None else _effect(context.catalog, subject, argument, id_name)
            if effect is not None:
                message = f"`{source}` gives another value each time: {effect}"
                yield self.finding(argument.place, message, about=subject.instance)


def _fresh(value: Value) -> str | None:
    """What in a value is new each time."""
    parts = value.parts if isinstance(value, Text) else (value,)
    for part in parts:
        if isinstance(part, Fresh):
            return part.name
        if isinstance(part, Token) and part.attribute in _FRESH_IN_TERRAFORM:
            return _FRESH_IN_TERRAFORM[part.attribute]
        if isinstance(part, Token) and part.attribute.startswith("Fn."):
            given = [item for each in part.inputs for item in (each.items if isinstance(each, Sequence) else (each,))]
            inner = next((found for each in given if (found := _fresh(each)) is not None), None)
            if inner is not None:
                return inner
    return None


def _effect(catalog: Catalog, event: Construction, argument: Argument, id_name: str | None) -> str | None:
    """What comes of an argument that is another one each time; None where that does not matter."""
    name = argument.name
    if name is None or name == "scope":
        return None
    if name == id_name:
        return f"every synth gives {shown(argument.place)} another address, and what was made under the last one goes"
    declared = catalog.keywords(event.type).get(name)
    if declared is None or not event.type.terraform_type or _AT_ITS_END.search(name):
        return None
    constraint = resource_constraints(catalog, event.type).attributes.get(terraform_name(declared))
    if constraint is not None and constraint.replaces:
        return f"every plan replaces this `{event.type.name}`"
    return f"every plan changes {shown(argument.place)}" if _NAMING.search(name) else None
