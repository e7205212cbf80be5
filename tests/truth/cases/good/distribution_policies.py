"""CloudFront by policies, and by forwarded values; each alone is right."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.cloudfront_distribution import (
    CloudfrontDistribution,
    CloudfrontDistributionDefaultCacheBehavior,
    CloudfrontDistributionDefaultCacheBehaviorForwardedValues,
    CloudfrontDistributionDefaultCacheBehaviorForwardedValuesCookies,
    CloudfrontDistributionOrderedCacheBehavior,
    CloudfrontDistributionOrigin,
    CloudfrontDistributionOriginCustomOriginConfig,
    CloudfrontDistributionRestrictions,
    CloudfrontDistributionRestrictionsGeoRestriction,
    CloudfrontDistributionViewerCertificate,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route53_record import Route53Record, Route53RecordAlias
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone

CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]


class Edge(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="us-east-1")
        zone = Route53Zone(self, "zone", name="acme-pay.net")
        Route53Zone(self, "inside", name="payments.local", vpc=[{"vpcId": "vpc-0123456789abcdef0"}])

        distribution = CloudfrontDistribution(
            self,
            "site",
            enabled=True,
            is_ipv6_enabled=True,
            price_class="PriceClass_100",
            origin=[self.origin("app")],
            default_cache_behavior=CloudfrontDistributionDefaultCacheBehavior(
                allowed_methods=METHODS,
                cached_methods=["GET", "HEAD"],
                target_origin_id="app",
                viewer_protocol_policy="redirect-to-https",
                compress=True,
                cache_policy_id=CACHING_DISABLED,
            ),
            ordered_cache_behavior=[
                CloudfrontDistributionOrderedCacheBehavior(
                    path_pattern="/static/*",
                    allowed_methods=["GET", "HEAD"],
                    cached_methods=["GET", "HEAD"],
                    target_origin_id="app",
                    viewer_protocol_policy="redirect-to-https",
                    cache_policy_id="658327ea-f89d-4fab-a63d-7e88639e58f6",
                )
            ],
            restrictions=self.everywhere(),
            viewer_certificate=CloudfrontDistributionViewerCertificate(cloudfront_default_certificate=True),
        )
        CloudfrontDistribution(
            self,
            "legacy",
            enabled=True,
            origin=[self.origin("legacy")],
            default_cache_behavior=CloudfrontDistributionDefaultCacheBehavior(
                allowed_methods=["GET", "HEAD"],
                cached_methods=["GET", "HEAD"],
                target_origin_id="legacy",
                viewer_protocol_policy="allow-all",
                min_ttl=0,
                default_ttl=3600,
                forwarded_values=CloudfrontDistributionDefaultCacheBehaviorForwardedValues(
                    query_string=True,
                    cookies=CloudfrontDistributionDefaultCacheBehaviorForwardedValuesCookies(forward="none"),
                ),
            ),
            restrictions=self.everywhere(),
            viewer_certificate={"cloudfront_default_certificate": True},
        )
        Route53Record(
            self,
            "www",
            zone_id=zone.zone_id,
            name="www.acme-pay.net",
            type="A",
            alias=Route53RecordAlias(
                name=distribution.domain_name,
                zone_id=distribution.hosted_zone_id,
                evaluate_target_health=False,
            ),
        )
        Route53Record(self, "mail", zone_id=zone.zone_id, name="", type="MX", ttl=300, records=["10 mx.acme-pay.net."])
        Route53Record(self, "office", zone_id=zone.zone_id, name="office", type="A", ttl=60, records=["203.0.113.7"])
        Route53Record(self, "spf", zone_id=zone.zone_id, name="", type="TXT", ttl=60, records=["v=spf1 -all"])

    @staticmethod
    def origin(name):
        return CloudfrontDistributionOrigin(
            origin_id=name,
            domain_name=f"{name}.acme-pay.net",
            custom_origin_config=CloudfrontDistributionOriginCustomOriginConfig(
                http_port=80, https_port=443, origin_protocol_policy="https-only", origin_ssl_protocols=["TLSv1.2"]
            ),
        )

    @classmethod
    def everywhere(cls):
        return CloudfrontDistributionRestrictions(
            geo_restriction=CloudfrontDistributionRestrictionsGeoRestriction(restriction_type="none")
        )


app = App()
Edge(app, "edge")
app.synth()
