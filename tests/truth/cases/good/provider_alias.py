"""Two regions."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderAssumeRole, AwsProviderDefaultTags
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_replication_configuration import (
    S3BucketReplicationConfigurationA,
    S3BucketReplicationConfigurationRule,
    S3BucketReplicationConfigurationRuleDestination,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import (
    S3BucketVersioningA,
    S3BucketVersioningVersioningConfiguration,
)

TAGS = AwsProviderDefaultTags(tags={"Application": "documents"})


class Replicated(TerraformStack):
    def __init__(self, scope, id, primary_region, replica_region):
        super().__init__(scope, id)
        main = AwsProvider(self, "aws", region=primary_region, default_tags=[TAGS])
        replica = AwsProvider(
            self,
            "replica",
            alias="replica",
            region=replica_region,
            default_tags=[TAGS],
            assume_role=[AwsProviderAssumeRole(role_arn="arn:aws:iam::123456789012:role/replica")],
        )
        global_provider = AwsProvider(self, "global", alias="global", region="us-east-1")

        source = self._bucket("source", main)
        copy = self._bucket("copy", replica)
        versioned = [self._versioning(name, bucket, provider) for name, bucket, provider in (
            ("source", source, main),
            ("copy", copy, replica),
        )]
        S3BucketReplicationConfigurationA(
            self,
            "replication",
            bucket=source.id,
            role="arn:aws:iam::123456789012:role/replication",
            rule=[
                S3BucketReplicationConfigurationRule(
                    id="everything",
                    status="Enabled",
                    destination=S3BucketReplicationConfigurationRuleDestination(
                        bucket=copy.arn, storage_class="STANDARD_IA"
                    ),
                )
            ],
            depends_on=versioned,
        )
        AcmCertificate(
            self,
            "certificate",
            domain_name="documents.acme-pay.net",
            validation_method="DNS",
            provider=global_provider,
            lifecycle={"create_before_destroy": True},
        )

    def _bucket(self, name, provider):
        return S3Bucket(self, name, bucket=f"acme-documents-{name}", provider=provider)

    def _versioning(self, name, bucket, provider):
        return S3BucketVersioningA(
            self,
            f"{name}-versioning",
            bucket=bucket.id,
            versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
            provider=provider,
        )


app = App()
Replicated(app, "replicated", "eu-central-1", replica_region="eu-west-1")
app.synth()
