"""Integrations of APIs that API Gateway refuses, or that never reach the function."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.documents import text_of
from presynth.checks.aws.network.api_parts import STAGED, missing_stages, undeclared_headers, undeclared_parameters
from presynth.checks.aws.values import referred, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import AddArgument, Replace
from presynth.program.values import Constant
from presynth.source.statement import Place

_REST, _ROUTE = "aws_api_gateway_integration", "aws_apigatewayv2_route"
_RESPONSE = "aws_api_gateway_integration_response"
_FUNCTIONS = ("aws_lambda_function", "aws_lambda_alias")
_NEEDS_METHOD = ("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY")
_ROUTE_KEY = re.compile(r"\$[a-z]+|(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) /\S*")

_IMPORTS = """
from cdktf_cdktf_provider_aws.api_gateway_integration import ApiGatewayIntegration
from cdktf_cdktf_provider_aws.apigatewayv2_api import Apigatewayv2Api
from cdktf_cdktf_provider_aws.apigatewayv2_route import Apigatewayv2Route
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

orders = LambdaFunction(
    self,
    "orders",
    function_name="orders",
    role="arn:aws:iam::123456789012:role/orders",
    package_type="Image",
    image_uri="123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1",
)
where = {"rest_api_id": "a1", "resource_id": "r1", "http_method": "GET"}
"""
_RESPONSES = """
from cdktf_cdktf_provider_aws.api_gateway_integration_response import ApiGatewayIntegrationResponse
from cdktf_cdktf_provider_aws.api_gateway_method_response import ApiGatewayMethodResponse
from cdktf_cdktf_provider_aws.api_gateway_rest_api import ApiGatewayRestApi
from cdktf_cdktf_provider_aws.api_gateway_stage import ApiGatewayStage
from cdktf_cdktf_provider_aws.api_gateway_usage_plan import ApiGatewayUsagePlan

api = ApiGatewayRestApi(self, "api", name="orders")
where = {"rest_api_id": api.id, "resource_id": api.root_resource_id, "http_method": "OPTIONS"}
"""


class ApiIntegration(ResourceRule):
    """An integration, a response or a route of an API that API Gateway refuses.

    ## What it does
    Looks at integrations of REST APIs: those with Lambda have to be asked by POST, and all but `MOCK` need
    `integration_http_method`. Headers that their responses set have to be declared by the method's response,
    parameters of the request that they read by the method, and stages that are named (by usage plans, settings,
    mappings) have to be there. Of HTTP APIs it looks at the keys of routes (`GET /orders`).

    ## Why is this bad?
    "Enumeration value for HttpMethod must be non-empty", "Invalid mapping expression parameter specified", "API Stage
    not found" when it is applied. An integration with another method than
    POST is made, and answers 500 (a warning).

    ## Fix safety
    Safe.

    ## References
    - https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html (2026-11-29)
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html (2026-11-29)
    """

    code = "PS362"
    name = "api-integration"
    severity = Severity.ERROR
    terraform_types = (_REST, _ROUTE, _RESPONSE, *STAGED)
    VALID = (
        Valid(
            _IMPORTS
            + """
ApiGatewayIntegration(
    self, "get", type="AWS_PROXY", integration_http_method="POST", uri=orders.invoke_arn, **where
)
ApiGatewayIntegration(self, "options", type="MOCK", **where)
ApiGatewayIntegration(
    self, "http", type="HTTP_PROXY", integration_http_method="GET", uri="https://acme-pay.net", **where
)
ApiGatewayIntegration(
    self,
    "table",
    type="AWS",
    integration_http_method="GET",
    uri="arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem",
    **where,
)
api = Apigatewayv2Api(self, "api", name="api", protocol_type="HTTP")
for number, key in enumerate(("GET /orders/{id}", "$default", "ANY /")):
    Apigatewayv2Route(self, f"route-{number}", api_id=api.id, route_key=key)
socket = Apigatewayv2Api(self, "socket", name="socket", protocol_type="WEBSOCKET")
Apigatewayv2Route(self, "send", api_id=socket.id, route_key="send")
"""
        ),
        Valid(
            _RESPONSES
            + """
declared = {"method.response.header.Access-Control-Allow-Origin": True}
ok = ApiGatewayMethodResponse(self, "ok", **where, status_code="200", response_parameters=declared)
headers = {"method.response.header.Access-Control-Allow-Origin": "'*'"}
ApiGatewayIntegrationResponse(self, "cors", **where, status_code=ok.status_code, response_parameters=headers)
live = ApiGatewayStage(self, "live", rest_api_id=api.id, deployment_id="d1", stage_name="prod")
ApiGatewayUsagePlan(self, "plan", name="plan", api_stages=[{"apiId": api.id, "stage": live.stage_name}])
ApiGatewayUsagePlan(self, "more", name="more", api_stages=[{"apiId": api.id, "stage": "prod"}])
"""
        ),
        Valid(
            _IMPORTS
            + """

def integrate(scope, method, kind, target, path):
    ApiGatewayIntegration(scope, "one", type="AWS_PROXY", integration_http_method=method, uri=target, **where)
    ApiGatewayIntegration(scope, "two", type=kind, uri=orders.invoke_arn, **where)
    api = Apigatewayv2Api(scope, "api", name="api", protocol_type="HTTP")
    Apigatewayv2Route(scope, "route", api_id=api.id, route_key=f"{method} {path}")
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
«ApiGatewayIntegration»(self, "get", **where, type="AWS_PROXY", uri=orders.invoke_arn)
""",
            fixed=_IMPORTS
            + """
ApiGatewayIntegration(self, "get", **where, type="AWS_PROXY", uri=orders.invoke_arn, integration_http_method="POST")
""",
            message="no `integration_http_method`",
        ),
        Invalid(
            _IMPORTS
            + """
ApiGatewayIntegration(
    self, "get", type="AWS_PROXY", integration_http_method=«"GET"», uri=orders.invoke_arn, **where
)
""",
            fixed=_IMPORTS
            + """
ApiGatewayIntegration(
    self, "get", type="AWS_PROXY", integration_http_method="POST", uri=orders.invoke_arn, **where
)
""",
            message="Lambda is asked by POST only",
        ),
        Invalid(
            _RESPONSES
            + """
ApiGatewayMethodResponse(self, "ok", **where, status_code="200")
headers = {«"method.response.header.Access-Control-Allow-Origin"»: "'*'"}
ApiGatewayIntegrationResponse(self, "cors", **where, status_code="200", response_parameters=headers)
""",
            message="does not declare `method.response.header.Access-Control-Allow-Origin`",
        ),
        Invalid(
            _RESPONSES
            + """
ApiGatewayStage(self, "live", rest_api_id=api.id, deployment_id="d1", stage_name="prod")
ApiGatewayUsagePlan(self, "plan", name="plan", api_stages=[{"apiId": api.id, "stage": «"dev"»}])
""",
            message="the API has no stage `dev`, only `prod`",
        ),
        Invalid(
            _IMPORTS
            + """
api = Apigatewayv2Api(self, "api", name="api", protocol_type="HTTP")
Apigatewayv2Route(self, "route", api_id=api.id, route_key=«"GET orders"»)
""",
            message="a method and a path",
        ),
        Invalid(
            _IMPORTS
            + """
from cdktf_cdktf_provider_aws.api_gateway_method import ApiGatewayMethod

ApiGatewayMethod(self, "get", authorization="NONE", request_parameters={"method.request.path.id": True}, **where)
passed = {
    "integration.request.path.id": "method.request.path.id",
    "integration.request.querystring.page": «"method.request.querystring.page"»,
}
kind = {"type": "HTTP", "uri": "https://acme.net", "integration_http_method": "GET"}
ApiGatewayIntegration(self, "http", request_parameters=passed, **kind, **where)
""",
            message="does not declare `method.request.querystring.page`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        terraform_type = resource.event.type.terraform_type
        if terraform_type == _REST:
            yield from self._of_method(resource)
            yield from self._told(resource, undeclared_parameters(resource))
        elif terraform_type == _ROUTE:
            yield from self._of_key(resource)
        else:
            faults = missing_stages(resource) if terraform_type in STAGED else undeclared_headers(resource)
            yield from self._told(resource, faults)

    def _told(self, resource: Resource, faults: Iterator[tuple[Place, str]]) -> Iterator[Finding]:
        for place, message in faults:
            yield self.finding(place, f"{message}: API Gateway refuses it", about=resource.instance)

    def _of_method(self, resource: Resource) -> Iterator[Finding]:
        kind = text(resource.value("type"))
        calls_function = _calls_function(resource)
        if kind in _NEEDS_METHOD and resource.presence("integration_http_method") is Presence.UNSET:
            method = '"POST"' if calls_function else ""
            adds = AddArgument(resource.event.place, "integration_http_method", (method,))
            yield self.finding(
                resource.event.callee_place,
                f"an integration of type `{kind}` and no `integration_http_method`: API Gateway refuses it",
                about=resource.instance,
                fixes=[Fix(f"Add `integration_http_method={method}`", Safety.SAFE, (adds,))] if method else (),
            )
        field = resource.field("integration_http_method")
        method = None if field is None else text(field.value)
        if field is not None and method not in (None, "POST") and kind in ("AWS", "AWS_PROXY") and calls_function:
            written = isinstance(field.value, Constant) and field.place.text.strip("\"'") == method
            yield self.finding(
                field.place,
                f"Lambda is asked by POST only, and this is `{method}`: the API answers 500 (what its clients send is "
                "`http_method`)",
                about=resource.instance,
                severity=Severity.WARNING,
                fixes=[Fix('Write `"POST"`', Safety.SAFE, (Replace(field.place, ('"POST"',)),))] if written else (),
            )

    def _of_key(self, resource: Resource) -> Iterator[Finding]:
        field = resource.field("route_key")
        api = referred(resource.program, resource.value("api_id"))
        key = "" if field is None else text_of(field.value)
        if field is None or api is None or text(api.value("protocol_type")) != "HTTP" or HOLE in key:
            return
        if key and _ROUTE_KEY.fullmatch(key) is None:
            yield self.finding(
                field.place,
                f"`{key}` is no route: it has to be a method and a path (`GET /orders`) or `$default`",
                about=resource.instance,
            )


def _calls_function(resource: Resource) -> bool:
    """Whether the integration is known to call a function."""
    function = referred(resource.program, resource.value("uri"))
    return function is not None and function.event.type.terraform_type in _FUNCTIONS
