"""Settings of the AWS provider that it refuses when it starts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog import facts
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.common.similar import nearest
from presynth.checks.common.text_literals import same_literal
from presynth.findings import Finding, Fix, Related, Safety
from presynth.operations import Replace
from presynth.program.program import Program, is_test
from presynth.program.values import Constant
from presynth.terraform.backend_values import REFUSALS

_ASSUMED = ("assume_role", "assume_role_with_web_identity")
_UNCHECKED = ("skip_region_validation", "endpoints")
_PROVIDER = """from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderAssumeRole
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

"""
_USE = 'SqsQueue(self, "jobs", name="jobs", provider=given)\n'


class RefusedProvider(Rule):
    """The AWS provider is given what it refuses when it starts.

    ## What it does
    Looks at the region (AWS's list; not where `skip_region_validation` or `endpoints` are set), at the ARN and the
    duration of a role that is assumed, at account ids that are both allowed and forbidden, and at keys without their
    secrets.

    ## Why is this bad?
    Synth and `validate` say nothing; `terraform plan` stops before it reads anything: "Invalid AWS Region", "invalid
    ARN", "Conflicting configuration arguments".

    ## Fix safety
    Unsafe: another region is a guess.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference (2026-11-29)
    """

    code = "PS223"
    name = "refused-provider"
    group = "aws"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(
            _PROVIDER
            + """
ROLE = "arn:aws:iam::210987654321:role/deploy"
AwsProvider(self, "west", alias="west", region="us-west-2", allowed_account_ids=["210987654321"])
AwsProvider(self, "role", alias="role", assume_role=[AwsProviderAssumeRole(role_arn=ROLE, duration="1h")])
AwsProvider(self, "local", alias="local", region="nowhere-1", skip_region_validation=True)
AwsProvider(self, "keys", alias="keys", region="eu-west-1", access_key="test", secret_key="test")
"""
        ),
    )
    INVALID = (
        Invalid(
            _PROVIDER + 'given = AwsProvider(self, "far", alias="far", region=«"eu-west-11"»)\n' + _USE,
            fixed=_PROVIDER + 'given = AwsProvider(self, "far", alias="far", region="eu-west-1")\n' + _USE,
            message="there is no region `eu-west-11`",
        ),
        Invalid(
            _PROVIDER
            + """
role = [AwsProviderAssumeRole(role_arn=«"deploy"»)]
given = AwsProvider(self, "role", alias="role", region="eu-west-1", assume_role=role)
"""
            + _USE,
            message="`assume_role.role_arn` must be an ARN",
        ),
        Invalid(
            _PROVIDER
            + """
IDS = ["210987654321"]
given = AwsProvider(
    self, "x", alias="x", region="eu-west-1", allowed_account_ids=IDS, «forbidden_account_ids»=IDS
)
"""
            + _USE,
            message="excludes `allowed_account_ids`",
        ),
        Invalid(
            _PROVIDER + 'given = AwsProvider(self, "x", alias="x", region="eu-west-1", access_key=«"test"»)\n' + _USE,
            message="without a `secret_key`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for event in subject.made("aws"):
            if event.instance is not None and not is_test(event.place.path):
                provider = Resource(subject, event, event.instance)
                yield from self._region(provider)
                yield from self._roles(provider)
                yield from self._pairs(provider)

    def _region(self, provider: Resource) -> Iterator[Finding]:
        region, field = provider.constant("region"), provider.field("region")
        unchecked = any(provider.presence(name) is not Presence.UNSET for name in _UNCHECKED)
        if field is None or unchecked or not isinstance(region, str) or region in ("", *facts.regions()):
            return
        near = nearest(region.lower(), facts.regions(), 1)
        code = same_literal(field.place.text, near[0]) if near else None
        yield self.finding(
            field.place,
            f"there is no region `{region}` (AWS's list of {facts.date()}): the provider does not start",
            about=provider.instance,
            fixes=[Fix(f"Use `{near[0]}`", Safety.UNSAFE, (Replace(field.place, (code,)),))] if code else [],
            data_date=facts.date(),
        )

    def _roles(self, provider: Resource) -> Iterator[Finding]:
        for name in _ASSUMED:
            for block in provider.block.children(name)[0]:
                for argument in ("role_arn", "duration"):
                    field, text = _constant(block, argument)
                    refusal = REFUSALS["s3"][f"assume_role.{argument}"]
                    reason = refusal(text) if text is not None and not re.search(r"\$\{", text) else None
                    if field is not None and reason is not None:
                        message = f"`{name}.{argument}` {reason}: the provider does not start"
                        yield self.finding(field.place, message, about=provider.instance)

    def _pairs(self, provider: Resource) -> Iterator[Finding]:
        allowed, forbidden = provider.field("allowed_account_ids"), provider.field("forbidden_account_ids")
        if allowed is not None and forbidden is not None:
            yield self.finding(
                forbidden.key_place,
                "`forbidden_account_ids` excludes `allowed_account_ids`: the provider refuses both",
                about=provider.instance,
                related=[Related(allowed.key_place, "`allowed_account_ids` is set here")],
            )
        for one, other in (("access_key", "secret_key"), ("secret_key", "access_key")):
            field = provider.field(one)
            if field is not None and provider.presence(other) is Presence.UNSET:
                message = f"an `{one}` is of no use without a `{other}`: the provider does not start"
                yield self.finding(field.place, message, about=provider.instance)


def _constant(block: Block, name: str) -> tuple[Field | None, str | None]:
    field = block.field((name,))
    value = None if field is None else field.value
    known = isinstance(value, Constant) and value.certain and isinstance(value.value, str)
    return field, value.value if known and isinstance(value, Constant) else None
