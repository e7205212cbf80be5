"""Choices that look doubtful and are meant."""
import json
import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderDefaultTags
from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint

environment_suffix = os.getenv("ENVIRONMENT_SUFFIX", "dev")


class Payments(TerraformStack):
    def __init__(self, scope, id, region=None):
        super().__init__(scope, id)
        region = region or "eu-central-1"
        AwsProvider(
            self,
            "aws",
            region=region,
            default_tags=[AwsProviderDefaultTags(tags={"Environment": environment_suffix})],
        )
        S3Backend(self, bucket="acme-state", key=f"payments/{environment_suffix}.tfstate", region=region)

        vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
        public = RouteTable(self, "public", vpc_id=vpc.id)
        for service in ("s3", "dynamodb"):
            VpcEndpoint(
                self,
                f"{service}-endpoint",
                vpc_id=vpc.id,
                service_name=f"com.amazonaws.{region}.{service}",
                route_table_ids=[public.id],
            )
        SqsQueue(self, "audit", name=f"payments-audit-{environment_suffix}")
        topic = SnsTopic(self, "alerts", name=f"payments-alerts-{environment_suffix}")
        SnsTopicSubscription(self, "email", topic_arn=topic.arn, protocol="email", endpoint="admin@example.com")
        CloudwatchMetricAlarm(
            self,
            "errors",
            alarm_name=f"payments-errors-{environment_suffix}",
            comparison_operator="GreaterThanOrEqualToThreshold",
            evaluation_periods=1,
            metric_name="Errors",
            namespace="AWS/Lambda",
            period=60,
            statistic="Sum",
            threshold=1,
            alarm_actions=[topic.arn],
        )
        DynamodbTable(
            self,
            "payments",
            name=f"payments-{environment_suffix}",
            billing_mode="PAY_PER_REQUEST",
            hash_key="id",
            attribute=[DynamodbTableAttribute(name="id", type="S")],
            point_in_time_recovery={"enabled": True},
        )
        KmsKey(
            self,
            "key",
            description="payments",
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "Root",
                            "Effect": "Allow",
                            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                            "Action": "kms:*",
                            "Resource": "*",
                        }
                    ],
                }
            ),
        )


app = App()
Payments(app, f"payments-{environment_suffix}")
app.synth()
