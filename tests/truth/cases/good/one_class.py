#!/usr/bin/env python
"""TAP stack: payment processing."""

import json
import os
from typing import List

from cdktf import App, Fn, S3Backend, TerraformOutput, TerraformStack, TerraformVariable
from constructs import Construct
from cdktf_cdktf_provider_aws.provider import (
    AwsProvider,
    AwsProviderDefaultTags,
    AwsProviderAssumeRole,
    AwsProviderIgnoreTags,
)
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress, SecurityGroupEgress
from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones
from cdktf_cdktf_provider_aws.data_aws_caller_identity import DataAwsCallerIdentity
from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import (
    DataAwsIamPolicyDocument,
    DataAwsIamPolicyDocumentStatement,
    DataAwsIamPolicyDocumentStatementPrincipals,
    DataAwsIamPolicyDocumentStatementCondition,
)
from cdktf_cdktf_provider_aws.iam_role import IamRole, IamRoleInlinePolicy
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA, S3BucketVersioningVersioningConfiguration
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA,
)
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleTransition,
)
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.dynamodb_table import (
    DynamodbTable,
    DynamodbTableAttribute,
    DynamodbTableGlobalSecondaryIndex,
    DynamodbTablePointInTimeRecovery,
    DynamodbTableServerSideEncryption,
    DynamodbTableTtl,
)
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.lambda_function import (
    LambdaFunction,
    LambdaFunctionDeadLetterConfig,
    LambdaFunctionEnvironment,
    LambdaFunctionTracingConfig,
    LambdaFunctionVpcConfig,
)
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import (
    CloudwatchMetricAlarm,
    CloudwatchMetricAlarmMetricQuery,
    CloudwatchMetricAlarmMetricQueryMetric,
)
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic


class TapStack(TerraformStack):
    """Payment processing infrastructure."""

    def __init__(self, scope: Construct, construct_id: str, **kwargs):
        super().__init__(scope, construct_id)

        self.environment_suffix = kwargs.get("environment_suffix", "dev")
        aws_region = kwargs.get("aws_region", "us-east-1")
        state_bucket = kwargs.get("state_bucket", "iac-states")
        default_tags = kwargs.get("default_tags", {})

        AwsProvider(
            self,
            "aws",
            region=aws_region,
            default_tags=[AwsProviderDefaultTags(tags=default_tags)],
            assume_role=[AwsProviderAssumeRole(role_arn="arn:aws:iam::123456789012:role/deploy", session_name="cdktf")],
            ignore_tags=[AwsProviderIgnoreTags(key_prefixes=["kubernetes.io/"])],
        )
        S3Backend(
            self,
            bucket=state_bucket,
            key=f"{self.environment_suffix}/{construct_id}.tfstate",
            region="us-east-1",
            encrypt=True,
        )

        alert_email = TerraformVariable(
            self, "alert_email", type="string", description="who is told", default="ops@corp.io"
        )

        azs = DataAwsAvailabilityZones(self, "azs", state="available")
        identity = DataAwsCallerIdentity(self, "current")

        self.vpc = Vpc(
            self,
            "vpc",
            cidr_block="10.0.0.0/16",
            enable_dns_hostnames=True,
            enable_dns_support=True,
            tags={"Name": f"payments-vpc-{self.environment_suffix}"},
        )
        igw = InternetGateway(self, "igw", vpc_id=self.vpc.id, tags={"Name": f"igw-{self.environment_suffix}"})

        public_subnets: List[Subnet] = []
        private_subnets: List[Subnet] = []
        for i in range(2):
            public_subnets.append(
                Subnet(
                    self,
                    f"public_{i}",
                    vpc_id=self.vpc.id,
                    cidr_block=f"10.0.{i}.0/24",
                    availability_zone=Fn.element(azs.names, i),
                    map_public_ip_on_launch=True,
                    tags={"Name": f"public-{i}", "Tier": "public"},
                )
            )
            private_subnets.append(
                Subnet(
                    self,
                    f"private_{i}",
                    vpc_id=self.vpc.id,
                    cidr_block=f"10.0.{i + 10}.0/24",
                    availability_zone=Fn.element(azs.names, i),
                    tags={"Name": f"private-{i}", "Tier": "private"},
                )
            )

        eip = Eip(self, "nat_eip", domain="vpc", depends_on=[igw])
        nat = NatGateway(self, "nat", allocation_id=eip.id, subnet_id=public_subnets[0].id)

        public_rt = RouteTable(
            self,
            "public_rt",
            vpc_id=self.vpc.id,
            route=[RouteTableRoute(cidr_block="0.0.0.0/0", gateway_id=igw.id)],
        )
        private_rt = RouteTable(
            self,
            "private_rt",
            vpc_id=self.vpc.id,
            route=[RouteTableRoute(cidr_block="0.0.0.0/0", nat_gateway_id=nat.id)],
        )
        for idx, subnet in enumerate(public_subnets):
            RouteTableAssociation(self, f"public_rta_{idx}", subnet_id=subnet.id, route_table_id=public_rt.id)
        for idx, subnet in enumerate(private_subnets):
            RouteTableAssociation(self, f"private_rta_{idx}", subnet_id=subnet.id, route_table_id=private_rt.id)

        lambda_sg = SecurityGroup(
            self,
            "lambda_sg",
            name=f"lambda-{self.environment_suffix}",
            vpc_id=self.vpc.id,
            description="functions",
            ingress=[
                SecurityGroupIngress(from_port=443, to_port=443, protocol="tcp", cidr_blocks=["10.0.0.0/16"]),
            ],
            egress=[SecurityGroupEgress(from_port=0, to_port=0, protocol="-1", cidr_blocks=["0.0.0.0/0"])],
        )

        key = KmsKey(
            self,
            "key",
            description="payments",
            enable_key_rotation=True,
            deletion_window_in_days=7,
        )

        bucket = S3Bucket(self, "audit", bucket=f"payments-audit-{self.environment_suffix}", force_destroy=True)
        S3BucketVersioningA(
            self,
            "audit_versioning",
            bucket=bucket.id,
            versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
        )
        S3BucketServerSideEncryptionConfigurationA(
            self,
            "audit_encryption",
            bucket=bucket.id,
            rule=[
                S3BucketServerSideEncryptionConfigurationRuleA(
                    apply_server_side_encryption_by_default=S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
                        sse_algorithm="aws:kms",
                        kms_master_key_id=key.arn,
                    ),
                    bucket_key_enabled=True,
                )
            ],
        )
        S3BucketPublicAccessBlock(
            self,
            "audit_block",
            bucket=bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        S3BucketLifecycleConfiguration(
            self,
            "audit_lifecycle",
            bucket=bucket.id,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="archive",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="logs/")],
                    transition=[S3BucketLifecycleConfigurationRuleTransition(days=90, storage_class="GLACIER")],
                    expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=2555)],
                )
            ],
        )

        table = DynamodbTable(
            self,
            "transactions",
            name=f"transactions-{self.environment_suffix}",
            billing_mode="PAY_PER_REQUEST",
            hash_key="id",
            range_key="timestamp",
            attribute=[
                DynamodbTableAttribute(name="id", type="S"),
                DynamodbTableAttribute(name="timestamp", type="N"),
                DynamodbTableAttribute(name="customer", type="S"),
            ],
            global_secondary_index=[
                DynamodbTableGlobalSecondaryIndex(
                    name="customer-index",
                    hash_key="customer",
                    range_key="timestamp",
                    projection_type="ALL",
                )
            ],
            point_in_time_recovery=DynamodbTablePointInTimeRecovery(enabled=True),
            server_side_encryption=DynamodbTableServerSideEncryption(enabled=True, kms_key_arn=key.arn),
            ttl=DynamodbTableTtl(attribute_name="expires", enabled=True),
            tags={"Name": "transactions"},
        )

        dlq = SqsQueue(self, "dlq", name=f"dlq-{self.environment_suffix}", message_retention_seconds=1209600)
        queue = SqsQueue(
            self,
            "queue",
            name=f"work-{self.environment_suffix}",
            visibility_timeout_seconds=300,
            redrive_policy=json.dumps({"deadLetterTargetArn": dlq.arn, "maxReceiveCount": 3}),
        )

        assume = DataAwsIamPolicyDocument(
            self,
            "assume",
            statement=[
                DataAwsIamPolicyDocumentStatement(
                    actions=["sts:AssumeRole"],
                    principals=[
                        DataAwsIamPolicyDocumentStatementPrincipals(
                            type="Service", identifiers=["lambda.amazonaws.com"]
                        )
                    ],
                    condition=[
                        DataAwsIamPolicyDocumentStatementCondition(
                            test="StringEquals", variable="aws:SourceAccount", values=[identity.account_id]
                        )
                    ],
                )
            ],
        )
        role = IamRole(
            self,
            "role",
            name=f"processor-{self.environment_suffix}",
            assume_role_policy=assume.json,
            inline_policy=[
                IamRoleInlinePolicy(
                    name="access",
                    policy=json.dumps(
                        {
                            "Version": "2012-10-17",
                            "Statement": [
                                {"Effect": "Allow", "Action": ["dynamodb:PutItem"], "Resource": table.arn},
                                {"Effect": "Allow", "Action": ["sqs:*"], "Resource": queue.arn},
                            ],
                        }
                    ),
                )
            ],
        )
        IamRolePolicyAttachment(
            self,
            "basic",
            role=role.name,
            policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
        )
        log_group = CloudwatchLogGroup(
            self, "logs", name=f"/aws/lambda/processor-{self.environment_suffix}", retention_in_days=30
        )
        function = LambdaFunction(
            self,
            "processor",
            function_name=f"processor-{self.environment_suffix}",
            role=role.arn,
            handler="index.handler",
            runtime="python3.12",
            filename="processor.zip",
            timeout=60,
            memory_size=512,
            reserved_concurrent_executions=10,
            environment=LambdaFunctionEnvironment(
                variables={"TABLE": table.name, "QUEUE_URL": queue.url, "LOG_LEVEL": "INFO"}
            ),
            vpc_config=LambdaFunctionVpcConfig(
                subnet_ids=[s.id for s in private_subnets],
                security_group_ids=[lambda_sg.id],
            ),
            dead_letter_config=LambdaFunctionDeadLetterConfig(target_arn=dlq.arn),
            tracing_config=LambdaFunctionTracingConfig(mode="Active"),
            depends_on=[log_group],
        )
        topic = SnsTopic(self, "alerts", name=f"alerts-{self.environment_suffix}", kms_master_key_id=key.id)  # presynth: ignore[PS369]
        CloudwatchMetricAlarm(
            self,
            "errors",
            alarm_name=f"errors-{self.environment_suffix}",
            comparison_operator="GreaterThanThreshold",
            evaluation_periods=1,
            threshold=5,
            metric_query=[
                CloudwatchMetricAlarmMetricQuery(
                    id="m1",
                    return_data=True,
                    metric=CloudwatchMetricAlarmMetricQueryMetric(
                        metric_name="Errors",
                        namespace="AWS/Lambda",
                        period=300,
                        stat="Sum",
                        dimensions={"FunctionName": function.function_name},
                    ),
                )
            ],
            alarm_actions=[topic.arn],
        )

        TerraformOutput(self, "vpc_id", value=self.vpc.id, description="The VPC")
        TerraformOutput(self, "table_name", value=table.name)
        TerraformOutput(self, "function_arn", value=function.arn, sensitive=True)
        TerraformOutput(self, "who", value=alert_email.string_value)


app = App()
TapStack(
    app,
    f"TapStack{os.getenv('ENVIRONMENT_SUFFIX', 'dev')}",
    environment_suffix=os.getenv("ENVIRONMENT_SUFFIX", "dev"),
    state_bucket="iac-states",
    default_tags={"Environment": "dev", "Team": "payments"},
)
app.synth()
