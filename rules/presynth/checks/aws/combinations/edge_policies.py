"""CloudFront: what its policies keep, forward and answer, and to which countries."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Is
from presynth.checks.aws.combinations.consequences import Matches, OneOf
from presynth.checks.aws.combinations.row import Row
from presynth.checks.aws.countries import COUNTRY, WANTED
from presynth.findings import Severity

_API = "https://docs.aws.amazon.com/cloudfront/latest/APIReference/"
_GUIDE = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
_KEY = "parameters_in_cache_key_and_forwarded_to_origin"
_CACHE, _ORIGIN = "aws_cloudfront_cache_policy", "aws_cloudfront_origin_request_policy"
_REFUSED = "CloudFront refuses it"
_WITH_CREDENTIALS = {"access_control_allow_credentials": Is((True,))}

ROWS: tuple[Row, ...] = (
    Row(
        (_CACHE,),
        (
            *(
                OneOf(f"{kind}_config.{behavior}_behavior", "none")
                for kind, behavior in (("headers", "header"), ("cookies", "cookie"), ("query_strings", "query_string"))
            ),
            OneOf("enable_accept_encoding_gzip", False),
            OneOf("enable_accept_encoding_brotli", False),
        ),
        "a policy that keeps nothing has no key; what is forwarded belongs in an origin request policy",
        f"{_API}API_ParametersInCacheKeyAndForwardedToOrigin.html",
        {"^max_ttl": Is((0,))},
        (_KEY,),
    ),
    *(
        Row(
            (_CACHE,),
            (Matches("headers_config.headers.items", r"(?i)(?!accept-encoding$).*", "another header than this"),),
            "the policy looks after it by itself",
            f"{_GUIDE}cache-key-understand-cache-policy.html",
            {encoding: Is((True,))},
            (_KEY,),
        )
        for encoding in ("enable_accept_encoding_gzip", "enable_accept_encoding_brotli")
    ),
    Row(
        (_ORIGIN,),
        (Matches("headers.items", r"(?i)(?!accept-encoding$).*", "another header than this"),),
        "only cache policies may name it",
        f"{_GUIDE}origin-understand-origin-request-policy.html",
        {"header_behavior": Is(("whitelist",))},
        ("headers_config",),
    ),
    Row(
        (_ORIGIN,),
        (Matches("headers.items", r"(?i)(?!authorization$).*", "another header than this"),),
        "CloudFront forwards it with all headers, or as part of the cache key",
        f"{_GUIDE}add-origin-custom-headers.html#add-origin-custom-headers-forward-authorization",
        {"header_behavior": Is(("whitelist",))},
        ("headers_config",),
        severity=Severity.WARNING,
    ),
    Row(
        ("aws_cloudfront_response_headers_policy",),
        (Matches("access_control_allow_headers.items", r"[^*]*", "a header by its name"),),
        "CloudFront refuses it",
        "https://github.com/aws/aws-cdk/pull/35308",
        _WITH_CREDENTIALS,
        ("cors_config",),
    ),
    Row(
        ("aws_cloudfront_response_headers_policy",),
        (Matches("access_control_allow_origins.items", r"(?!\*$).*", "an origin by its name"),),
        "browsers take no answer with credentials for all origins",
        "https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS#requests_with_credentials",
        _WITH_CREDENTIALS,
        ("cors_config",),
        severity=Severity.WARNING,
    ),
    Row(
        ("aws_cloudfront_distribution",),
        (Matches("locations", COUNTRY, WANTED),),
        _REFUSED,
        f"{_API}API_GeoRestriction.html",
        within=("restrictions", "geo_restriction"),
    ),
)
