"""API Gateway and Cognito."""

from __future__ import annotations

from presynth.checks.common.resources import Resource
from presynth.checks.wiring.keys import values_at
from presynth.checks.wiring.pair import AWS, REGISTRY, Pair, sets
from presynth.program.values import Constant


def _logs_calls(stage: Resource) -> bool:
    """Whether a stage writes logs by the role that is set for the whole account."""
    if stage.event.type.terraform_type == "aws_api_gateway_stage":
        return sets("access_log_settings.destination_arn")(stage)
    levels = values_at(stage.block, ("settings", "logging_level"))
    return any(isinstance(value, Constant) and value.value in ("INFO", "ERROR") for value in levels)


def _asks_for_own_scopes(client: Resource) -> bool:
    """Whether a scope is one of a resource server: `orders/read`."""
    scopes = values_at(client.block, ("allowed_oauth_scopes",))
    return any(isinstance(scope, Constant) and "/" in str(scope.value) for scope in scopes)


_API_METHOD = ("rest_api_id", "resource_id", "http_method")
_STAGE_NAMES = ("rest_api_id", "stage_name")

PAIRS = (
    Pair(
        ("aws_api_gateway_integration", "aws_api_gateway_method_response"),
        _API_METHOD,
        ("aws_api_gateway_method",),
        _API_METHOD,
        "API Gateway knows no such method yet",
        f"{REGISTRY}api_gateway_integration",
    ),
    Pair(
        ("aws_api_gateway_integration_response",),
        _API_METHOD,
        ("aws_api_gateway_integration",),
        _API_METHOD,
        "API Gateway knows no such integration yet",
        f"{REGISTRY}api_gateway_integration_response",
    ),
    Pair(
        ("aws_api_gateway_integration_response",),
        (*_API_METHOD, "status_code"),
        ("aws_api_gateway_method_response",),
        (*_API_METHOD, "status_code"),
        "API Gateway knows no such response of the method yet",
        f"{REGISTRY}api_gateway_integration_response",
    ),
    Pair(
        ("aws_api_gateway_method_settings",),
        _STAGE_NAMES,
        ("aws_api_gateway_stage",),
        _STAGE_NAMES,
        "API Gateway knows no such stage yet",
        f"{REGISTRY}api_gateway_method_settings",
    ),
    Pair(
        ("aws_api_gateway_base_path_mapping",),
        ("api_id", "stage_name"),
        ("aws_api_gateway_stage",),
        _STAGE_NAMES,
        "API Gateway knows no such stage yet",
        f"{REGISTRY}api_gateway_base_path_mapping",
    ),
    Pair(
        ("aws_api_gateway_usage_plan",),
        ("api_stages.api_id", "api_stages.stage"),
        ("aws_api_gateway_stage",),
        _STAGE_NAMES,
        "API Gateway knows no such stage yet",
        f"{REGISTRY}api_gateway_usage_plan",
    ),
    Pair(
        ("aws_api_gateway_stage", "aws_api_gateway_method_settings"),
        (),
        ("aws_api_gateway_account",),
        (),
        "API Gateway refuses to log while the account has no role to write logs with",
        f"{AWS}apigateway/latest/developerguide/set-up-logging.html",
        when=_logs_calls,
    ),
    Pair(
        ("aws_apigatewayv2_deployment",),
        ("api_id",),
        ("aws_apigatewayv2_route",),
        ("api_id",),
        "an API is deployed with the routes that it has by then, and refused without any",
        f"{REGISTRY}apigatewayv2_deployment",
        every=True,
    ),
    Pair(
        ("aws_api_gateway_deployment",),
        ("rest_api_id",),
        ("aws_api_gateway_rest_api_policy",),
        ("rest_api_id",),
        "an API is deployed with the policy that it has by then, and a private one refused without any",
        f"{AWS}apigateway/latest/developerguide/apigateway-resource-policies.html",
    ),
    Pair(
        ("aws_cognito_user_pool_client",),
        ("user_pool_id", "supported_identity_providers"),
        ("aws_cognito_identity_provider",),
        ("user_pool_id", "provider_name"),
        "Cognito knows no such identity provider yet",
        f"{REGISTRY}cognito_user_pool_client",
        every=True,
    ),
    Pair(
        ("aws_cognito_user_pool_client",),
        ("user_pool_id",),
        ("aws_cognito_resource_server",),
        ("user_pool_id",),
        "Cognito knows no scopes of a resource server that is not there yet",
        f"{AWS}cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html",
        when=_asks_for_own_scopes,
    ),
    Pair(
        ("aws_cognito_user_pool_ui_customization",),
        ("user_pool_id",),
        ("aws_cognito_user_pool_domain",),
        ("user_pool_id",),
        "Cognito refuses a look for pages that have no domain",
        f"{REGISTRY}cognito_user_pool_ui_customization",
        indispensable=True,
    ),
)
