"""More of something than what it belongs to takes, whatever an account asks for."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from presynth.checks.aws.sameness import sameness
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.resources import Resource, resources
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program


class _Quota(NamedTuple):
    """How many there may be of a type with the same `holder`; what says the same under `name` is one."""

    holder: str
    most: int
    what: str
    name: str = ""


_QUOTAS = {
    "aws_cloudwatch_log_subscription_filter": _Quota(
        "log_group_name", 2, "subscription filter of its log group", "name"
    ),
    "aws_iam_access_key": _Quota("user", 2, "access key of its user"),
}
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html,
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (2026-11-29): none of them can be raised."""

_IMPORTS = """
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.cloudwatch_log_subscription_filter import CloudwatchLogSubscriptionFilter

logs = CloudwatchLogGroup(self, "logs", name="/acme/api")
target = "arn:aws:lambda:eu-west-1:111122223333:function:ship"
"""


class Quota(Rule):
    """There is more of something than what it belongs to takes.

    ## What it does
    Counts the subscription filters of each log group (two) and the access keys of each user (two). What is made under a
    condition is not counted.

    ## Why is this bad?
    AWS refuses the next one: `LimitExceededException`, "Cannot exceed quota for AccessKeysPerUser: 2". No plan says so,
    and these quotas cannot be raised.

    ## References
    - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html (2026-11-29)
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (2026-11-29)
    """

    code = "PS318"
    name = "quota"
    group = "aws"
    severity = Severity.ERROR
    visits = Program
    data_date = "2026-11-29"
    VALID = (
        Valid(
            _IMPORTS
            + """
other = CloudwatchLogGroup(self, "other", name="/acme/other")
for group in (logs, other):
    for number in range(2):
        CloudwatchLogSubscriptionFilter(
            self,
            f"{group.node.id}-{number}",
            name=f"ship-{number}",
            log_group_name=group.name,
            filter_pattern="",
            destination_arn=target,
        )
"""
        ),
        Valid(
            _IMPORTS
            + """
shared = {"log_group_name": "/acme/api", "filter_pattern": ""}
for region in ("eu-west-1", "eu-west-2", "eu-west-3"):
    function = f"arn:aws:lambda:{region}:111122223333:function:ship"
    CloudwatchLogSubscriptionFilter(self, region, name=region, region=region, destination_arn=function, **shared)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
shared = {"log_group_name": logs.name, "filter_pattern": "", "destination_arn": target}
for name in ("ship", "audit"):
    CloudwatchLogSubscriptionFilter(self, name, name=name, **shared)
«CloudwatchLogSubscriptionFilter»(self, "search", name="search", **shared)
""",
            message="this is the 3rd subscription filter of its log group",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        kinds = subject.kinds
        for terraform_type, quota in _QUOTAS.items():
            if terraform_type not in kinds or len(subject.made(terraform_type)) <= quota.most:
                continue
            for held in _held(subject, terraform_type, quota):
                for number, made in enumerate(held[quota.most :], quota.most + 1):
                    yield self.finding(
                        made.event.callee_place,
                        f"this is the {number}{_ENDS.get(number, 'th')} {quota.what}, which takes {quota.most}: AWS"
                        " refuses it",
                        about=made.instance,
                        related=tuple(Related(each.event.callee_place, "one of them") for each in held[: quota.most]),
                    )


_ENDS = {1: "st", 2: "nd", 3: "rd"}


def _held(program: Program, terraform_type: str, quota: _Quota) -> Iterator[list[Resource]]:
    """The resources that belong to the same thing, each name once."""
    groups: dict[tuple[Hashable, ...], dict[Hashable, Resource]] = {}
    for made in resources(program, terraform_type):
        holder, name = made.value(quota.holder), made.value(quota.name) if quota.name else None
        key = None if holder is None else sameness(holder)
        said: Hashable = made.instance if name is None else sameness(name)
        region = made.value("region")
        there = None if region is None else sameness(region)
        if key is None or said is None or made.event.conditions or (region is not None and there is None):
            continue
        where = (program.addresses.stack(made.instance), made.provider, there, key)
        groups.setdefault(where, {}).setdefault(said, made)
    for found in groups.values():
        yield list(found.values())
