"""Lifecycle rules of buckets: the order of their days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presynth.checks.aws.values import field_number, field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding

_INFREQUENT = ("STANDARD_IA", "ONEZONE_IA")
_DAYS_BEFORE_INFREQUENT = 30
_DAYS_IN_INFREQUENT = 30
_COLDER = ("GLACIER", "GLACIER_IR", "DEEP_ARCHIVE")

_RULES = """
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleTransition,
)

"""
_RULE = """S3BucketLifecycleConfiguration(
    self,
    "old",
    bucket="logs",
    rule=[
        S3BucketLifecycleConfigurationRule(
            id="old",
            status="Enabled",
            filter=[{}],
            transition=[S3BucketLifecycleConfigurationRuleTransition(days=30, storage_class="STANDARD_IA"), {more}],
            expiration=[S3BucketLifecycleConfigurationRuleExpiration(days={end})],
        )
    ],
)
"""


def _rule(more: str, end: str) -> str:
    more = f"S3BucketLifecycleConfigurationRuleTransition({more})"
    return _RULES + _RULE.replace("{more}", more).replace("{end}", end)


@dataclass(frozen=True)
class _Kind:
    """Transitions and expiration of current objects, or of noncurrent ones, by their Terraform names."""

    transition: str
    expiration: str
    days: str


_KINDS = (
    _Kind("transition", "expiration", "days"),
    _Kind("noncurrent_version_transition", "noncurrent_version_expiration", "noncurrent_days"),
)


@dataclass(frozen=True)
class _Step:
    """When objects go to a storage class."""

    field: Field
    days: float
    storage_class: str


class LifecycleDays(ResourceRule):
    """The days of a lifecycle rule are in an order that S3 does not take.

    ## What it does
    Objects go to `STANDARD_IA` or `ONEZONE_IA` after 30 days at the earliest, stay there for 30 days before they go to
    an archive, and expire after their last transition. The same holds for noncurrent versions.

    ## Why is this bad?
    S3 refuses the configuration: "'Days' in Transition action must be greater than or equal to 30 for storageClass
    'STANDARD_IA'", "'Days' in the Expiration action … must be greater than 'Days' in the Transition action".

    ## References
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
      (2026-11-29)
    """

    code = "PS332"
    name = "lifecycle-days"
    terraform_types = ("aws_s3_bucket_lifecycle_configuration",)
    VALID = (
        Valid(_rule('days=90, storage_class="GLACIER"', "365")),
        Valid(_rule('days=0, storage_class="INTELLIGENT_TIERING"', "31")),
        Valid("import os\n" + _rule('days=int(os.environ["DAYS"]), storage_class="GLACIER"', "40")),
    )
    INVALID = (
        Invalid(
            _rule('days=90, storage_class="GLACIER"', "365").replace("days=30", "days=«7»"),
            message="after 30 days at the earliest, not 7",
        ),
        Invalid(
            _rule('days=90, storage_class="GLACIER"', "«90»"),
            message="expire after 90 days, which must be more than the 90",
        ),
        Invalid(
            _rule('days=«45», storage_class="GLACIER"', "365"),
            message="30 days after their transition to `STANDARD_IA`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for rule in resource.block.children("rule")[0]:
            for kind in _KINDS:
                steps = list(_steps(rule, kind))
                for field, message in (*_too_early(steps), *_never(rule, kind, steps)):
                    yield self.finding(field.place, f"{message}: S3 refuses the configuration", about=resource.instance)


def _steps(rule: Block, kind: _Kind) -> Iterator[_Step]:
    for transition in rule.children(kind.transition)[0]:
        field, days = transition.field((kind.days,)), field_number(transition, kind.days)
        storage_class = field_text(transition, "storage_class")
        if field is not None and days is not None and storage_class is not None:
            yield _Step(field, days, storage_class)


def _too_early(steps: list[_Step]) -> Iterator[tuple[Field, str]]:
    infrequent = {step.storage_class: step.days for step in steps if step.storage_class in _INFREQUENT}
    for step in steps:
        if step.storage_class in _INFREQUENT and step.days < _DAYS_BEFORE_INFREQUENT:
            yield (
                step.field,
                f"objects go to `{step.storage_class}` after {_DAYS_BEFORE_INFREQUENT} days at the earliest,"
                f" not {step.days:.0f}",
            )
        if step.storage_class in _COLDER:
            for warmer, days in infrequent.items():
                if _DAYS_BEFORE_INFREQUENT <= days <= step.days < days + _DAYS_IN_INFREQUENT:
                    yield (
                        step.field,
                        f"objects go to `{step.storage_class}` {_DAYS_IN_INFREQUENT} days after their transition to"
                        f" `{warmer}` at the earliest, not after {step.days:.0f} days in all",
                    )


def _never(rule: Block, kind: _Kind, steps: list[_Step]) -> Iterator[tuple[Field, str]]:
    """Transitions after the end."""
    for expiration in rule.children(kind.expiration)[0]:
        field, days = expiration.field((kind.days,)), field_number(expiration, kind.days)
        last = max(steps, key=lambda step: step.days, default=None)
        are_kept = expiration.presence(("newer_noncurrent_versions",)) is not Presence.UNSET
        if field is not None and days is not None and last is not None and 0 < days <= last.days and not are_kept:
            yield (
                field,
                f"objects expire after {days:.0f} days, which must be more than the {last.days:.0f} of their"
                f" transition to `{last.storage_class}`",
            )
