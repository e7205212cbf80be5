#!/usr/bin/env python3
# No class of one's own at all.
import cdktf as c
from cdktf_cdktf_provider_aws import provider, s3_bucket, s3_bucket_website_configuration as website

app = c.App()
stack = c.TerraformStack(app, "site")
provider.AwsProvider(stack, "aws", region="us-east-1", profile="acme")
for host in ["acme-pay.net", "www.acme-pay.net"]:
    b = s3_bucket.S3Bucket(stack, host.replace(".", "-"), bucket=host)
    website.S3BucketWebsiteConfiguration(
        stack,
        "website-" + host,
        bucket=b.id,
        index_document=website.S3BucketWebsiteConfigurationIndexDocument(suffix="index.html"),
        routing_rule=[
            website.S3BucketWebsiteConfigurationRoutingRule(
                redirect=website.S3BucketWebsiteConfigurationRoutingRuleRedirect(replace_key_prefix_with="new/"),
                condition=website.S3BucketWebsiteConfigurationRoutingRuleCondition(key_prefix_equals="old/"),
            )
        ],
    )
app.synth()
