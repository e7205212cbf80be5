"""CloudFront: distributions and the policies of their behaviors."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import (
    Absent,
    Condition,
    Given,
    Holds,
    Is,
    Like,
    Reads,
    Within,
)
from presynth.checks.aws.combinations.consequences import (
    Alone,
    Ascending,
    Consequence,
    Matches,
    Needed,
    NoneOf,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.repetitions import EachOf, NamedIn, NotReading
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_API = "https://docs.aws.amazon.com/cloudfront/latest/APIReference/"
_REFUSED = "CloudFront refuses it"
_BEHAVIORS = ("default_cache_behavior", "ordered_cache_behavior")
_FUNCTION = "aws_lambda_function"
_CACHE_KEY = ("parameters_in_cache_key_and_forwarded_to_origin",)
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_MANAGED = {
    "cache_policy_id": (
        *("658327ea-f89d-4fab-a63d-7e88639e58f6", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"),
        *("b2884449-e4de-46a7-ac36-70bc7f1ddd6d", "08627262-05a9-4f76-9ded-b50ca2e3a84f"),
        *("2e54312d-136d-493c-8eb9-b001f22f67d2", "83da9c7e-98b4-4e11-a168-04f0df8e2c65"),
        "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    ),
    "origin_request_policy_id": (
        *("216adef6-5c7f-47e4-b989-5492eafa07d3", "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"),
        *("b689b0a8-53d0-40ab-baf2-68738e2966ac", "59781a5b-3903-41f3-afcb-af62929ccde1"),
        *("acba4595-bd28-49b8-b9fe-13317c0390fa", "775133bc-15f2-49f9-abea-afb2e0bf67d2"),
        *("33f36d7e-f396-46d9-90e0-52428a34d9dc", "bf0718e1-ba1e-49d1-88b1-f726733018ae"),
    ),
    "response_headers_policy_id": (
        *("60669652-455b-4ae9-85a4-c4c02393f86c", "5cc3b908-e619-4b99-88e5-2cf7f45965bd"),
        *("67f7725c-6f97-4210-82d7-5512b31e9d03", "e61eb60c-9c35-4d20-a928-2b84e02af89c"),
        "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
    ),
}
"""The policies of CloudFront itself, by where they belong.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html (2026-11-29)"""
_HOST = r"(?!.*://)(\*\.)?[A-Za-z0-9_.-]+"


def _distribution(within: tuple[str, ...], page: str, then: Consequence, **when: Condition) -> Row:
    return Row(("aws_cloudfront_distribution",), (then,), _REFUSED, f"{_API}API_{page}.html", when, within)


def _behaviors(within: tuple[str, ...], page: str, then: Consequence, **when: Condition) -> tuple[Row, ...]:
    """What is asked of each behavior of a distribution, or of a block in it."""
    return tuple(_distribution((kind, *within), page, then, **when) for kind in _BEHAVIORS)


def _edge_functions(because: str, **when: Condition) -> tuple[Row, ...]:
    """Which functions no behavior of a distribution can call."""
    return tuple(
        Row(
            ("aws_cloudfront_distribution",),
            (Unfit("lambda_arn"),),
            because,
            "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html",
            when,
            (kind, "lambda_function_association"),
        )
        for kind in _BEHAVIORS
    )


def _parts_of_requests(terraform_type: str, within: tuple[str, ...], page: str) -> tuple[Row, ...]:
    """Lists of headers, cookies and parameters go with what is to be done with these."""
    parts = (
        ("headers_config", "header_behavior", "headers"),
        ("cookies_config", "cookie_behavior", "cookies"),
        ("query_strings_config", "query_string_behavior", "query_strings"),
    )
    listed = Is(("whitelist", "allExcept", "allViewerAndWhitelistCloudFront"))
    source = f"{_API}API_{page}.html"
    return tuple(
        row
        for block, behavior, names in parts
        for row in (
            Row((terraform_type,), (Needed(names),), _REFUSED, source, {behavior: listed}, (*within, block)),
            Row(
                (terraform_type,),
                (Refused(names),),
                _REFUSED,
                source,
                {behavior: Is(("none", "all", "allViewer"))},
                (*within, block),
            ),
        )
    )


ROWS: tuple[Row, ...] = (
    # Distributions
    Row(
        ("aws_cloudfront_distribution",),
        (Refused("custom_origin_config"),),
        "the kinds of the origin and of the control of access to it differ",
        "https://github.com/hashicorp/terraform-provider-aws/issues/26850",
        {"origin_access_control_id>origin_access_control_origin_type": Is(("s3",))},
        ("origin",),
    ),
    Row(
        ("aws_cloudfront_distribution",),
        (EachOf("status_codes", 400, 403, 404, 416, 429, 500, 502, 503, 504),),
        "CloudFront goes to the second origin on these only",
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
        within=("origin_group", "failover_criteria"),
    ),
    Row(
        ("aws_cloudfront_key_group",),
        (NotReading("items", "aws_cloudfront_public_key", "name"),),
        "keys are known by their ids",
        "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_KeyGroupConfig.html",
    ),
    Row(
        ("aws_cloudfront_distribution",),
        (NamedIn("origin_group.member.origin_id", "origin", "origin_id"),),
        "CloudFront refuses the distribution",
        "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginGroupMember.html",
    ),
    _distribution(
        ("custom_error_response",), "CustomErrorResponse", Needed("response_code"), response_page_path=Given()
    ),
    _distribution(
        ("custom_error_response",), "CustomErrorResponse", Needed("response_page_path"), response_code=Given()
    ),
    _distribution(
        ("custom_error_response",),
        "CustomErrorResponse",
        OneOf("error_code", 400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504),
    ),
    _distribution(
        ("restrictions", "geo_restriction"),
        "GeoRestriction",
        Needed("locations"),
        restriction_type=Is(("whitelist", "blacklist")),
    ),
    _distribution(
        ("restrictions", "geo_restriction"),
        "GeoRestriction",
        Refused("locations"),
        restriction_type=Is(("none",)),
    ),
    *(
        _distribution(
            ("viewer_certificate",), "ViewerCertificate", Needed("ssl_support_method"), **{certificate: Given()}
        )
        for certificate in ("acm_certificate_arn", "iam_certificate_id")
    ),
    _distribution(("viewer_certificate",), "ViewerCertificate", Alone("acm_certificate_arn", "iam_certificate_id")),
    _distribution((), "Aliases", Matches("aliases", _HOST, "the names of hosts")),
    _distribution(
        ("origin",),
        "S3OriginConfig",
        Refused("s3_origin_config.origin_access_identity"),
        origin_access_control_id=Given(),
    ),
    *_behaviors(
        ("function_association",), "FunctionAssociation", OneOf("event_type", "viewer-request", "viewer-response")
    ),
    *_behaviors(
        ("lambda_function_association",),
        "LambdaFunctionAssociation",
        Refused("include_body"),
        event_type=Is(("viewer-response", "origin-response")),
    ),
    *_behaviors(
        ("forwarded_values", "cookies"), "CookiePreference", Needed("whitelisted_names"), forward=Is(("whitelist",))
    ),
    *_behaviors(
        (),
        "CacheBehavior",
        Needed("cache_policy_id"),
        origin_request_policy_id=Given(),
        forwarded_values=Absent(),
    ),
    *_behaviors((), "CacheBehavior", Refused("forwarded_values"), origin_request_policy_id=Given()),
    *(
        row
        for name in _MANAGED
        for row in (
            *_behaviors((), "CacheBehavior", Matches(name, _UUID, "the id of a policy, not its name")),
            *_behaviors(
                (),
                "CacheBehavior",
                NoneOf(name, *(each for other, ids in _MANAGED.items() if other != name for each in ids)),
            ),
        )
    ),
    _distribution(
        (),
        "LoggingConfig",
        Matches("logging_config.bucket", r".+\.s3[.-].*amazonaws\.com(\.cn)?", "the domain name of a bucket"),
    ),
    # What a distribution refers to
    *(
        _distribution(("origin",), "Origin", Unfit("domain_name"), domain_name=Reads(terraform_type, *attributes))
        for terraform_type, attributes in (
            ("aws_s3_bucket", ("arn", "id", "bucket")),
            ("aws_lb", ("arn", "id", "name")),
            ("aws_alb", ("arn", "id", "name")),
        )
    ),
    _distribution((), "DistributionConfig", Unfit("web_acl_id"), **{"web_acl_id>scope": Is(("REGIONAL",))}),
    _distribution(
        ("origin",),
        "S3OriginConfig",
        Unfit("s3_origin_config.origin_access_identity"),
        **{"s3_origin_config.origin_access_identity": Reads("aws_cloudfront_origin_access_identity", "id")},
    ),
    *(
        _distribution(
            ("origin",),
            "Origin",
            Needed("custom_origin_config"),
            domain_name=Reads(terraform_type, "website_endpoint"),
        )
        for terraform_type in ("aws_s3_bucket_website_configuration", "aws_s3_bucket")
    ),
    _distribution(
        ("origin",),
        "Origin",
        Needed("custom_origin_config"),
        domain_name=Like(r".+\.s3-website[.-].+"),
    ),
    *(
        row
        for because, argument, most in (
            ("functions that viewers wait for have 5 seconds", "timeout", 5),
            ("functions that viewers wait for have 128 MB", "memory_size", 128),
        )
        for row in _edge_functions(
            because, event_type=Like(r"viewer-\w+"), **{f"lambda_arn>{argument}": Within(most + 1)}
        )
    ),
    *(
        Row(
            ("aws_cloudfront_distribution",),
            (Refused("default_ttl", "max_ttl", "min_ttl"),),
            "the policy has these, and the provider does not send them",
            "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudfront/distribution.go",
            {"cache_policy_id": Given()},
            (kind,),
            severity=Severity.WARNING,
        )
        for kind in _BEHAVIORS
    ),
    *_edge_functions("a version is needed (`qualified_arn`)", lambda_arn=Reads(_FUNCTION, "arn", "invoke_arn")),
    *_edge_functions(
        "a function without `publish` has no versions",
        lambda_arn=Reads(_FUNCTION, "qualified_arn"),
        **{"lambda_arn>publish": Is((False,), default=True)},
    ),
    *(
        row
        for because, argument, condition in (
            ("Lambda@Edge has no environment variables", "environment.variables", Given()),
            ("Lambda@Edge reaches no VPC", "vpc_config", Given()),
            ("Lambda@Edge has no dead-letter queues", "dead_letter_config", Given()),
            ("Lambda@Edge runs on `x86_64` only", "architectures", Holds(("arm64",))),
            ("Lambda@Edge runs Node.js and Python only", "runtime", Like(r"(?!nodejs|python).+")),
        )
        for row in _edge_functions(because, **{f"lambda_arn>{argument}": condition})
    ),
    # Policies
    Row(
        ("aws_cloudfront_cache_policy",),
        (Ascending("min_ttl", "default_ttl", "max_ttl"),),
        _REFUSED,
        f"{_API}API_CachePolicyConfig.html",
    ),
    *_parts_of_requests("aws_cloudfront_cache_policy", _CACHE_KEY, "CachePolicyConfig"),
    *_parts_of_requests("aws_cloudfront_origin_request_policy", (), "OriginRequestPolicyConfig"),
    Row(
        ("aws_cloudfront_response_headers_policy",),
        (Matches("items", "GET|DELETE|HEAD|OPTIONS|PATCH|POST|PUT|ALL", "methods, or `ALL`"),),
        _REFUSED,
        f"{_API}API_ResponseHeadersPolicyAccessControlAllowMethods.html",
        within=("cors_config", "access_control_allow_methods"),
    ),
)
