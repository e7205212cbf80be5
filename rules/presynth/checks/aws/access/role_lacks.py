"""Roles that do not allow what the service asks for when it is given them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from presynth.checks.aws.access.policies import Policy, policy
from presynth.checks.aws.access.role_rights import Rights, rights_of
from presynth.checks.aws.combinations.conditions import Condition, Conditions, Contains, Given, IsNot, Of
from presynth.checks.aws.values import beginning, companions, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related, Severity

_SCHEMA = "extended_s3_configuration.data_format_conversion_configuration.schema_configuration"
_POLICIES = {
    "aws_sqs_queue": ("policy", "aws_sqs_queue_policy", "queue_url"),
    "aws_sns_topic": ("policy", "aws_sns_topic_policy", "arn"),
    "aws_kinesis_stream": ("policy", "aws_kinesis_resource_policy", "resource_arn"),
    "aws_dynamodb_table": ("policy", "aws_dynamodb_resource_policy", "resource_arn"),
    "aws_opensearch_domain": ("access_policies", "aws_opensearch_domain_policy", "domain_name"),
}
"""What has a policy of its own: its argument, another resource, and where that says whose it is."""
_WITH_POLICY = re.compile(r"arn:[\w-]+:(?:sqs|sns|kinesis|dynamodb|es):")
_LAMBDA = "Lambda looks whether the role of the function may, and refuses it"


@dataclass(frozen=True)
class _Need:
    """What the role at the end of `role` (`function_name > role`) must allow, one action of each of `actions`.

    Where all of `when` holds, the argument `reported` is what it is for.
    """

    terraform_type: str
    role: str
    reported: str
    actions: tuple[str, ...]
    because: str
    when: Conditions = field(default_factory=dict[str, Condition])


def _written_to(terraform_type: str, role: str, *paths: str) -> Iterator[_Need]:
    """What Lambda puts into queues and topics that it is told of."""
    for path in paths:
        for kind, action in (("sqs_queue", "sqs:SendMessage"), ("sns_topic", "sns:Publish")):
            service = kind.partition("_")[0]
            condition = Of((f"aws_{kind}",), rf"arn:[\w-]+:{service}:")
            yield _Need(terraform_type, role, path, (action,), _LAMBDA, {path: condition})


def _read(terraform_type: str, role: str, path: str, because: str) -> Iterator[_Need]:
    """What is asked of queues and streams that events are read from."""
    for types, service, actions in (
        (("aws_sqs_queue",), "sqs", ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")),
        (("aws_kinesis_stream",), "kinesis", ("kinesis:GetRecords", "kinesis:GetShardIterator")),
        (("aws_dynamodb_table",), "dynamodb", ("dynamodb:GetRecords", "dynamodb:GetShardIterator")),
    ):
        yield _Need(terraform_type, role, path, actions, because, {path: Of(types, rf"arn:[\w-]+:{service}:")})


_NEEDS = (
    *_read("aws_lambda_event_source_mapping", "function_name > role", "event_source_arn", _LAMBDA),
    *_written_to(
        "aws_lambda_event_source_mapping", "function_name > role", "destination_config.on_failure.destination_arn"
    ),
    *_written_to("aws_lambda_function", "role", "dead_letter_config.target_arn"),
    *_written_to(
        "aws_lambda_function_event_invoke_config",
        "function_name > role",
        "destination_config.on_failure.destination",
        "destination_config.on_success.destination",
    ),
    _Need(
        "aws_lambda_function",
        "role",
        "vpc_config.subnet_ids",
        ("ec2:CreateNetworkInterface",),
        _LAMBDA,
        {"vpc_config.subnet_ids": Given()},
    ),
    *_read("aws_pipes_pipe", "role_arn", "source", "EventBridge refuses the pipe"),
    _Need(
        "aws_api_gateway_account",
        "cloudwatch_role_arn",
        "cloudwatch_role_arn",
        ("logs:PutLogEvents",),
        "API Gateway refuses a role that cannot write logs",
    ),
    _Need(
        "aws_cloudtrail",
        "cloud_watch_logs_role_arn",
        "cloud_watch_logs_role_arn",
        ("logs:CreateLogStream", "logs:PutLogEvents"),
        "CloudTrail refuses a role that cannot write logs",
    ),
    _Need(
        "aws_codebuild_project",
        "service_role",
        "vpc_config.subnets",
        ("ec2:DescribeSecurityGroups",),
        "CodeBuild refuses a project in a VPC that its role may not look at",
        {"vpc_config.subnets": Given()},
    ),
    _Need(
        "aws_sfn_state_machine",
        "role_arn",
        "logging_configuration.log_destination",
        ("logs:CreateLogDelivery",),
        "Step Functions refuses logs that its role may not deliver",
        {
            "logging_configuration.log_destination": Given(),
            "logging_configuration.level": IsNot(("OFF",)),
        },
    ),
    *(
        _Need(
            "aws_sfn_state_machine",
            "role_arn",
            "definition",
            ("events:PutRule", "events:PutTargets", "events:DescribeRule"),
            f"Step Functions waits for `{waited}` by a rule of EventBridge that it makes with the role",
            {"definition": Contains(f"states:::{waited}")},
        )
        for waited in ("ecs:runTask.sync", "batch:submitJob.sync", "states:startExecution.sync")
    ),
    _Need(
        "aws_eks_node_group",
        "node_role_arn",
        "node_role_arn",
        ("ecr:GetAuthorizationToken", "ecr:BatchGetImage"),
        "nodes that cannot pull images never join the cluster",
    ),
    _Need(
        "aws_apprunner_service",
        "source_configuration.authentication_configuration.access_role_arn",
        "source_configuration.authentication_configuration.access_role_arn",
        ("ecr:GetAuthorizationToken", "ecr:BatchGetImage"),
        "App Runner cannot pull the image",
    ),
    *(
        _Need(
            "aws_cloudwatch_log_subscription_filter",
            "role_arn",
            "role_arn",
            (f"{service}:PutRecord|{service}:PutRecords|{service}:PutRecordBatch",),
            "CloudWatch Logs tries it, and refuses the filter",
            {"destination_arn": Of((terraform_type,), rf"arn:[\w-]+:{service}:")},
        )
        for service, terraform_type in (
            ("kinesis", "aws_kinesis_stream"),
            ("firehose", "aws_kinesis_firehose_delivery_stream"),
        )
    ),
    _Need(
        "aws_kinesis_firehose_delivery_stream",
        "kinesis_source_configuration.role_arn",
        "kinesis_source_configuration.kinesis_stream_arn",
        ("kinesis:DescribeStream",),
        "Firehose looks at the stream, and refuses it",
    ),
    _Need(
        "aws_kinesis_firehose_delivery_stream",
        "opensearch_configuration.role_arn",
        "opensearch_configuration.domain_arn",
        ("es:DescribeDomain|es:DescribeElasticsearchDomain",),
        "Firehose looks at the domain, and refuses it",
    ),
    _Need(
        "aws_kinesis_firehose_delivery_stream",
        f"{_SCHEMA}.role_arn",
        f"{_SCHEMA}.table_name",
        ("glue:GetTableVersions",),
        "Firehose reads the schema, and refuses what it cannot read",
    ),
    *(
        _Need(
            "aws_autoscaling_lifecycle_hook",
            "role_arn",
            "notification_target_arn",
            (action,),
            "Auto Scaling sends a message to try it, and refuses the hook",
            {"notification_target_arn": Of((terraform_type,), rf"arn:[\w-]+:{action.partition(':')[0]}:")},
        )
        for terraform_type, action in (("aws_sqs_queue", "sqs:SendMessage"), ("aws_sns_topic", "sns:Publish"))
    ),
)
"""https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html,
https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html, …/invocation-async-retain-records.html,
https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html, …/connect-to-resource.html,
https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html,
https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html,
https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html,
https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html,
https://docs.aws.amazon.com/autoscaling/ec2/userguide/prepare-for-lifecycle-notifications.html, all 2026-11-29"""

_FUNCTION = """
import json

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from cdktf_cdktf_provider_aws.lambda_event_source_mapping import LambdaEventSourceMapping
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
queue = SqsQueue(self, "queue", name="orders")
role = IamRole(
    self, "role", name="orders", assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [trust]})
)
managed = "arn:aws:iam::aws:policy/service-role/"
IamRolePolicyAttachment(self, "logs", role=role.name, policy_arn=f"{managed}AWSLambdaBasicExecutionRole")
code = {"s3_bucket": "code", "s3_key": "api.zip", "handler": "api.handler", "runtime": "python3.13"}
"""
_ALLOWED = """
statement = {{"Effect": "Allow", "Action": {}, "Resource": "*"}}
policy = json.dumps({{"Version": "2012-10-17", "Statement": [statement]}})
IamRolePolicy(self, "policy", role=role.id, policy=policy)
"""
_READ = """
orders = LambdaFunction(self, "orders", function_name="orders", role=role.arn, **code)
LambdaEventSourceMapping(self, "queue-orders", function_name=orders.arn, event_source_arn={})
"""


class RoleLacksRight(ResourceRule):
    """A role does not allow what the service that is given it tries, or looks for, at once.

    ## What it does
    Collects all that the policies of a role allow (inline ones, attached ones of the project, and the policies of AWS
    that such roles have most), and compares it with what Lambda needs for its sources, dead letters and VPCs, Step
    Functions for logs and for tasks that it waits for, API Gateway and CloudTrail for logs, CodeBuild for a VPC,
    nodes of EKS and App Runner for images, Firehose for what it reads. It says nothing where any policy of the role
    is not known, and does not look at what actions are allowed on; nor where a policy of the queue, topic or stream
    may allow it, or these are there already. A role with no policy at all is a warning: others may attach some.

    ## Why is this bad?
    AWS refuses what is given the role: "The provided execution role does not have permissions to call ReceiveMessage on
    SQS", "… to call CreateNetworkInterface on EC2", "The state machine IAM Role is not authorized to access the Log
    Destination". No plan says so.

    ## References
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html (2026-11-29)
    - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html (2026-11-29)
    """

    code = "PS397"
    name = "role-lacks-right"
    terraform_types = tuple(dict.fromkeys(need.terraform_type for need in _NEEDS))
    VALID = (
        Valid(
            _FUNCTION + _ALLOWED.format('["sqs:Receive*", "sqs:DeleteMessage", "sqs:Get*"]') + _READ.format("queue.arn")
        ),
        Valid(
            _FUNCTION
            + """
attached = IamRolePolicyAttachment(self, "more", role=role.name, policy_arn="arn:aws:iam::111122223333:policy/more")
"""
            + _READ.format("queue.arn")
        ),
        Valid(
            _FUNCTION
            + """
from cdktf_cdktf_provider_aws.sqs_queue_policy import SqsQueuePolicy

let = {"Effect": "Allow", "Principal": {"AWS": role.arn}, "Action": "sqs:*", "Resource": queue.arn}
document = {"Version": "2012-10-17", "Statement": [let]}
SqsQueuePolicy(self, "let", queue_url=queue.url, policy=json.dumps(document))
"""
            + _READ.format("queue.arn")
        ),
        Valid(
            _FUNCTION
            + 'reading = f"{managed}AWSLambdaSQSQueueExecutionRole"\n'
            + 'IamRolePolicyAttachment(self, "q", role="orders", policy_arn=reading)\n'
            + _READ.format("queue.arn")
        ),
        # The role, or the queue, was there; whose policy it is, is not known; streams have policies, too.
        Valid(_FUNCTION + 'role.import_from("orders")\n' + _READ.format("queue.arn")),
        Valid(_FUNCTION + _READ.format('"arn:aws:sqs:eu-west-1:111122223333:payments"')),
        Valid(
            _FUNCTION
            + """
import os

from cdktf_cdktf_provider_aws.iam_policy_attachment import IamPolicyAttachment

readers = ["payments", *os.environ.get("READERS", "orders").split(",")]
IamPolicyAttachment(self, "read", name="read", roles=readers, policy_arn="arn:aws:iam::aws:policy/AmazonSQSFullAccess")
"""
            + _READ.format("queue.arn")
        ),
        Valid(
            _FUNCTION
            + """
from cdktf_cdktf_provider_aws.kinesis_resource_policy import KinesisResourcePolicy
from cdktf_cdktf_provider_aws.kinesis_stream import KinesisStream

stream = KinesisStream(self, "stream", name="orders", shard_count=1)
let = {"Effect": "Allow", "Principal": {"AWS": role.arn}, "Action": "kinesis:Get*", "Resource": stream.arn}
document = {"Version": "2012-10-17", "Statement": [let]}
KinesisResourcePolicy(self, "let", resource_arn=stream.arn, policy=json.dumps(document))
"""
            + _READ.format('stream.arn, starting_position="LATEST"')
        ),
    )
    INVALID = (
        Invalid(
            _FUNCTION + _ALLOWED.format('"sqs:SendMessage"') + _READ.format("«queue.arn»"),
            message="`sqs:ReceiveMessage`, `sqs:DeleteMessage` and `sqs:GetQueueAttributes`",
        ),
        Invalid(
            _FUNCTION
            + """
network = {"subnet_ids": «["subnet-0a1b2c3d"]», "security_group_ids": ["sg-0a1b2c3d"]}
LambdaFunction(self, "orders", function_name="orders", role=role.arn, vpc_config=network, **code)
""",
            message="`ec2:CreateNetworkInterface`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for need in _NEEDS:
            if need.terraform_type != resource.event.type.terraform_type:
                continue
            *outer, name = need.reported.split(".")
            for block in resource.block.at(tuple(outer)):
                given = block.field((name,))
                if given is not None and _holds(need, resource.block):
                    yield from self._judged(need, resource, given)

    def _judged(self, need: _Need, made: Resource, given: Field) -> Iterator[Finding]:
        role = _role(made, need.role.split(" > "))
        rights = None if role is None else rights_of(role)
        absent = [] if rights is None else [each.partition("|")[0] for each in need.actions if not _may(rights, each)]
        if role is None or rights is None or not absent or _may_be_let(made, given):
            return
        wanted = [f"`{each}`" for each in absent]
        listed = wanted[0] if len(wanted) == 1 else f"{', '.join(wanted[:-1])} and {wanted[-1]}"
        yield self.finding(
            given.place,
            f"no policy of the role allows {listed}: {need.because}",
            about=made.instance,
            severity=None if rights.any else Severity.WARNING,
            related=(Related(role.event.callee_place, "the role is made here"),),
        )


def _may_be_let(made: Resource, given: Field) -> bool:
    """Whether a queue, topic or stream may itself allow the role what the role's own policies do not."""
    target = referred(made.program, given.value)
    kind = "" if target is None else target.event.type.terraform_type
    if target is None:
        return _WITH_POLICY.match(beginning(given.value)) is not None
    if kind not in _POLICIES:
        return False
    if not target.is_made or target.is_shared:
        return True
    argument, terraform_type, whose = _POLICIES[kind]
    others = companions(target, terraform_type, whose, name=whose if target.block.declares((whose,)) else "")
    own = [target] if target.presence(argument) is not Presence.UNSET else []
    found = [policy(each.program, each.field(argument)) for each in (*own, *others.found)]
    return not others.complete or any(each is None or each.open or _is_for_roles(each) for each in found)


def _is_for_roles(found: Policy) -> bool:
    """Whether a policy may be for other than services of AWS."""
    return any(set(statement.principals) != {"Service"} or statement.open for statement in found.statements)


def _may(rights: Rights, actions: str) -> bool:
    return any(rights.allow(each) for each in actions.split("|"))


def _holds(need: _Need, block: Block) -> bool:
    return all(condition.holds(block, name) for name, condition in need.when.items())


def _role(made: Resource, hops: list[str]) -> Resource | None:
    """The role at the end of the way."""
    found: Resource | None = made
    for hop in hops:
        value = None if found is None else found.block.field(tuple(hop.split(".")))
        found = None if value is None or not value.sure else referred(made.program, value.value)
    return found
