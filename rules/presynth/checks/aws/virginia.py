"""What there is only in us-east-1, and is made or looked for elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presynth.checks.aws.combinations.conditions import Condition, Holds
from presynth.checks.aws.documents import text_of
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field
from presynth.checks.common.resources import Resource, resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.wiring.keys import source_of
from presynth.findings import Finding, Related, Severity
from presynth.program.values import Value

HOME = "us-east-1"
OTHER_PARTITIONS = ("cn-", "us-gov-", "us-iso", "eu-iso", "eusc-")
"""How the names of regions begin that are not in the partition `aws`."""
_ARN_REGION = re.compile(r"arn:aws:acm:([a-z0-9-]+):")
_WAF = ("aws_wafv2_web_acl", "aws_wafv2_ip_set", "aws_wafv2_rule_group", "aws_wafv2_regex_pattern_set")
_ONLY_THERE = ("aws_cur_report_definition", "aws_ecrpublic_repository")
_BILLING = ("AWS/Billing", "AWS/CloudFront", "AWS/Route53")
_CERTIFICATES = ("aws_acm_certificate", "aws_acm_certificate_validation")


@dataclass(frozen=True)
class _Use:
    """What a global service uses, by the path of the argument, and what the outcome of another region is; `unless` says
    when it does not matter."""

    path: str
    terraform_types: tuple[str, ...]
    message: str
    unless: tuple[str, Condition] | None = None


_USES = {
    "aws_cloudfront_distribution": (
        _Use(
            "viewer_certificate.acm_certificate_arn",
            _CERTIFICATES,
            "CloudFront takes certificates of us-east-1 only, and this one is in {region}",
        ),
        _Use(
            "default_cache_behavior.lambda_function_association.lambda_arn",
            ("aws_lambda_function",),
            "CloudFront takes functions of us-east-1 only, and this one is in {region}",
        ),
    ),
    "aws_api_gateway_domain_name": (
        _Use(
            "certificate_arn",
            _CERTIFICATES,
            "an edge-optimized domain takes certificates of us-east-1 only, and this one is in {region}",
            ("endpoint_configuration.types", Holds(("REGIONAL", "PRIVATE"))),
        ),
    ),
    "aws_appsync_domain_name": (
        _Use(
            "certificate_arn",
            _CERTIFICATES,
            "AppSync takes certificates of us-east-1 only, and this one is in {region}",
        ),
    ),
    "aws_amplify_domain_association": (
        _Use(
            "certificate_settings.custom_certificate_arn",
            _CERTIFICATES,
            "Amplify takes certificates of us-east-1 only, and this one is in {region}",
        ),
    ),
    "aws_route53_query_log": (
        _Use(
            "cloudwatch_log_group_arn",
            ("aws_cloudwatch_log_group",),
            "Route 53 logs to groups of us-east-1 only, and this one is in {region}",
        ),
    ),
    "aws_route53_key_signing_key": (
        _Use(
            "key_management_service_arn",
            ("aws_kms_key",),
            "Route 53 signs with keys of us-east-1 only, and this one is in {region}",
        ),
    ),
    "aws_cognito_user_pool_domain": (
        _Use(
            "certificate_arn",
            _CERTIFICATES,
            "a custom domain of Cognito takes certificates of us-east-1 only, and this one is in {region}",
        ),
    ),
}

_IMPORTS = """
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.cloudfront_distribution import (
    CloudfrontDistribution,
    CloudfrontDistributionViewerCertificate,
)
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.wafv2_web_acl import Wafv2WebAcl

virginia = AwsProvider(self, "virginia", region="us-east-1", alias="virginia")
rest = {
    "enabled": True,
    "origin": [{"originId": "site", "domainName": "site.acme-pay.net"}],
    "default_cache_behavior": {
        "target_origin_id": "site",
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "viewer_protocol_policy": "https-only",
        "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    },
    "restrictions": {"geo_restriction": {"restriction_type": "none"}},
}
acl = {
    "default_action": {"allow": {}},
    "visibility_config": {
        "cloudwatch_metrics_enabled": True, "metric_name": "acl", "sampled_requests_enabled": True
    },
}
alarm = {"alarm_name": "costs", "comparison_operator": "GreaterThanThreshold", "evaluation_periods": 1}
"""


class GlobalServiceElsewhere(ResourceRule):
    """Something for a global service is made in another region than us-east-1.

    ## What it does
    Looks for web ACLs, rule groups and sets of addresses with scope `CLOUDFRONT`, certificates and functions of
    CloudFront distributions, certificates of Cognito, AppSync, Amplify and edge-optimized domains, logs and keys of
    Route 53, cost reports and public registries that are made with a provider of another region; and for alarms on
    metrics of billing, CloudFront and Route 53 there (a warning: they see nothing).

    ## Why is this bad?
    CloudFront and the others are run from us-east-1 and look for what they use there: it is refused when it is applied.

    ## References
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html (2026-11-29)
    - https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/monitoring-using-cloudwatch.html (2026-11-29)
    """

    code = "PS358"
    name = "global-service-elsewhere"
    severity = Severity.ERROR
    terraform_types = (*_WAF, *_ONLY_THERE, *_USES, "aws_cloudwatch_metric_alarm")
    VALID = (
        Valid(
            _IMPORTS
            + """
certificate = AcmCertificate(self, "certificate", domain_name="www.acme-pay.net", provider=virginia)
Wafv2WebAcl(self, "cdn-acl", name="cdn", scope="CLOUDFRONT", provider=virginia, **acl)
Wafv2WebAcl(self, "api-acl", name="api", scope="REGIONAL", **acl)
Wafv2WebAcl(self, "other-acl", name="other", scope="CLOUDFRONT", region="us-east-1", **acl)
CloudfrontDistribution(
    self,
    "cdn",
    viewer_certificate=CloudfrontDistributionViewerCertificate(
        acm_certificate_arn=certificate.arn, ssl_support_method="sni-only"
    ),
    **rest,
)
"""
        ),
        Valid(
            _IMPORTS
            + """

def distribution(scope, provider, certificate):
    Wafv2WebAcl(scope, "acl", name="cdn", scope="CLOUDFRONT", provider=provider, **acl)
    certificate = {"acm_certificate_arn": certificate, "ssl_support_method": "sni-only"}
    CloudfrontDistribution(scope, "cdn", viewer_certificate=certificate, **rest)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
Wafv2WebAcl(self, "acl", name="cdn", scope=«"CLOUDFRONT"», **acl)
""",
            message="this is in eu-west-1",
        ),
        Invalid(
            _IMPORTS
            + """
certificate = AcmCertificate(self, "certificate", domain_name="www.acme-pay.net")
CloudfrontDistribution(
    self,
    "cdn",
    viewer_certificate=CloudfrontDistributionViewerCertificate(
        acm_certificate_arn=«certificate.arn», ssl_support_method="sni-only"
    ),
    **rest,
)
""",
            message="this one is in eu-west-1",
        ),
        Invalid(
            _IMPORTS
            + """
ARN = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
CloudfrontDistribution(
    self, "cdn", viewer_certificate={"acm_certificate_arn": «ARN», "ssl_support_method": "sni-only"}, **rest
)
""",
            message="this one is in eu-central-1",
        ),
        Invalid(
            _IMPORTS
            + """
CloudwatchMetricAlarm(
    self, "costs", metric_name="EstimatedCharges", namespace=«"AWS/Billing"», statistic="Maximum", period=21600,
    threshold=100, **alarm
)
""",
            message="sees nothing",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        terraform_type = resource.event.type.terraform_type
        if terraform_type in _USES:
            yield from self._of_uses(resource)
            return
        region = resource.region
        if region is None or region == HOME or region.startswith(OTHER_PARTITIONS):
            return
        if terraform_type in _ONLY_THERE:
            yield self.finding(
                resource.event.callee_place,
                f"there is this in us-east-1 only, and this is in {region}",
                about=resource.instance,
            )
        elif terraform_type in _WAF and resource.constant("scope") == "CLOUDFRONT":
            yield self._of_scope(resource, region)
        elif terraform_type == "aws_cloudwatch_metric_alarm":
            yield from self._of_alarm(resource, region)

    def _of_scope(self, resource: Resource, region: str) -> Finding:
        field = resource.field("scope")
        return self.finding(
            resource.event.callee_place if field is None else field.place,
            f"scope `CLOUDFRONT` is for us-east-1 only, and this is in {region}: AWS refuses it",
            about=resource.instance,
        )

    def _of_alarm(self, resource: Resource, region: str) -> Iterator[Finding]:
        field = resource.field("namespace")
        if field is not None and resource.constant("namespace") in _BILLING:
            yield self.finding(
                field.place,
                f"metrics of {resource.constant('namespace')} are in us-east-1 only: an alarm in {region} sees nothing",
                about=resource.instance,
                severity=Severity.WARNING,
            )

    def _of_uses(self, user: Resource) -> Iterator[Finding]:
        for use in _USES[user.event.type.terraform_type]:
            field = user.block.field(tuple(use.path.split(".")))
            made = None if field is None else _made(user, field, use)
            if field is None or (use.unless is not None and use.unless[1].holds(user.block, use.unless[0])):
                continue
            region = _written_region(field.value) if made is None else made.region
            if region is not None and region != HOME:
                yield self.finding(
                    field.place,
                    use.message.format(region=region),
                    about=user.instance,
                    related=() if made is None else [Related(made.event.callee_place, "it is made here")],
                )


def _made(user: Resource, field: Field, use: _Use) -> Resource | None:
    source = source_of(field.value)
    made = None if source is None else resource(user.program, source)
    if made is None or made.event.type.terraform_type not in use.terraform_types:
        return None
    return made


def _written_region(value: Value) -> str | None:
    named = _ARN_REGION.match(text_of(value))
    return None if named is None else named[1]
