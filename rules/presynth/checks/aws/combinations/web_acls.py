"""AWS WAF: web ACLs, what they use and what they protect."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import BeginsOtherwise, Is, OfType, OtherType, Reads
from presynth.checks.aws.combinations.consequences import Alone, Count, Matches, Needed, NoneOf, Unfit
from presynth.checks.aws.combinations.repetitions import NamedIn
from presynth.checks.aws.combinations.row import Row

_WAF = "https://docs.aws.amazon.com/waf/latest/APIReference/"
_PROTECTED = (
    *("aws_lb", "aws_alb", "aws_api_gateway_stage", "aws_appsync_graphql_api", "aws_cognito_user_pool"),
    *("aws_apprunner_service", "aws_verifiedaccess_instance", "aws_amplify_app", "aws_apigatewayv2_stage"),
    *("aws_apigatewayv2_api", "aws_cloudfront_distribution", "aws_api_gateway_rest_api"),
    *("aws_api_gateway_deployment", "aws_bedrockagentcore_gateway"),
)
"""What web ACLs are associated with, and what other rows of the table speak of."""

ROWS: tuple[Row, ...] = (
    Row(
        ("aws_wafv2_web_acl",),
        (Alone("allow", "block"), Needed("allow", "block")),
        "a request is let through or not",
        f"{_WAF}API_DefaultAction.html",
        within=("default_action",),
    ),
    Row(
        ("aws_wafv2_web_acl", "aws_wafv2_rule_group"),
        (Alone("allow", "block", "count", "captcha", "challenge"),),
        "a rule has one action",
        f"{_WAF}API_RuleAction.html",
        within=("rule", "action"),
    ),
    Row(
        ("aws_wafv2_web_acl",),
        (Alone("none", "count"),),
        "the action of a group is overridden, or it is not",
        f"{_WAF}API_OverrideAction.html",
        within=("rule", "override_action"),
    ),
    *(
        Row(
            ("aws_wafv2_web_acl", "aws_wafv2_rule_group"),
            (NoneOf("metric_name", "All", "Default_Action"),),
            "AWS WAF has metrics of its own with this name",
            f"{_WAF}API_VisibilityConfig.html",
            within=(*within, "visibility_config"),
        )
        for within in ((), ("rule",))
    ),
    *(
        Row(
            ("aws_wafv2_ip_set",),
            (Matches("addresses", pattern, f"{called} blocks in CIDR notation, but not `{everything}`"),),
            "AWS WAF refuses the set",
            f"{_WAF}API_CreateIPSet.html",
            {"ip_address_version": Is((version,))},
        )
        for version, called, everything, pattern in (
            ("IPV4", "IPv4", "0.0.0.0/0", r"\d+\.\d+\.\d+\.\d+/(?!0$)\d+"),
            ("IPV6", "IPv6", "::/0", r"[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/(?!0$)\d+"),
        )
    ),
    Row(
        ("aws_wafv2_regex_pattern_set",),
        (Count("regular_expression", most=10),),
        "AWS WAF refuses the set",
        "https://docs.aws.amazon.com/waf/latest/developerguide/limits.html",
    ),
    Row(
        ("aws_wafv2_ip_set",),
        (Count("addresses", most=10000),),
        "AWS WAF refuses the set",
        f"{_WAF}API_CreateIPSet.html",
    ),
    *(
        Row(
            types,
            (NamedIn(f"{action}.custom_response.custom_response_body_key", "custom_response_body", "key"),),
            "AWS WAF has to know what to answer",
            f"{_WAF}API_CustomResponse.html",
        )
        for types, action in (
            (("aws_wafv2_web_acl", "aws_wafv2_rule_group"), "rule.action.block"),
            (("aws_wafv2_web_acl",), "default_action.block"),
        )
    ),
    # What is protected, and where it is logged
    *(
        Row(
            ("aws_wafv2_web_acl_association",),
            (Unfit(argument),),
            because,
            f"{_WAF}API_AssociateWebACL.html",
            when,
        )
        for argument, because, when in (
            (
                "resource_arn",
                "of load balancers AWS WAF protects only application load balancers",
                {"resource_arn>load_balancer_type": Is(("network", "gateway"))},
            ),
            (
                "resource_arn",
                "a distribution names its web ACL itself, as `web_acl_id`",
                {"resource_arn>": OfType(("aws_cloudfront_distribution",))},
            ),
            (
                "resource_arn",
                "AWS WAF protects REST APIs, not HTTP and WebSocket APIs",
                {"resource_arn>": OfType(("aws_apigatewayv2_api", "aws_apigatewayv2_stage"))},
            ),
            (
                "resource_arn",
                "of a REST API it is the `arn` of a stage that is protected",
                {"resource_arn>": OfType(("aws_api_gateway_rest_api", "aws_api_gateway_deployment"))},
            ),
            (
                "resource_arn",
                "of a REST API it is the `arn` of a stage that is protected",
                {"resource_arn": Reads("aws_api_gateway_stage", "execution_arn", "invoke_url", "id")},
            ),
            ("resource_arn", "AWS WAF does not protect these", {"resource_arn>": OtherType(_PROTECTED)}),
            (
                "web_acl_arn",
                "only distributions take web ACLs of this scope",
                {"web_acl_arn>scope": Is(("CLOUDFRONT",))},
            ),
        )
    ),
    *(
        Row(
            ("aws_wafv2_web_acl_logging_configuration",),
            (Unfit("log_destination_configs"),),
            "AWS WAF logs only to what is called so",
            "https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html",
            {
                "log_destination_configs>": OfType((terraform_type,)),
                f"log_destination_configs>{name}": BeginsOtherwise("aws-waf-logs-"),
            },
        )
        for terraform_type, name in (
            ("aws_cloudwatch_log_group", "name"),
            ("aws_s3_bucket", "bucket"),
            ("aws_kinesis_firehose_delivery_stream", "name"),
        )
    ),
)
