"""REST APIs that write logs without a role that API Gateway may write them with."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Field, Presence
from presynth.checks.common.resources import Resource, resources
from presynth.findings import Finding, Severity
from presynth.program.program import Program
from presynth.program.values import Constant

_ACCOUNT = "aws_api_gateway_account"

_IMPORTS = """
from cdktf_cdktf_provider_aws.api_gateway_account import ApiGatewayAccount
from cdktf_cdktf_provider_aws.api_gateway_method_settings import (
    ApiGatewayMethodSettings,
    ApiGatewayMethodSettingsSettings,
)
from cdktf_cdktf_provider_aws.api_gateway_stage import ApiGatewayStage, ApiGatewayStageAccessLogSettings
"""


class ApiLoggingWithoutRole(Rule):
    """A REST API writes logs, and the program gives API Gateway no role to write them with.

    ## What it does
    Looks for stages of REST APIs with access logs, and for method settings with a logging level, in a program without
    an `ApiGatewayAccount`. HTTP APIs need none.

    ## Why is this bad?
    API Gateway writes with one role for the account and region. Where nobody has set it yet, it refuses the stage or
    the settings: "CloudWatch Logs role ARN must be set in account settings to enable logging". It may have been set
    elsewhere, so this is a warning.

    ## References
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html (2026-11-29)
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_account
    """

    code = "PS352"
    name = "api-logging-without-role"
    group = "aws"
    severity = Severity.WARNING
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
ApiGatewayAccount(self, "account", cloudwatch_role_arn="arn:aws:iam::123456789012:role/api-logs")
logs = ApiGatewayStageAccessLogSettings(
    destination_arn="arn:aws:logs:eu-west-1:123456789012:log-group:a", format="$context.requestId"
)
ApiGatewayStage(
    self, "stage", rest_api_id="a1", deployment_id="d1", stage_name="live", access_log_settings=logs
)
"""
        ),
        Valid(
            _IMPORTS
            + """
ApiGatewayStage(self, "stage", rest_api_id="a1", deployment_id="d1", stage_name="live", xray_tracing_enabled=True)
ApiGatewayMethodSettings(
    self,
    "settings",
    rest_api_id="a1",
    stage_name="live",
    method_path="*/*",
    settings=ApiGatewayMethodSettingsSettings(logging_level="OFF", metrics_enabled=True),
)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
logs = ApiGatewayStageAccessLogSettings(
    destination_arn="arn:aws:logs:eu-west-1:123456789012:log-group:a", format="$context.requestId"
)
ApiGatewayStage(
    self, "stage", rest_api_id="a1", deployment_id="d1", stage_name="live", access_log_settings=«logs»
)
""",
            message="no `ApiGatewayAccount`",
        ),
        Invalid(
            _IMPORTS
            + """
LEVEL = "INFO"
ApiGatewayMethodSettings(
    self,
    "settings",
    rest_api_id="a1",
    stage_name="live",
    method_path="*/*",
    settings={"logging_level": «LEVEL»},
)
"""
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        logging = [*_stages(subject), *_settings(subject)]
        if not logging or subject.made(_ACCOUNT):
            return
        for resource, field in logging:
            yield self.finding(
                field.place,
                "no `ApiGatewayAccount` gives API Gateway a role to write logs with: unless the account has one, this "
                'is refused ("CloudWatch Logs role ARN must be set in account settings")',
                about=resource.instance,
            )


def _stages(program: Program) -> Iterator[tuple[Resource, Field]]:
    for stage in resources(program, "aws_api_gateway_stage"):
        field = stage.field("access_log_settings")
        if field is not None and stage.presence("access_log_settings") is Presence.SET:
            yield stage, field


def _settings(program: Program) -> Iterator[tuple[Resource, Field]]:
    for settings in resources(program, "aws_api_gateway_method_settings"):
        field = settings.block.field(("settings", "logging_level"))
        if field is not None and isinstance(field.value, Constant) and field.value.value in ("INFO", "ERROR"):
            yield settings, field
