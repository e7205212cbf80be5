"""Values that are not among those the provider takes."""

from __future__ import annotations

from presynth.checks.base import Invalid, Valid
from presynth.checks.constraints.judging import Concern
from presynth.checks.constraints.rule import ConstraintRule, shown
from presynth.checks.constraints.violations import Violation

_TABLE = """
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute
"""
_LOGS = "from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup\n"


class InvalidValue(ConstraintRule):
    """A value that is not among those that the provider takes.

    ## What it does
    Compares what an argument is set to (also within structs, dicts and lists, through variables and `**settings`, by
    `put_…`, an attribute or an override) with the values that the AWS provider's source lists for it. A value that
    resembles a listed one, or that is written like none of them, is an error, and so is any other where the list names
    all that there can be (`allow`, `deny`). Else one that is written like them may be newer than the list and is
    information, as everything is where the installed binding is of a provider of another major version than the
    list's. What is known only when Terraform runs is left alone.

    ## Why is this bad?
    `terraform plan` fails: "expected … to be one of …".

    ## Fix safety
    Safe where only upper and lower case or punctuation differ and the value is written in place. Else unsafe: another
    value may have been meant, or the constant is used elsewhere too.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs (the provider's source of versions 6.25.0 and
      6.58.0: 2026-11-22)
    """

    code = "PS308"
    name = "invalid-value"
    concern = Concern.CHOICE
    VALID = (
        Valid(_LOGS + 'CloudwatchLogGroup(self, "logs", log_group_class="INFREQUENT_ACCESS", retention_in_days=0)\n'),
        Valid(
            """
from cdktf import TerraformVariable
from cdktf_cdktf_provider_aws.lb import Lb

kind = TerraformVariable(self, "kind", type="string", default="classic")
Lb(self, "front", load_balancer_type=kind.string_value, ip_address_type="${var.stack}")
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from cdktf_cdktf_provider_aws.lb_listener import LbListener

VpcSecurityGroupIngressRule(self, "web", security_group_id="sg-1", ip_protocol="TCP", cidr_ipv4="10.0.0.0/8")
LbListener(self, "http", load_balancer_arn="arn:aws:x:y-x-1::z", default_action=[{"type": "forward"}], protocol="http")
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.lb import Lb

lb = Lb(self, "front", load_balancer_type="netwrok")
lb.load_balancer_type = "network"
""",
        ),
        Valid(
            """
import os

from cdktf_cdktf_provider_aws.lb import Lb

kind = os.getenv("KIND", "network")
Lb(self, "front", load_balancer_type="network" if kind == "n" else kind)
""",
        ),
    )
    INVALID = (
        Invalid(
            _TABLE
            + """
DynamodbTable(
    self,
    "orders",
    name="orders",
    billing_mode=«"PAY_PER_REQEST"»,
    hash_key="id",
    attribute=[DynamodbTableAttribute(name="id", type="S")],
)
""",
            fixed=_TABLE
            + """
DynamodbTable(
    self,
    "orders",
    name="orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attribute=[DynamodbTableAttribute(name="id", type="S")],
)
""",
            message='`billing_mode` must be `PROVISIONED` or `PAY_PER_REQUEST`, not `"PAY_PER_REQEST"`',
        ),
        Invalid(
            _TABLE
            + """
key = {"hash_key": "id", "attribute": [DynamodbTableAttribute(name="id", type=«"string"»)]}
DynamodbTable(self, "orders", name="orders", billing_mode="PAY_PER_REQUEST", **key)
""",
            fixed=_TABLE
            + """
key = {"hash_key": "id", "attribute": [DynamodbTableAttribute(name="id", type="S")]}
DynamodbTable(self, "orders", name="orders", billing_mode="PAY_PER_REQUEST", **key)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.ecs_task_definition import EcsTaskDefinition

EcsTaskDefinition(
    self,
    "api",
    family="api",
    cpu="256",
    memory="512",
    network_mode="awsvpc",
    container_definitions="[]",
    requires_compatibilities=["EC2", «"fargate"»],
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.ecs_task_definition import EcsTaskDefinition

EcsTaskDefinition(
    self,
    "api",
    family="api",
    cpu="256",
    memory="512",
    network_mode="awsvpc",
    container_definitions="[]",
    requires_compatibilities=["EC2", "FARGATE"],
)
""",
        ),
        Invalid(
            _LOGS
            + """
RETENTION = 12
CloudwatchLogGroup(self, "logs", retention_in_days=«RETENTION»)
""",
            fixed=_LOGS
            + """
RETENTION = 14
CloudwatchLogGroup(self, "logs", retention_in_days=RETENTION)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import S3BucketLifecycleConfiguration

rules = S3BucketLifecycleConfiguration(self, "archive", bucket="archive", rule=[])
rules.put_rule([{"id": "old", "status": «"enabled"»}])
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import S3BucketLifecycleConfiguration

rules = S3BucketLifecycleConfiguration(self, "archive", bucket="archive", rule=[])
rules.put_rule([{"id": "old", "status": "Enabled"}])
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.flow_log import FlowLog

role = {"iam_role_arn": "arn:aws:iam::111122223333:role/flow"}
group = {"log_destination": "arn:aws:logs:eu-west-1:111122223333:log-group:flow"}
FlowLog(self, "flow", vpc_id="vpc-1", traffic_type=«"BOTH"», **role, **group)
""",
            message='`traffic_type` must be `ACCEPT`, `REJECT` or `ALL`, not `"BOTH"`',
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lb import Lb

Lb(self, "front", load_balancer_type=«"classic"», subnets=["subnet-1"])
""",
            message="is not in the list of 2026-11-22",
        ),
        Invalid(
            """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription


class Alarms(TerraformStack):
    def __init__(self, scope, id, *, protocol: str = "e-mail"):
        super().__init__(scope, id)
        SnsTopicSubscription(self, "mail", topic_arn="arn:aws:sns:eu-west-1::t", endpoint="a@b", protocol=«protocol»)
""",
            fixed="""
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription


class Alarms(TerraformStack):
    def __init__(self, scope, id, *, protocol: str = "email"):
        super().__init__(scope, id)
        SnsTopicSubscription(self, "mail", topic_arn="arn:aws:sns:eu-west-1::t", endpoint="a@b", protocol=protocol)
""",
            run=False,
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_object import S3Object

thing = S3Object(self, "thing", bucket="b", key="k")
thing.add_override("storage_class", «"GLACIER-IR"»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_object import S3Object

thing = S3Object(self, "thing", bucket="b", key="k")
thing.add_override("storage_class", "GLACIER_IR")
""",
        ),
    )

    def message(self, violation: Violation) -> str:
        """What may be there, and that something newer may be right."""
        if violation.fault.certain:
            return super().message(violation)
        return (
            f"`{violation.label}`: {shown(violation.value)} is not in the list of {violation.table.date} of what the"
            f" AWS provider takes: {violation.fault.wanted}"
        )
