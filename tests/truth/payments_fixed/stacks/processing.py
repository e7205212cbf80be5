"""Lambda functions, the payments table, and what they need."""

import json
from pathlib import Path

from cdktf import AssetType, TerraformAsset
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from cdktf_cdktf_provider_aws.dynamodb_table import (
    DynamodbTable,
    DynamodbTableAttribute,
    DynamodbTableGlobalSecondaryIndex,
    DynamodbTablePointInTimeRecovery,
)
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from cdktf_cdktf_provider_aws.lambda_function import (
    LambdaFunction,
    LambdaFunctionEnvironment,
    LambdaFunctionTracingConfig,
    LambdaFunctionVpcConfig,
)
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from constructs import Construct

from stacks.database import Database
from stacks.network import Network

RUNTIME = "python3.12"
HANDLERS = {"authorise": 512, "capture": 512, "status": 256}


class Processing(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,
        environment_suffix: str,
        *,
        network: Network,
        database: Database,
        alerts: SnsTopic,
    ) -> None:
        super().__init__(scope, id)
        self.environment_suffix = environment_suffix

        self.table = DynamodbTable(
            self,
            "payments",
            name=f"payments-{environment_suffix}",
            billing_mode="PAY_PER_REQUEST",
            hash_key="payment_id",
            attribute=[
                DynamodbTableAttribute(name="payment_id", type="S"),
                DynamodbTableAttribute(name="status", type="S"),
                DynamodbTableAttribute(name="created_at", type="N"),
            ],
            global_secondary_index=[
                DynamodbTableGlobalSecondaryIndex(
                    name="status-index", hash_key="status", range_key="created_at", projection_type="ALL"
                )
            ],
            point_in_time_recovery=DynamodbTablePointInTimeRecovery(enabled=True),
        )
        self.queue = SqsQueue(self, "audit", name=f"payment-audit-{environment_suffix}", sqs_managed_sse_enabled=True)
        self.role = self._role()

        code = TerraformAsset(
            self, "code", path=str(Path(__file__).parents[1] / "functions"), type=AssetType.ARCHIVE
        )
        self.handlers = {}
        for name, memory in HANDLERS.items():
            function = LambdaFunction(
                self,
                name,
                function_name=f"payment-{name}-{environment_suffix}",
                role=self.role.arn,
                runtime=RUNTIME,
                handler=f"{name}.handler",
                filename=code.path,
                source_code_hash=code.asset_hash,
                memory_size=memory,
                timeout=30,
                tracing_config=LambdaFunctionTracingConfig(mode="Active"),
                vpc_config=LambdaFunctionVpcConfig(
                    subnet_ids=[subnet.id for subnet in network.private_subnets],
                    security_group_ids=[network.functions_group.id],
                ),
                environment=LambdaFunctionEnvironment(
                    variables={
                        "TABLE": self.table.name,
                        "QUEUE_URL": self.queue.url,
                        "LEDGER_HOST": database.cluster.endpoint,
                        "LEDGER_PORT": str(database.cluster.port),
                        "MAX_ATTEMPTS": "3",
                    }
                ),
            )
            CloudwatchLogGroup(
                self, f"{name}-logs", name=f"/aws/lambda/payment-{name}-{environment_suffix}", retention_in_days=30
            )
            CloudwatchMetricAlarm(
                self,
                f"{name}-errors",
                alarm_name=f"payment-{name}-errors-{environment_suffix}",
                comparison_operator="GreaterThanOrEqualToThreshold",
                evaluation_periods=1,
                metric_name="Errors",
                namespace="AWS/Lambda",
                period=60,
                statistic="Sum",
                threshold=1,
                dimensions={"FunctionName": function.function_name},
                alarm_actions=[alerts.arn],
            )
            self.handlers[name] = function

    def _role(self) -> IamRole:
        role = IamRole(
            self,
            "role",
            name=f"payment-functions-{self.environment_suffix}",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "lambda.amazonaws.com"},
                            "Action": "sts:AssumeRole",
                        }
                    ],
                }
            ),
        )
        IamRolePolicy(
            self,
            "role-policy",
            role=role.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
                            "Resource": [self.table.arn, f"{self.table.arn}/index/*"],
                        },
                        {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": self.queue.arn},
                    ],
                }
            ),
        )
        for policy in ("AWSLambdaVPCAccessExecutionRole", "AWSLambdaBasicExecutionRole"):
            IamRolePolicyAttachment(
                self,
                f"role-{policy}",
                role=role.name,
                policy_arn=f"arn:aws:iam::aws:policy/service-role/{policy}",
            )
        return role
