"""Constructs made by methods, ids from their parameters."""
import json

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction, LambdaFunctionEnvironment
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Workers(TerraformStack):
    def __init__(self, scope, id, *, environment_suffix):
        super().__init__(scope, id)
        self.environment_suffix = environment_suffix
        AwsProvider(self, "aws", region="us-east-1")

        orders = self._queue("orders", visibility=120)
        refunds = self._queue("refunds")
        self._worker("fulfil", orders)
        self._worker("refund", refunds, memory=512)

    def _name(self, what):
        return f"{what}-{self.environment_suffix}"

    def _queue(self, name, visibility=30):
        dead = SqsQueue(self, f"{name}-dead", name=self._name(f"{name}-dead"), message_retention_seconds=1209600)
        return SqsQueue(
            self,
            name,
            name=self._name(name),
            visibility_timeout_seconds=visibility,
            redrive_policy=json.dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5}),
        )

    def _worker(self, name, queue, memory=256):
        role = self._role(name, queue)
        LambdaFunction(
            self,
            f"{name}-function",
            function_name=self._name(name),
            role=role.arn,
            runtime="nodejs22.x",
            handler="index.handler",
            filename="../../../dist/worker.zip",
            memory_size=memory,
            timeout=30,
            environment=LambdaFunctionEnvironment(variables={"QUEUE_URL": queue.url, "WORKER": name}),
        )
        CloudwatchLogGroup(
            self, f"{name}-logs", name=f"/aws/lambda/{self._name(name)}", retention_in_days=14
        )

    def _role(self, name, queue):
        role = IamRole(
            self,
            f"{name}-role",
            name=self._name(name),
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
            f"{name}-policy",
            role=role.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {"Effect": "Allow", "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage"], "Resource": queue.arn}
                    ],
                }
            ),
        )
        return role


app = App()
Workers(app, "workers", environment_suffix="blue")
app.synth()
