"""Functions that a service is told to call, and that it may not call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource, resource, resources
from presynth.checks.wiring.gap import listed, surely_made
from presynth.checks.wiring.keys import keys_of, source_of, values_at
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program
from presynth.program.values import Constant, Instance, instances_in
from presynth.source.statement import Place

_FUNCTION = "aws_lambda_function"
_ALIAS = "aws_lambda_alias"


@dataclass(frozen=True)
class _Caller:
    """A resource that makes `service` call the function at `path`; `refused`: the service tries when it is made."""

    terraform_type: str
    path: str
    service: str
    refused: bool = False


_CALLERS = (
    _Caller("aws_cloudwatch_event_target", "arn", "events"),
    _Caller("aws_sns_topic_subscription", "endpoint", "sns"),
    _Caller("aws_api_gateway_integration", "uri", "apigateway"),
    _Caller("aws_apigatewayv2_integration", "integration_uri", "apigateway"),
    _Caller("aws_secretsmanager_secret_rotation", "rotation_lambda_arn", "secretsmanager", refused=True),
    _Caller("aws_cloudwatch_log_subscription_filter", "destination_arn", "logs", refused=True),
    _Caller("aws_lb_target_group_attachment", "target_id", "elasticloadbalancing", refused=True),
    _Caller("aws_config_config_rule", "source.source_identifier", "config", refused=True),
    *(
        _Caller("aws_cognito_user_pool", f"lambda_config.{trigger}", "cognito-idp")
        for trigger in (
            *("create_auth_challenge", "custom_message", "define_auth_challenge", "post_authentication"),
            *("post_confirmation", "pre_authentication", "pre_sign_up", "pre_token_generation", "user_migration"),
        )
    ),
    _Caller("aws_iot_topic_rule", "lambda.function_arn", "iot"),
    _Caller("aws_iot_authorizer", "authorizer_function_arn", "iot"),
    _Caller("aws_ses_receipt_rule", "lambda_action.function_arn", "ses", refused=True),
    _Caller("aws_appsync_graphql_api", "lambda_authorizer_config.authorizer_uri", "appsync"),
    _Caller("aws_bedrockagent_agent_action_group", "action_group_executor.lambda", "bedrock"),
)
"""https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html and the pages of the services, as
known on 2026-11-29. What Lambda itself reads (queues, streams) needs no permission, nor what calls with a role of its
own."""
_WITH_ROLE = {"apigateway": ("credentials", "credentials_arn"), "events": ("role_arn",)}

_IMPORTS = """
import os

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import CloudwatchEventTarget
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission

report = LambdaFunction(
    self,
    "report",
    function_name="report",
    role="arn:aws:iam::123456789012:role/report",
    runtime="python3.12",
    handler="app.run",
    s3_bucket="acme-code",
    s3_key="app.zip",
)
nightly = CloudwatchEventRule(self, "nightly", name="nightly", schedule_expression="rate(1 day)")
"""


class UncallableFunction(Rule):
    """A service is told to call a function, and nothing lets it.

    ## What it does
    Looks for functions of the program that EventBridge, SNS, API Gateway, CloudWatch Logs, Cognito and other services
    are told to call, and of which no `LambdaPermission` is for that service. It is silent where a permission's function
    or principal is not known, and where the caller has a role of its own.

    ## Why is this bad?
    Most services say nothing: the rule fires, the message arrives, and the function is never called; API Gateway
    answers 500. Nothing in synth, plan or apply tells. Some (rotation of secrets, log subscriptions, load balancers,
    AWS Config) try it and refuse the resource: an error.

    ## References
    - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html (2026-11-29)
    """

    code = "PS405"
    name = "uncallable-function"
    group = "wiring"
    severity = Severity.WARNING
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
CloudwatchEventTarget(self, "target", rule=nightly.name, arn=report.arn)
LambdaPermission(
    self, "allowed", action="lambda:InvokeFunction", function_name=report.arn, principal="events.amazonaws.com"
)
"""
        ),
        Valid(
            _IMPORTS.replace('function_name="report"', "function_name=f\"{os.environ['STAGE']}-report\"")
            + """
CloudwatchEventTarget(self, "target", rule=nightly.name, arn=report.arn)
LambdaPermission(
    self,
    "allowed",
    action="lambda:InvokeFunction",
    function_name=report.function_name,
    principal="events.amazonaws.com",
)
""",
            run=False,
        ),
        # With a role of its own, by the function's name, and for whom is not known.
        Valid(
            _IMPORTS
            + """
CloudwatchEventTarget(
    self, "target", rule=nightly.name, arn=report.arn, role_arn="arn:aws:iam::123456789012:role/events"
)
"""
        ),
        Valid(
            _IMPORTS
            + """
CloudwatchEventTarget(self, "target", rule=nightly.name, arn=report.arn)
LambdaPermission(
    self, "allowed", action="lambda:InvokeFunction", function_name="report", principal="events.amazonaws.com"
)
"""
        ),
        Valid(
            _IMPORTS
            + """

def let(scope, function, service):
    CloudwatchEventTarget(scope, "target", rule="nightly", arn=report.arn)
    LambdaPermission(scope, "allowed", action="lambda:InvokeFunction", function_name=function, principal=service)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
CloudwatchEventTarget(self, "target", rule=nightly.name, arn=«report.arn»)
LambdaPermission(
    self, "sns", action="lambda:InvokeFunction", function_name=report.function_name, principal="sns.amazonaws.com"
)
""",
            message="no `LambdaPermission` lets events.amazonaws.com call `aws_lambda_function.report`",
        ),
        Invalid(
            _IMPORTS
            + """
from cdktf_cdktf_provider_aws.apigatewayv2_integration import Apigatewayv2Integration

settings = {"api_id": "a1", "integration_type": "AWS_PROXY", "integration_uri": report.invoke_arn}
Apigatewayv2Integration(self, "orders", **«settings»)
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        callers = [(caller, made) for caller in _CALLERS for made in resources(subject, caller.terraform_type)]
        permissions = list(resources(subject, "aws_lambda_permission")) if callers else []
        for caller, made in callers:
            called = _called(caller, made)
            if called is None or any(_may_let(permission, caller, called[0]) for permission in permissions):
                continue
            function, place = called
            outcome = "the service refuses it" if caller.refused else "it is never called"
            yield self.finding(
                place,
                f"no `LambdaPermission` lets {caller.service}.amazonaws.com call "
                f"{listed(subject, [function.instance])}: {outcome}",
                about=made.instance,
                severity=Severity.ERROR if caller.refused else None,
                related=[Related(function.event.callee_place, "the function is made here")],
            )


def _called(caller: _Caller, made: Resource) -> tuple[Resource, Place] | None:
    """The function of the program that is surely called, and where that is said."""
    roles = _WITH_ROLE.get(caller.service, ())
    if any(made.presence(role) is not Presence.UNSET for role in roles if made.block.declares((role,))):
        return None
    path = tuple(caller.path.split("."))
    field = made.block.field(path)
    values = list(values_at(made.block, path))
    sources: set[Instance] = set() if field is None else set(instances_in(field.value, certain=True))
    targets = [target for each in sources if (target := resource(made.program, each)) is not None]
    functions = [each for each in targets if each.event.type.terraform_type in (_FUNCTION, _ALIAS)]
    if field is None or len(values) != 1 or len(functions) != 1 or not surely_made(functions[0].event, made.event):
        return None
    return functions[0], field.place


def _may_let(permission: Resource, caller: _Caller, function: Resource) -> bool:
    """Whether it may let the service call the function."""
    principal = permission.constant("principal")
    if isinstance(principal, str) and principal != "*" and principal.partition(".")[0] != caller.service:
        return False
    named = permission.value("function_name")
    if named is None or (source_of(named) is None and not isinstance(named, Constant)):
        return True
    keys = {key for (key,) in keys_of(permission, ("function_name",))}
    own = {function.instance, function.constant("function_name")}
    if function.event.type.terraform_type == _ALIAS:
        own |= {key for (key,) in keys_of(function, ("function_name",))}
    aliased = {key for key in keys if isinstance(key, Instance)}
    behind = {
        key
        for each in aliased
        if (made := resource(permission.program, each)) is not None and made.event.type.terraform_type == _ALIAS
        for (key,) in keys_of(made, ("function_name",))
    }
    texts = [key for key in keys if isinstance(key, str)]
    by_arn = any(isinstance(name, str) and name in text for name in own for text in texts)
    return by_arn or not own.isdisjoint(keys | behind)
