"""APIs: API Gateway and AppSync."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Condition, Given, Holds, Is, OfType, Reads
from presynth.checks.aws.combinations.consequences import (
    Begins,
    Consequence,
    EachMatches,
    KeysMatch,
    Matches,
    Needed,
    Number,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_REST = "https://docs.aws.amazon.com/apigateway/latest/api/"
_HTTP = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/"
_APPSYNC = "https://docs.aws.amazon.com/appsync/latest/APIReference/"
_REFUSED = "API Gateway refuses it"


def _rest(name: str, page: str, then: Consequence, within: tuple[str, ...] = (), **when: Condition) -> Row:
    return Row((f"aws_api_gateway_{name}",), (then,), _REFUSED, f"{_REST}API_{page}.html", when, within)


def _http(name: str, page: str, then: Consequence, within: tuple[str, ...] = (), **when: Condition) -> Row:
    return Row((f"aws_apigatewayv2_{name}",), (then,), _REFUSED, f"{_HTTP}{page}.html", when, within)


def _appsync(name: str, page: str, then: Consequence, within: tuple[str, ...] = (), **when: Condition) -> Row:
    return Row((f"aws_appsync_{name}",), (then,), "AppSync refuses it", f"{_APPSYNC}API_{page}.html", when, within)


_MAPPED = "an expression like `integration.response.header.Name`, or text in single quotes: `'*'`"
_LOGGED = r"[^\n]*\$context\.(?:extendedR|r)equestId\b[^\n]*\n?"
_RESPONSES = (
    *("DEFAULT_4XX", "DEFAULT_5XX", "ACCESS_DENIED", "API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR"),
    *("AUTHORIZER_FAILURE", "BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "EXPIRED_TOKEN", "INTEGRATION_FAILURE"),
    *("INTEGRATION_TIMEOUT", "INVALID_API_KEY", "INVALID_SIGNATURE", "MISSING_AUTHENTICATION_TOKEN"),
    *("QUOTA_EXCEEDED", "REQUEST_TOO_LARGE", "RESOURCE_NOT_FOUND", "THROTTLED", "UNAUTHORIZED"),
    *("UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED"),
)
_IDENTITIES = (
    ("AMAZON_COGNITO_USER_POOLS", "user_pool_config"),
    ("OPENID_CONNECT", "openid_connect_config"),
    ("AWS_LAMBDA", "lambda_authorizer_config"),
)
_SOURCES = (
    ("AMAZON_DYNAMODB", "dynamodb_config"),
    ("AWS_LAMBDA", "lambda_config"),
    ("HTTP", "http_config"),
    ("AMAZON_ELASTICSEARCH", "elasticsearch_config"),
    ("AMAZON_OPENSEARCH_SERVICE", "opensearchservice_config"),
    ("AMAZON_EVENTBRIDGE", "event_bridge_config"),
    ("RELATIONAL_DATABASE", "relational_database_config"),
)

_PARAMETERS = {
    "method.request": (
        r"method\.request\.(path|querystring|multivaluequerystring|header|multivalueheader)\..+",
        "like `method.request.querystring.name` (`path`, `querystring` or `header`)",
    ),
    "integration.request": (
        r"integration\.request\.(path|querystring|multivaluequerystring|header|multivalueheader)\..+",
        "like `integration.request.querystring.name` (`path`, `querystring` or `header`)",
    ),
    "method.response": (
        r"method\.response\.(header|multivalueheader)\..+",
        "like `method.response.header.Name`",
    ),
}
_ORIGIN = r"\$(request\.(header|querystring)|context|stageVariables)\..+"

ROWS: tuple[Row, ...] = (
    # HTTP APIs and who may call them
    Row(
        ("aws_apigatewayv2_api",),
        (OneOf("route_selection_expression", "$request.method $request.path", "${request.method} ${request.path}"),),
        "an HTTP API selects its routes by nothing else",
        f"{_HTTP}apis-apiid.html",
        {"protocol_type": Is(("HTTP",))},
    ),
    # REST APIs
    _rest("method", "PutMethod", Needed("authorizer_id"), authorization=Is(("CUSTOM", "COGNITO_USER_POOLS"))),
    *(
        Row(
            ("aws_api_gateway_method",),
            (Unfit("authorizer_id"),),
            "authorizers of another type are for another `authorization`",
            f"{_REST}API_PutMethod.html",
            {"authorization": Is((kind,)), "authorizer_id>type": other},
        )
        for kind, other in (
            ("CUSTOM", Is(("COGNITO_USER_POOLS",))),
            ("COGNITO_USER_POOLS", Is(("TOKEN", "REQUEST"), default=True)),
        )
    ),
    *(
        _rest(kind, page, KeysMatch(argument, *_PARAMETERS[key]))
        for kind, page, argument, key in (
            ("method", "PutMethod", "request_parameters", "method.request"),
            ("integration", "PutIntegration", "request_parameters", "integration.request"),
            ("method_response", "PutMethodResponse", "response_parameters", "method.response"),
            ("integration_response", "PutIntegrationResponse", "response_parameters", "method.response"),
        )
    ),
    *(
        Row(
            (f"aws_api_gateway_{kind}",),
            (Unfit(argument),),
            "a stage is called by its `stage_name`",
            f"{_REST}API_{page}.html",
            {argument: Reads("aws_api_gateway_stage", "id", "arn")},
            within,
        )
        for kind, page, argument, within in (
            ("usage_plan", "CreateUsagePlan", "stage", ("api_stages",)),
            ("method_settings", "UpdateStage", "stage_name", ()),
            ("base_path_mapping", "CreateBasePathMapping", "stage_name", ()),
        )
    ),
    _rest("authorizer", "CreateAuthorizer", Needed("authorizer_uri"), type=Is(("TOKEN", "REQUEST"), default=True)),
    _rest("authorizer", "CreateAuthorizer", Needed("provider_arns"), type=Is(("COGNITO_USER_POOLS",))),
    _rest("integration", "PutIntegration", Needed("connection_id"), connection_type=Is(("VPC_LINK",))),
    _rest("integration", "PutIntegration", Needed("uri"), type=Is(("HTTP", "HTTP_PROXY", "AWS", "AWS_PROXY"))),
    _rest(
        "rest_api",
        "CreateRestApi",
        Refused("vpc_endpoint_ids"),
        ("endpoint_configuration",),
        types=Holds(("REGIONAL", "EDGE")),
    ),
    *(
        Row(
            ("aws_api_gateway_domain_name",),
            (Refused(refused),),
            f"it is `{wanted}` for such an endpoint",
            f"{_REST}API_CreateDomainName.html",
            {"endpoint_configuration.types": Holds((kind,))},
        )
        for kind, wanted, refused in (
            ("REGIONAL", "regional_certificate_arn", "certificate_arn"),
            ("EDGE", "certificate_arn", "regional_certificate_arn"),
        )
    ),
    _rest("model", "CreateModel", Matches("name", "[A-Za-z0-9]+", "made of letters and digits")),
    _rest(
        "method_settings",
        "UpdateStage",
        Matches("method_path", r"(?!/[A-Za-z{]).+/.+", "`*/*`, or a path without the first `/` and a method"),
    ),
    Row(
        ("aws_api_gateway_resource",),
        (Unfit("parent_id"),),
        "the first resources of an API are below its `root_resource_id`",
        f"{_REST}API_CreateResource.html",
        {"parent_id": Reads("aws_api_gateway_rest_api", "id", "arn")},
    ),
    Row(
        ("aws_api_gateway_vpc_link",),
        (Unfit("target_arns"),),
        "such a link leads to network load balancers only",
        f"{_REST}API_CreateVpcLink.html",
        {
            "target_arns>": OfType(("aws_lb", "aws_alb")),
            "target_arns>load_balancer_type": Is(("application",), default=True),
        },
    ),
    *(
        Row(
            ("aws_lambda_permission",),
            (Unfit("source_arn"),),
            "calls come from the `execution_arn`, and are refused",
            "https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html",
            {"source_arn": Reads(terraform_type, "arn")},
            severity=Severity.WARNING,
        )
        for terraform_type in ("aws_api_gateway_rest_api", "aws_apigatewayv2_api", "aws_api_gateway_stage")
    ),
    *(
        Row(
            (f"aws_api_gateway_{name}",),
            (EachMatches(argument, r"'[^']*'|(?:integration|method|context|stageVariables)\..+", _MAPPED),),
            _REFUSED,
            "https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html",
        )
        for name, argument in (
            ("integration", "request_parameters"),
            ("integration_response", "response_parameters"),
            ("gateway_response", "response_parameters"),
        )
    ),
    _rest("gateway_response", "PutGatewayResponse", OneOf("response_type", *_RESPONSES)),
    _rest("usage_plan_key", "CreateUsagePlanKey", OneOf("key_type", "API_KEY")),
    *(
        Row(
            (f"aws_api_gateway_{name}",),
            (Unfit(argument),),
            f"it is the `{wanted}`",
            f"{_REST}API_PutIntegration.html",
            {argument: Reads(terraform_type, attribute)},
        )
        for name, argument in (("integration", "uri"), ("authorizer", "authorizer_uri"))
        for terraform_type, attribute, wanted in (
            ("aws_lambda_function", "qualified_arn", "qualified_invoke_arn"),
            ("aws_lambda_alias", "arn", "invoke_arn"),
        )
    ),
    *(
        Row(
            (terraform_type,),
            (Matches("format", _LOGGED, "one line with `$context.requestId` in it"),),
            _REFUSED,
            "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
            within=("access_log_settings",),
        )
        for terraform_type in ("aws_api_gateway_stage", "aws_apigatewayv2_stage")
    ),
    # HTTP and WebSocket APIs
    *(
        Row(
            ("aws_apigatewayv2_stage",),
            (Refused("logging_level", "data_trace_enabled"),),
            "HTTP APIs log their calls only (`access_log_settings`)",
            f"{_HTTP}apis-apiid-stages.html",
            {"^api_id>protocol_type": Is(("HTTP",))},
            (block,),
        )
        for block in ("default_route_settings", "route_settings")
    ),
    _http("api", "apis", Needed("route_selection_expression"), protocol_type=Is(("WEBSOCKET",))),
    _http("api", "apis", Refused("cors_configuration"), protocol_type=Is(("WEBSOCKET",))),
    Row(
        ("aws_apigatewayv2_api",),
        (Refused("allow_credentials"),),
        "credentials go with origins that are named",
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
        {"allow_origins": Holds(("*",))},
        ("cors_configuration",),
    ),
    _http(
        "api",
        "apis",
        Matches("allow_origins", r"\*|[A-Za-z][A-Za-z0-9+.-]*://[^/]+", "`*`, or origins like `https://acme.net`"),
        ("cors_configuration",),
    ),
    _http(
        "integration",
        "apis-apiid-integrations",
        Needed("integration_method"),
        integration_type=Is(("HTTP_PROXY", "HTTP")),
    ),
    _http(
        "integration",
        "apis-apiid-integrations",
        Needed("integration_uri", "integration_subtype"),
        integration_type=Is(("HTTP_PROXY", "HTTP", "AWS_PROXY", "AWS")),
    ),
    _http("integration", "apis-apiid-integrations", Needed("connection_id"), connection_type=Is(("VPC_LINK",))),
    _http("integration", "apis-apiid-integrations", Number("timeout_milliseconds", 50, 30000)),
    _http("authorizer", "apis-apiid-authorizers", Needed("jwt_configuration"), authorizer_type=Is(("JWT",))),
    _http("authorizer", "apis-apiid-authorizers", Needed("identity_sources"), authorizer_type=Is(("JWT",))),
    _http("authorizer", "apis-apiid-authorizers", Needed("authorizer_uri"), authorizer_type=Is(("REQUEST",))),
    _http("route", "apis-apiid-routes", Needed("authorizer_id"), authorization_type=Is(("JWT", "CUSTOM"))),
    Row(
        ("aws_apigatewayv2_integration",),
        (OneOf("integration_type", "AWS_PROXY", "HTTP_PROXY"),),
        _REFUSED,
        f"{_HTTP}apis-apiid-integrations.html",
        {"api_id>protocol_type": Is(("HTTP",))},
    ),
    Row(
        ("aws_apigatewayv2_authorizer",),
        (Needed("authorizer_payload_format_version"),),
        _REFUSED,
        f"{_HTTP}apis-apiid-authorizers.html",
        {"authorizer_type": Is(("REQUEST",)), "api_id>protocol_type": Is(("HTTP",))},
    ),
    Row(
        ("aws_apigatewayv2_authorizer",),
        (OneOf("authorizer_type", "REQUEST"),),
        _REFUSED,
        f"{_HTTP}apis-apiid-authorizers.html",
        {"api_id>protocol_type": Is(("WEBSOCKET",))},
    ),
    Row(
        ("aws_apigatewayv2_route",),
        (Unfit("target"),),
        "it is `integrations/` and the id",
        f"{_HTTP}apis-apiid-routes.html",
        {"target": Reads("aws_apigatewayv2_integration", "id")},
    ),
    # AppSync
    *(
        _appsync("graphql_api", "CreateGraphqlApi", Needed(config), authentication_type=Is((kind,)))
        for kind, config in _IDENTITIES
    ),
    *(
        _appsync(
            "graphql_api",
            "AdditionalAuthenticationProvider",
            Needed(config),
            ("additional_authentication_provider",),
            authentication_type=Is((kind,)),
        )
        for kind, config in _IDENTITIES
    ),
    *(_appsync("datasource", "CreateDataSource", Needed(config), type=Is((kind,))) for kind, config in _SOURCES),
    _appsync("resolver", "CreateResolver", Needed("data_source"), kind=Is(("UNIT",), default=True)),
    _appsync("resolver", "CreateResolver", Needed("pipeline_config"), kind=Is(("PIPELINE",))),
    _appsync("resolver", "CreateResolver", Refused("data_source"), kind=Is(("PIPELINE",))),
    *(
        _appsync(name, page, Needed("runtime"), code=Given())
        for name, page in (("resolver", "CreateResolver"), ("function", "CreateFunction"))
    ),
    _appsync("function", "CreateFunction", Needed("code", "request_mapping_template"), code=Absent()),
    # HTTP APIs: users and what is behind a link
    Row(
        ("aws_apigatewayv2_authorizer",),
        (Matches("identity_sources", _ORIGIN, "like `$request.header.Authorization`"),),
        _REFUSED,
        f"{_HTTP}apis-apiid-authorizers.html",
        {"api_id>protocol_type": Is(("HTTP",))},
    ),
    _http(
        "authorizer",
        "apis-apiid-authorizers",
        Unfit("issuer"),
        ("jwt_configuration",),
        issuer=Reads("aws_cognito_user_pool", "endpoint"),
    ),
    _http("authorizer", "apis-apiid-authorizers", Begins("issuer", "https://"), ("jwt_configuration",)),
    Row(
        ("aws_apigatewayv2_integration",),
        (Matches("integration_uri", r"arn:.+", "the ARN of a listener, or of a service of Cloud Map"),),
        _REFUSED,
        f"{_HTTP}apis-apiid-integrations.html",
        {"connection_type": Is(("VPC_LINK",)), "api_id>protocol_type": Is(("HTTP",))},
    ),
)
