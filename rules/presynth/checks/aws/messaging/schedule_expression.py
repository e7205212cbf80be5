"""Schedules that are written as AWS does not read them."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.documents import text_of
from presynth.checks.aws.messaging.schedules import (
    Grammar,
    any_schedule,
    at_rate,
    bare_cron,
    rate_or_cron,
    six_field_cron,
    unix_cron,
)
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Field
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace

_SCHEDULES: dict[str, tuple[str, Grammar]] = {
    "aws_cloudwatch_event_rule": ("schedule_expression", rate_or_cron),
    "aws_scheduler_schedule": ("schedule_expression", any_schedule),
    "aws_appautoscaling_scheduled_action": ("schedule", any_schedule),
    "aws_backup_plan": ("rule.schedule", bare_cron),
    "aws_glue_trigger": ("schedule", six_field_cron),
    "aws_glue_crawler": ("schedule", six_field_cron),
    "aws_ssm_association": ("schedule_expression", at_rate(30, 31 * 24 * 60)),
    "aws_synthetics_canary": ("schedule.expression", at_rate(1, 60, once=True)),
    "aws_autoscaling_schedule": ("recurrence", unix_cron),
}
"""Where schedules are, and how they are written there.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html,
https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html,
https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html,
https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html (whose examples are without `cron(…)`),
https://docs.aws.amazon.com/glue/latest/dg/monitor-data-warehouse-schedule.html,
https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html,
https://docs.aws.amazon.com/AmazonSynthetics/latest/APIReference/API_CanaryScheduleInput.html,
https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html, all 2026-11-29
"""

_IMPORTS = """
from cdktf_cdktf_provider_aws.autoscaling_schedule import AutoscalingSchedule
from cdktf_cdktf_provider_aws.backup_plan import BackupPlan, BackupPlanRule
from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.scheduler_schedule import SchedulerSchedule, SchedulerScheduleTarget
from cdktf_cdktf_provider_aws.ssm_association import SsmAssociation
"""


class ScheduleExpression(ResourceRule):
    """A schedule is written as AWS does not read it.

    ## What it does
    Reads the schedules of EventBridge rules, EventBridge Scheduler, Application Auto Scaling, AWS Backup and Glue
    (`rate(…)`, `cron(…)` with six fields, one of the two days `?`) and of Auto Scaling groups (five fields, as in
    Unix), and the rates of associations of Systems Manager (30 minutes at least) and of canaries (an hour at most).

    ## Why is this bad?
    AWS refuses the resource when it is applied ("Parameter ScheduleExpression is not valid"): no plan says so.
    `rate(1 minutes)` and `cron(0 2 * * *)` are what is written most.

    ## Fix safety
    Safe: only the number of the unit changes.

    ## References
    - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html (2026-11-29)
    - https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html (2026-11-29)
    """

    code = "PS353"
    name = "schedule-expression"
    severity = Severity.ERROR
    terraform_types = tuple(_SCHEDULES)
    VALID = (
        Valid(
            _IMPORTS
            + """
EXPRESSIONS = [
    "rate(1 minute)",
    "rate(5 minutes)",
    "rate(12 hours)",
    "cron(0 2 * * ? *)",
    "cron(0/15 8-17 ? * MON-FRI *)",
    "cron(0 18 L * ? *)",
    "cron(0 10 ? * 6#3 2026-2030)",
    "cron(15 12 1,15 JAN,JUL ? *)",
    "cron(*/5 * 3W * ? *)",
]
for number, expression in enumerate(EXPRESSIONS):
    CloudwatchEventRule(self, f"rule-{number}", schedule_expression=expression)
AutoscalingSchedule(
    self, "night", scheduled_action_name="night", autoscaling_group_name="api", recurrence="0 22 * * MON-FRI"
)
BackupPlan(
    self,
    "plan",
    name="daily",
    rule=[
        BackupPlanRule(rule_name="daily", target_vault_name="main", schedule="cron(0 5 ? * * *)"),
        BackupPlanRule(rule_name="hourly", target_vault_name="main", schedule="15 * ? * * *"),
    ],
)
target = SchedulerScheduleTarget(
    arn="arn:aws:sqs:eu-west-1:123456789012:jobs", role_arn="arn:aws:iam::123456789012:role/s"
)
SchedulerSchedule(
    self,
    "once",
    flexible_time_window={"mode": "OFF"},
    schedule_expression="at(2026-12-01T08:00:00)",
    target=target,
)
"""
        ),
        Valid(
            _IMPORTS
            + """

def rules(scope, minutes, expression):
    CloudwatchEventRule(scope, "one", schedule_expression=f"rate({minutes} minutes)")
    CloudwatchEventRule(scope, "two", schedule_expression=expression)
    CloudwatchEventRule(scope, "three", event_pattern='{"source": ["aws.ec2"]}')
    CloudwatchEventRule(scope, "four", schedule_expression="${var.schedule}")
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
CloudwatchEventRule(self, "often", schedule_expression=«"rate(1 minutes)"»)
""",
            fixed=_IMPORTS
            + """
CloudwatchEventRule(self, "often", schedule_expression="rate(1 minute)")
""",
        ),
        Invalid(
            _IMPORTS
            + """
minutes = 5
CloudwatchEventRule(self, "often", schedule_expression=«f"rate({minutes} minute)"»)
""",
            message="`rate(5 minutes)`",
        ),
        Invalid(
            _IMPORTS
            + """
settings = {"schedule_expression": "cron(0 2 * * *)"}
CloudwatchEventRule(self, "nightly", **«settings»)
""",
            message="has 5 fields",
        ),
        Invalid(
            _IMPORTS
            + """
CloudwatchEventRule(self, "nightly", schedule_expression=«"cron(0 2 * * * *)"»)
""",
            message="has to be `?`",
        ),
        Invalid(
            _IMPORTS
            + """
CloudwatchEventRule(self, "weekly", schedule_expression=«"cron(0 2 ? * 0 *)"»)
""",
            message="`0` is no day of the week (1-7 or SUN-SAT)",
        ),
        Invalid(
            _IMPORTS
            + """
BackupPlan(
    self,
    "plan",
    name="daily",
    rule=[{"ruleName": "daily", "targetVaultName": "main", "schedule": «"rate(1 day)"»}],
)
""",
            message="not for backups",
        ),
        Invalid(
            _IMPORTS
            + """
SsmAssociation(self, "inventory", name="AWS-GatherSoftwareInventory", schedule_expression=«"rate(10 minutes)"»)
""",
            message="30 minutes at least",
        ),
        Invalid(
            _IMPORTS
            + """
AutoscalingSchedule(
    self, "night", scheduled_action_name="night", autoscaling_group_name="api", recurrence=«"cron(0 22 * * ? *)"»
)
""",
            message="five fields",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        path, grammar = _SCHEDULES[resource.event.type.terraform_type]
        for field in _fields(resource.block, tuple(path.split("."))):
            text = text_of(field.value)
            found = None if HOLE in text or not text else grammar(text.strip())
            if found is not None:
                fixes: list[Fix] = []
                if found.instead is not None and field.place.text in (f'"{text}"', f"'{text}'"):
                    quote = field.place.text[0]
                    replace = Replace(field.place, (f"{quote}{found.instead}{quote}",))
                    fixes.append(Fix(f"Write `{found.instead}`", Safety.SAFE, (replace,)))
                yield self.finding(
                    field.place,
                    f"`{text}` is refused as a schedule: {found.why}",
                    about=resource.instance,
                    fixes=fixes,
                )


def _fields(block: Block, path: tuple[str, ...]) -> Iterator[Field]:
    for owner in block.at(path[:-1]):
        field = owner.field(path[-1:])
        if field is not None and field.sure:
            yield field
