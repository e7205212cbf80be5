"""Numbers that the provider does not take."""

from __future__ import annotations

from presynth.checks.base import Invalid, Valid
from presynth.checks.constraints.judging import Concern
from presynth.checks.constraints.rule import ConstraintRule

_QUEUE = "from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue\n"


class OutOfRange(ConstraintRule):
    """A number that is too small, too great, or not a multiple of what it should be.

    ## What it does
    Compares numbers with the ranges that the AWS provider's source gives, wherever they are passed. Information only,
    where the installed binding is of a provider of another major version than the one whose ranges are known.

    ## Why is this bad?
    `terraform plan` fails: "expected … to be in the range …".

    ## Fix safety
    Unsafe: the nearest number that is allowed need not be the right one.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs (the provider's source of versions 6.25.0 and
      6.58.0: 2026-11-22)
    """

    code = "PS310"
    name = "out-of-range"
    concern = Concern.RANGE
    VALID = (
        Valid(_QUEUE + 'SqsQueue(self, "orders", visibility_timeout_seconds=43200, delay_seconds=0)\n'),
        Valid(
            """
from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret

SecretsmanagerSecret(self, "key", recovery_window_in_days=0)
SecretsmanagerSecret(self, "lock", recovery_window_in_days=7)
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm

CloudwatchMetricAlarm(
    self,
    "errors",
    alarm_name="errors",
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=1,
    period=20,
    metric_name="Errors",
    namespace="AWS/Lambda",
    statistic="Sum",
)
"""
        ),
    )
    INVALID = (
        Invalid(
            _QUEUE + 'SqsQueue(self, "orders", visibility_timeout_seconds=«86400»)\n',
            fixed=_QUEUE + 'SqsQueue(self, "orders", visibility_timeout_seconds=43200)\n',
            message="`visibility_timeout_seconds` must be between 0 and 43200, not `86400`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret

SecretsmanagerSecret(self, "key", recovery_window_in_days=«3»)
""",
            message="between 7 and 30 or `0`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

SECOND, MINUTE = 1, 60
LambdaFunction(
    self,
    "job",
    function_name="job",
    role="arn:aws:iam::111122223333:role/job",
    image_uri="111122223333.dkr.ecr.eu-west-1.amazonaws.com/job:1",
    package_type="Image",
    timeout=«20 * MINUTE»,
)
""",
        ),
        Invalid(
            """
from dataclasses import dataclass

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup, LbTargetGroupHealthCheck


@dataclass(frozen=True)
class Health:
    path: str = "/"
    interval: int = 3


class Service(TerraformStack):
    def __init__(self, scope, id, health=Health()):
        super().__init__(scope, id)
        check = LbTargetGroupHealthCheck(path=health.path, interval=«health.interval»)
        LbTargetGroup(self, "api", port=80, protocol="HTTP", vpc_id="vpc-1", health_check=check)
""",
            fixed="""
from dataclasses import dataclass

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup, LbTargetGroupHealthCheck


@dataclass(frozen=True)
class Health:
    path: str = "/"
    interval: int = 5


class Service(TerraformStack):
    def __init__(self, scope, id, health=Health()):
        super().__init__(scope, id)
        check = LbTargetGroupHealthCheck(path=health.path, interval=health.interval)
        LbTargetGroup(self, "api", port=80, protocol="HTTP", vpc_id="vpc-1", health_check=check)
""",
            run=False,
        ),
    )
