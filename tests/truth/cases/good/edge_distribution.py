from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.cloudfront_distribution import (
    CloudfrontDistribution,
    CloudfrontDistributionOrigin,
    CloudfrontDistributionOriginCustomHeader,
)


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        CloudfrontDistribution(
            self,
            "d",
            enabled=True,
            is_ipv6_enabled=True,
            default_root_object="index.html",
            price_class="PriceClass_100",
            origin=[
                CloudfrontDistributionOrigin(
                    domain_name="a.corp.io",
                    origin_id="o",
                    custom_header=[CloudfrontDistributionOriginCustomHeader(name="x", value="y")],
                    custom_origin_config={
                        "http_port": 80,
                        "https_port": 443,
                        "origin_protocol_policy": "https-only",
                        "origin_ssl_protocols": ["TLSv1.2"],
                    },
                )
            ],
            default_cache_behavior={
                "allowed_methods": ["GET", "HEAD"],
                "cached_methods": ["GET", "HEAD"],
                "target_origin_id": "o",
                "viewer_protocol_policy": "redirect-to-https",
                "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
            },
            restrictions={"geo_restriction": {"restriction_type": "none"}},
            viewer_certificate={"cloudfront_default_certificate": True},
            custom_error_response=[{"errorCode": 404, "responseCode": 200, "responsePagePath": "/index.html"}],
        )
