"""Star imports, which hide where names come from."""
from cdktf import *
from cdktf_cdktf_provider_aws.kinesis_firehose_delivery_stream import *
from cdktf_cdktf_provider_aws.provider import *
from constructs import *


class Stream(TerraformStack):
    def __init__(self, scope: Construct, id: str):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        stream = KinesisFirehoseDeliveryStream(
            self,
            "stream",
            name="clicks",
            destination="extended_s3",
            extended_s3_configuration=KinesisFirehoseDeliveryStreamExtendedS3Configuration(
                bucket_arn="arn:aws:s3:::acme-clicks",
                role_arn="arn:aws:iam::123456789012:role/firehose",
                buffering_interval=300,
                compression_format="GZIP",
            ),
        )
        TerraformOutput(self, "arn", value=stream.arn)


app = App()
Stream(app, "stream")
app.synth()
