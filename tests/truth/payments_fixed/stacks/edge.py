"""CloudFront in front of the API, and the names that lead there."""

from pathlib import Path

from cdktf_cdktf_provider_aws.cloudfront_distribution import (
    CloudfrontDistribution,
    CloudfrontDistributionDefaultCacheBehavior,
    CloudfrontDistributionOrderedCacheBehavior,
    CloudfrontDistributionOrigin,
    CloudfrontDistributionOriginCustomOriginConfig,
    CloudfrontDistributionRestrictions,
    CloudfrontDistributionRestrictionsGeoRestriction,
    CloudfrontDistributionViewerCertificate,
)
from cdktf_cdktf_provider_aws.cloudfront_function import CloudfrontFunction
from cdktf_cdktf_provider_aws.route53_record import Route53Record, Route53RecordAlias
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone
from constructs import Construct

from stacks.api import Api

CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
REWRITE = Path(__file__).parents[1] / "web" / "rewrite.js"


class Edge(Construct):
    def __init__(self, scope: Construct, id: str, environment_suffix: str, *, api: Api, region: str) -> None:
        super().__init__(scope, id)
        origin = f"payment-api-{environment_suffix}"

        with open(REWRITE, encoding="utf-8") as script:
            rewrite = CloudfrontFunction(
                self,
                "rewrite",
                name=f"payment-rewrite-{environment_suffix}",
                runtime="cloudfront-js-2.0",
                code=script.read(),
            )

        self.distribution = CloudfrontDistribution(
            self,
            "distribution",
            enabled=True,
            comment=f"Payments - {environment_suffix}",
            price_class="PriceClass_100",
            origin=[
                CloudfrontDistributionOrigin(
                    origin_id=origin,
                    domain_name=f"{api.api.id}.execute-api.{region}.amazonaws.com",
                    origin_path=f"/{api.stage.stage_name}",
                    custom_origin_config=CloudfrontDistributionOriginCustomOriginConfig(
                        http_port=80,
                        https_port=443,
                        origin_protocol_policy="https-only",
                        origin_ssl_protocols=["TLSv1.2"],
                    ),
                )
            ],
            default_cache_behavior=CloudfrontDistributionDefaultCacheBehavior(
                allowed_methods=["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
                cached_methods=["GET", "HEAD"],
                target_origin_id=origin,
                viewer_protocol_policy="redirect-to-https",
                compress=True,
                cache_policy_id=CACHING_DISABLED,
            ),
            ordered_cache_behavior=[
                CloudfrontDistributionOrderedCacheBehavior(
                    path_pattern="/docs/*",
                    allowed_methods=["GET", "HEAD"],
                    cached_methods=["GET", "HEAD"],
                    target_origin_id=origin,
                    viewer_protocol_policy="redirect-to-https",
                    cache_policy_id=CACHING_OPTIMIZED,
                    function_association=[{"eventType": "viewer-request", "functionArn": rewrite.arn}],
                )
            ],
            restrictions=CloudfrontDistributionRestrictions(
                geo_restriction=CloudfrontDistributionRestrictionsGeoRestriction(restriction_type="none")
            ),
            viewer_certificate=CloudfrontDistributionViewerCertificate(cloudfront_default_certificate=True),
        )

        zone = Route53Zone(
            self,
            "zone",
            name=f"payments-{environment_suffix}.acme-pay.net",
            comment="Payments",
        )
        Route53Record(
            self,
            "site",
            zone_id=zone.zone_id,
            name=f"www.payments-{environment_suffix}.acme-pay.net",
            type="A",
            alias=Route53RecordAlias(
                name=self.distribution.domain_name,
                zone_id=self.distribution.hosted_zone_id,
                evaluate_target_health=False,
            ),
        )

    @property
    def domain_name(self) -> str:
        return self.distribution.domain_name
