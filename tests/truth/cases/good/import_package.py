"""The whole package under a short name."""
import cdktf
import cdktf_cdktf_provider_aws as aws


class Registry(cdktf.TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        aws.provider.AwsProvider(self, "aws", region="ap-southeast-2")
        repository = aws.ecr_repository.EcrRepository(
            self,
            "app",
            name="shop/app",
            image_tag_mutability="IMMUTABLE",
            image_scanning_configuration=aws.ecr_repository.EcrRepositoryImageScanningConfiguration(scan_on_push=True),
            encryption_configuration=[
                aws.ecr_repository.EcrRepositoryEncryptionConfiguration(encryption_type="KMS"),
            ],
        )
        cdktf.TerraformOutput(self, "url", value=repository.repository_url)


app = cdktf.App()
Registry(app, "registry")
app.synth()
