"""CloudFront: headers that it adds to requests and answers, and how long functions at the edge may take."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Condition, Like, Within
from presynth.checks.aws.combinations.consequences import Matches, Unfit
from presynth.checks.aws.combinations.row import Row

_GUIDE = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
_SECURITY = (
    "content-security-policy|referrer-policy|strict-transport-security|x-content-type-options|x-frame-options"
    "|x-xss-protection"
)
_OWN = (
    "cache-control|connection|content-length|cookie|host|if-match|if-modified-since|if-none-match|if-range"
    "|if-unmodified-since|max-forwards|pragma|proxy-authenticate|proxy-authorization|proxy-connection|range"
    "|request-range|te|trailer|transfer-encoding|upgrade|via|x-amz-.*|x-edge-.*|x-real-ip"
)


def _functions(because: str, **when: Condition) -> tuple[Row, ...]:
    return tuple(
        Row(
            ("aws_cloudfront_distribution",),
            (Unfit("lambda_arn"),),
            because,
            f"{_GUIDE}cloudfront-limits.html#limits-lambda-at-edge",
            when,
            (behavior, "lambda_function_association"),
        )
        for behavior in ("default_cache_behavior", "ordered_cache_behavior")
    )


_FOR_VIEWERS, _FOR_ORIGINS = Like("viewer-.*"), Like("origin-.*")

ROWS: tuple[Row, ...] = (
    Row(
        ("aws_cloudfront_response_headers_policy",),
        (Matches("header", rf"(?i)(?!({_SECURITY})$).*", "another header than this"),),
        "it belongs in `security_headers_config`, and CloudFront refuses it here",
        f"{_GUIDE}understanding-response-headers-policies.html",
        within=("custom_headers_config", "items"),
    ),
    Row(
        ("aws_cloudfront_distribution",),
        (Matches("name", rf"(?i)(?!({_OWN})$).*", "another header than this"),),
        "CloudFront does not let it be set",
        f"{_GUIDE}add-origin-custom-headers.html#add-origin-custom-headers-denylist",
        within=("origin", "custom_header"),
    ),
    Row(
        ("aws_cloudfront_distribution",),
        (Matches("default_root_object", "(?!/).*", "the name of an object, without a `/` first"),),
        "CloudFront refuses it",
        f"{_GUIDE}DefaultRootObject.html",
    ),
    *_functions(
        "a function for viewers has 5 seconds at most",
        **{"event_type": _FOR_VIEWERS, "lambda_arn>timeout": Within(least=6)},
    ),
    *_functions(
        "a function for viewers has 128 MB of memory",
        **{"event_type": _FOR_VIEWERS, "lambda_arn>memory_size": Within(least=129)},
    ),
    *_functions(
        "a function for origins has 30 seconds at most",
        **{"event_type": _FOR_ORIGINS, "lambda_arn>timeout": Within(least=31)},
    ),
)
