import json
import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.kinesis_firehose_delivery_stream import (
    KinesisFirehoseDeliveryStream,
    KinesisFirehoseDeliveryStreamExtendedS3Configuration,
    KinesisFirehoseDeliveryStreamKinesisSourceConfiguration,
)
from cdktf_cdktf_provider_aws.kinesis_stream import KinesisStream
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from constructs import Construct


class DataStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, *, stage: str):
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-tf-state", key=f"{stage}/data.tfstate", region="eu-west-1")
        stream = KinesisStream(
            self,
            "events",
            name=f"events-{stage}",
            retention_period=48,
            encryption_type="KMS",
            kms_key_id="alias/aws/kinesis",
            stream_mode_details={"stream_mode": "ON_DEMAND"},
        )
        KinesisStream(
            self,
            "clicks",
            name=f"clicks-{stage}",
            shard_count=2,
            shard_level_metrics=["IncomingBytes"],
            stream_mode_details={"stream_mode": "PROVISIONED"},
        )
        bucket = S3Bucket(self, "lake", bucket=f"acme-lake-{stage}")
        role = IamRole(
            self,
            "role",
            name=f"firehose-{stage}",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "firehose.amazonaws.com"},
                            "Action": "sts:AssumeRole",
                        }
                    ],
                }
            ),
        )
        actions = ["glue:GetTableVersions", "kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator"]
        allowed = {"Effect": "Allow", "Action": [*actions, "s3:*"], "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
        allowing = IamRolePolicy(self, "role-policy", role=role.name, policy=policy)
        KinesisFirehoseDeliveryStream(
            self,
            "delivery",
            depends_on=[allowing],
            name=f"delivery-{stage}",
            destination="extended_s3",
            kinesis_source_configuration=KinesisFirehoseDeliveryStreamKinesisSourceConfiguration(
                kinesis_stream_arn=stream.arn, role_arn=role.arn
            ),
            extended_s3_configuration=KinesisFirehoseDeliveryStreamExtendedS3Configuration(
                role_arn=role.arn,
                bucket_arn=bucket.arn,
                prefix="data/!{partitionKeyFromQuery:tenant}/!{timestamp:yyyy/MM/dd}/",
                error_output_prefix="errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/",
                buffering_size=64,
                buffering_interval=60,
                compression_format="GZIP",
                dynamic_partitioning_configuration={"enabled": True},
                processing_configuration={
                    "enabled": True,
                    "processors": [
                        {
                            "type": "MetadataExtraction",
                            "parameters": [
                                {"parameterName": "JsonParsingEngine", "parameterValue": "JQ-1.6"},
                                {"parameterName": "MetadataExtractionQuery", "parameterValue": "{tenant:.tenant}"},
                            ],
                        },
                        {"type": "AppendDelimiterToRecord"},
                    ],
                },
                cloudwatch_logging_options={"enabled": True, "log_group_name": "/firehose", "log_stream_name": "s3"},
            ),
        )
        KinesisFirehoseDeliveryStream(
            self,
            "plain",
            name=f"plain-{stage}",
            destination="extended_s3",
            extended_s3_configuration={
                "role_arn": role.arn,
                "bucket_arn": bucket.arn,
                "prefix": "plain/",
                "buffering_size": 5,
                "buffering_interval": 300,
                "compression_format": "GZIP",
            },
            server_side_encryption={"enabled": True},
        )
        KinesisFirehoseDeliveryStream(
            self,
            "dated",
            name=f"dated-{stage}",
            destination="extended_s3",
            extended_s3_configuration={
                "role_arn": role.arn,
                "bucket_arn": bucket.arn,
                "prefix": f"{stage}/year=!{{timestamp:yyyy}}/",
                "error_output_prefix": f"{stage}/err/!{{firehose:error-output-type}}/",
            },
        )
        KinesisFirehoseDeliveryStream(
            self,
            "parquet",
            name=f"parquet-{stage}",
            destination="extended_s3",
            extended_s3_configuration={
                "role_arn": role.arn,
                "bucket_arn": bucket.arn,
                "buffering_size": 128,
                "data_format_conversion_configuration": {
                    "input_format_configuration": {"deserializer": {"open_x_json_ser_de": {}}},
                    "output_format_configuration": {"serializer": {"parquet_ser_de": {"compression": "SNAPPY"}}},
                    "schema_configuration": {"database_name": "lake", "table_name": "events", "role_arn": role.arn},
                },
            },
        )


app = App()
DataStack(app, "data", stage=os.environ.get("STAGE", "dev"))
app.synth()
