"""CloudFront distributions that AWS refuses."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.network.distributions import faults
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Severity

_IMPORTS = """
from cdktf_cdktf_provider_aws.cloudfront_distribution import (
    CloudfrontDistribution,
    CloudfrontDistributionDefaultCacheBehavior,
    CloudfrontDistributionLoggingConfig,
    CloudfrontDistributionOrigin,
    CloudfrontDistributionOriginCustomOriginConfig,
)
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_ownership_controls import S3BucketOwnershipControls

POLICY = "658327ea-f89d-4fab-a63d-7e88639e58f6"
site = S3Bucket(self, "site", bucket="acme-site")
rest = {
    "enabled": True,
    "restrictions": {"geo_restriction": {"restriction_type": "none"}},
    "viewer_certificate": {"cloudfront_default_certificate": True},
}
origin = CloudfrontDistributionOrigin(
    origin_id="site", domain_name=site.bucket_regional_domain_name, origin_access_control_id="E1"
)
behavior = {
    "target_origin_id": "site",
    "allowed_methods": ["GET", "HEAD"],
    "cached_methods": ["HEAD", "GET"],
    "viewer_protocol_policy": "redirect-to-https",
    "cache_policy_id": POLICY,
}
"""
_MADE = 'CloudfrontDistribution(self, "site-cdn", origin=[origin], default_cache_behavior=behavior, **rest)\n'


class RefusedDistribution(ResourceRule):
    """A CloudFront distribution that AWS refuses.

    ## What it does
    Looks at distributions for behaviors whose `target_origin_id` no origin has, that have neither a cache policy nor
    `forwarded_values`, times in the wrong order, and combinations of methods there are not; for origins whose
    `domain_name` is a URL, or a server without `custom_origin_config`; for aliases without a certificate; and for
    logs into a bucket without ACLs.

    ## Why is this bad?
    CloudFront refuses the distribution when it is applied (`NoSuchOrigin`, `InvalidArgument`,
    `InvalidViewerCertificate`): no plan says so.

    ## References
    - https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistribution.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html (2026-11-29)
    """

    code = "PS357"
    name = "refused-distribution"
    severity = Severity.ERROR
    terraform_types = ("aws_cloudfront_distribution",)
    VALID = (
        Valid(_IMPORTS + _MADE),
        Valid(
            _IMPORTS
            + """
logs = S3Bucket(self, "logs", bucket="acme-logs")
S3BucketOwnershipControls(self, "ownership", bucket=logs.id, rule={"object_ownership": "BucketOwnerPreferred"})
front = Lb(self, "front", subnets=["subnet-1", "subnet-2"])
custom = CloudfrontDistributionOriginCustomOriginConfig(
    http_port=80, https_port=443, origin_protocol_policy="https-only", origin_ssl_protocols=["TLSv1.2"]
)
CloudfrontDistribution(
    self,
    "cdn",
    aliases=["www.acme-pay.net"],
    enabled=True,
    origin=[
        CloudfrontDistributionOrigin(
            origin_id=front.dns_name, domain_name=front.dns_name, custom_origin_config=custom, origin_path="/live"
        )
    ],
    default_cache_behavior=CloudfrontDistributionDefaultCacheBehavior(
        target_origin_id=front.dns_name,
        allowed_methods=["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
        cached_methods=["GET", "HEAD"],
        viewer_protocol_policy="https-only",
        forwarded_values={"query_string": True, "cookies": {"forward": "all"}},
        min_ttl=0,
        default_ttl=60,
        max_ttl=60,
    ),
    logging_config=CloudfrontDistributionLoggingConfig(bucket=logs.bucket_domain_name),
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate={"acm_certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/1"},
)
"""
        ),
        Valid(
            _IMPORTS
            + """

def distribution(scope, suffix, target, aliases, certificate):
    CloudfrontDistribution(
        scope,
        "cdn",
        enabled=True,
        aliases=aliases,
        origin=[CloudfrontDistributionOrigin(origin_id=f"site-{suffix}", domain_name=site.bucket_domain_name)],
        default_cache_behavior={**behavior, "target_origin_id": target},
        ordered_cache_behavior=[{"pathPattern": "/a", "targetOriginId": f"site-{suffix}", "cachePolicyId": POLICY}],
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        viewer_certificate=certificate,
    )
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS.replace('"target_origin_id": "site"', '"target_origin_id": «"s3-site"»') + _MADE,
            message="`s3-site` (`site`)",
        ),
        Invalid(
            _IMPORTS.replace('    "cache_policy_id": POLICY,\n', "")
            .replace("behavior = {\n", "behavior = «{\n")
            .replace('"redirect-to-https",\n}', '"redirect-to-https",\n}»')
            + _MADE,
            message="neither `cache_policy_id` nor `forwarded_values`",
        ),
        Invalid(
            _IMPORTS.replace('"allowed_methods": ["GET", "HEAD"]', '"allowed_methods": «["GET", "HEAD", "POST"]»')
            + _MADE,
            message="all seven",
        ),
        Invalid(
            _IMPORTS
            + """
aliases = ["www.acme-pay.net"]
CloudfrontDistribution(
    self, "cdn", origin=[origin], aliases=«aliases», default_cache_behavior=behavior, **rest
)
""",
            message="no certificate for them",
        ),
        Invalid(
            _IMPORTS
            + """
front = Lb(self, "front", subnets=["subnet-1", "subnet-2"])
balancer = «CloudfrontDistributionOrigin»(origin_id="site", domain_name=front.dns_name)
CloudfrontDistribution(self, "cdn", origin=[balancer], default_cache_behavior=behavior, **rest)
""",
            message="has no `custom_origin_config`",
        ),
        Invalid(
            _IMPORTS
            + """
from cdktf_cdktf_provider_aws.apigatewayv2_api import Apigatewayv2Api

api = Apigatewayv2Api(self, "api", name="api", protocol_type="HTTP")
custom = CloudfrontDistributionOriginCustomOriginConfig(
    http_port=80, https_port=443, origin_protocol_policy="https-only", origin_ssl_protocols=["TLSv1.2"]
)
server = CloudfrontDistributionOrigin(
    origin_id="site", domain_name=«api.api_endpoint», custom_origin_config=custom
)
CloudfrontDistribution(self, "cdn", origin=[server], default_cache_behavior=behavior, **rest)
""",
            message="this is a URL",
        ),
        Invalid(
            _IMPORTS
            + """
logs = S3Bucket(self, "logs", bucket="acme-logs")
CloudfrontDistribution(
    self,
    "cdn",
    origin=[origin],
    default_cache_behavior=behavior,
    logging_config=CloudfrontDistributionLoggingConfig(bucket=«logs.bucket_domain_name»),
    **rest,
)
""",
            message="has no ACLs",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for fault in faults(resource):
            yield self.finding(fault.place, f"{fault.message}; CloudFront refuses it", about=resource.instance)
