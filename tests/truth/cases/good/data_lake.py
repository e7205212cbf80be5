import cdktf
import cdktf_cdktf_provider_aws as aws

ENV = "prod"
REGION = "us-east-1"
BUCKETS = {
    "raw": {"versioned": True, "retention": 30},
    "curated": {"versioned": True, "retention": 365},
    "scratch": {"versioned": False, "retention": 7},
}
QUEUES = [
    {"name": "orders", "visibility_timeout_seconds": 120, "delay_seconds": 0},
    {"name": "refunds", "visibility_timeout_seconds": 60, "delay_seconds": 5},
]
FUNCTIONS = {
    "ingest": dict(handler="ingest.handler", memory_size=256, timeout=30),
    "transform": dict(handler="transform.handler", memory_size=1024, timeout=300),
}


SERVICES = [f"{service}.amazonaws.com" for service in ("firehose", "glue", "lambda")]


def name(part, *more):
    return "-".join(["lake", ENV, part, *more])


def make_bucket(scope, key, *, versioned, retention):
    bucket = aws.s3_bucket.S3Bucket(scope, f"bucket-{key}", bucket=name(key))
    if versioned:
        aws.s3_bucket_versioning.S3BucketVersioningA(
            scope,
            f"versioning-{key}",
            bucket=bucket.id,
            versioning_configuration=aws.s3_bucket_versioning.S3BucketVersioningVersioningConfiguration(
                status="Enabled"
            ),
        )
    aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfiguration(
        scope,
        f"lifecycle-{key}",
        bucket=bucket.id,
        rule=[
            aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRule(
                id="expire",
                status="Enabled",
                filter=[aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleFilter(prefix="")],
                expiration=[
                    aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleExpiration(days=retention)
                ],
            )
        ],
    )
    return bucket


def lambda_role(scope):
    doc = aws.data_aws_iam_policy_document.DataAwsIamPolicyDocument(
        scope,
        "assume",
        statement=[
            {
                "effect": "Allow",
                "actions": ["sts:AssumeRole"],
                "principals": [{"type": "Service", "identifiers": SERVICES}],
            }
        ],
    )
    return aws.iam_role.IamRole(scope, "role", name=name("role"), assume_role_policy=doc.json)


class Lake(cdktf.TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        aws.provider.AwsProvider(self, "aws", region=REGION)
        west = aws.provider.AwsProvider(self, "west", region="us-west-2", alias="west")
        buckets = {key: make_bucket(self, key, **settings) for key, settings in BUCKETS.items()}
        replica = aws.s3_bucket.S3Bucket(self, "replica", bucket=name("replica"), provider=west)
        queues = [aws.sqs_queue.SqsQueue(self, q["name"], **q) for q in QUEUES]
        role = lambda_role(self)
        functions = {}
        for key, settings in FUNCTIONS.items():
            common = {
                "function_name": name(key),
                "role": role.arn,
                "runtime": "python3.12",
                "filename": f"{key}.zip",
                "environment": {"variables": {"BUCKET": buckets["raw"].bucket, "QUEUE": queues[0].url}},
            }
            functions[key] = aws.lambda_function.LambdaFunction(self, f"fn-{key}", **common, **settings)
        permission = aws.lambda_permission.LambdaPermission(
            self,
            "allow-s3",
            action="lambda:InvokeFunction",
            function_name=functions["ingest"].function_name,
            principal="s3.amazonaws.com",
            source_arn=buckets["raw"].arn,
        )
        aws.s3_bucket_notification.S3BucketNotification(
            self,
            "notify",
            bucket=buckets["raw"].id,
            lambda_function=[
                aws.s3_bucket_notification.S3BucketNotificationLambdaFunction(
                    lambda_function_arn=functions["ingest"].arn,
                    events=["s3:ObjectCreated:*"],
                    filter_prefix="in/",
                )
            ],
            depends_on=[permission],
        )
        db = aws.glue_catalog_database.GlueCatalogDatabase(self, "db", name="lake")
        aws.glue_crawler.GlueCrawler(
            self,
            "crawler",
            name=name("crawler"),
            role=role.arn,
            database_name=db.name,
            s3_target=[
                aws.glue_crawler.GlueCrawlerS3Target(path=f"s3://{buckets['raw'].bucket}/in", exclusions=["*.tmp"])
            ],
            schema_change_policy=aws.glue_crawler.GlueCrawlerSchemaChangePolicy(delete_behavior="LOG"),
        )
        aws.glue_catalog_table.GlueCatalogTable(
            self,
            "events",
            name="events",
            database_name=db.name,
            table_type="EXTERNAL_TABLE",
            parameters={"classification": "parquet"},
            storage_descriptor=aws.glue_catalog_table.GlueCatalogTableStorageDescriptor(
                location=f"s3://{buckets['curated'].bucket}/events",
                columns=[
                    aws.glue_catalog_table.GlueCatalogTableStorageDescriptorColumns(name=c, type=t)
                    for c, t in [("id", "string"), ("at", "timestamp"), ("amount", "double")]
                ],
                ser_de_info=aws.glue_catalog_table.GlueCatalogTableStorageDescriptorSerDeInfo(
                    name="parquet", parameters={"serialization.format": "1"}
                ),
            ),
        )
        aws.kinesis_firehose_delivery_stream.KinesisFirehoseDeliveryStream(
            self,
            "firehose",
            name=name("firehose"),
            destination="extended_s3",
            extended_s3_configuration=aws.kinesis_firehose_delivery_stream.KinesisFirehoseDeliveryStreamExtendedS3Configuration(
                role_arn=role.arn,
                bucket_arn=buckets["raw"].arn,
                buffering_size=64,
                cloudwatch_logging_options=aws.kinesis_firehose_delivery_stream.KinesisFirehoseDeliveryStreamExtendedS3ConfigurationCloudwatchLoggingOptions(
                    enabled=True, log_group_name="/firehose", log_stream_name="s3"
                ),
                processing_configuration=aws.kinesis_firehose_delivery_stream.KinesisFirehoseDeliveryStreamExtendedS3ConfigurationProcessingConfiguration(
                    enabled=True,
                    processors=[
                        aws.kinesis_firehose_delivery_stream.KinesisFirehoseDeliveryStreamExtendedS3ConfigurationProcessingConfigurationProcessors(
                            type="Lambda",
                            parameters=[
                                aws.kinesis_firehose_delivery_stream.KinesisFirehoseDeliveryStreamExtendedS3ConfigurationProcessingConfigurationProcessorsParameters(
                                    parameter_name="LambdaArn", parameter_value=functions["transform"].arn
                                )
                            ],
                        )
                    ],
                ),
            ),
        )
        table = aws.dynamodb_table.DynamodbTable(
            self,
            "index",
            name=name("index"),
            billing_mode="PAY_PER_REQUEST",
            hash_key="pk",
            range_key="sk",
            attribute=[{"name": n, "type": "S"} for n in ("pk", "sk")],
            stream_enabled=True,
            stream_view_type="NEW_AND_OLD_IMAGES",
            replica=[aws.dynamodb_table.DynamodbTableReplica(region_name="us-west-2", point_in_time_recovery=True)],
        )
        rule = aws.cloudwatch_event_rule.CloudwatchEventRule(self, "nightly", schedule_expression="rate(1 day)")
        aws.lambda_permission.LambdaPermission(
            self,
            "allow-events",
            action="lambda:InvokeFunction",
            function_name=functions["transform"].function_name,
            principal="events.amazonaws.com",
            source_arn=rule.arn,
        )
        aws.cloudwatch_event_target.CloudwatchEventTarget(
            self,
            "nightly-target",
            rule=rule.name,
            arn=functions["transform"].arn,
            retry_policy={"maximum_retry_attempts": 2},
            dead_letter_config={"arn": queues[1].arn},
        )
        cdktf.TerraformOutput(self, "buckets", value={k: b.arn for k, b in buckets.items()})
        cdktf.TerraformOutput(self, "replica_arn", value=replica.arn)
        cdktf.TerraformOutput(self, "stream", value=table.stream_arn)


app = cdktf.App()
Lake(app, "lake")
app.synth()
