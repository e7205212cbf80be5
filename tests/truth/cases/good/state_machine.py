"""JSON with tokens, nested helpers, policies by statements."""
import json

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import CloudwatchEventTarget
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute
from cdktf_cdktf_provider_aws.iam_role import IamRole, IamRoleInlinePolicy
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sfn_state_machine import SfnStateMachine, SfnStateMachineLoggingConfiguration
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup


def allow(*actions, resource="*"):
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource}


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def trust(*services):
    return policy(
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"Service": [f"{service}.amazonaws.com" for service in services]},
        }
    )


class Settlement(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        table = DynamodbTable(
            self,
            "batches",
            name="batches",
            billing_mode="PROVISIONED",
            read_capacity=5,
            write_capacity=5,
            hash_key="id",
            attribute=[DynamodbTableAttribute(name="id", type="S")],
        )
        logs = CloudwatchLogGroup(self, "logs", name="/aws/vendedlogs/states/settlement")
        role = IamRole(
            self,
            "role",
            name="settlement",
            assume_role_policy=trust("states", "events"),
            inline_policy=[
                IamRoleInlinePolicy(
                    name="settle",
                    policy=policy(
                        allow("dynamodb:PutItem", "dynamodb:GetItem", resource=table.arn),
                        allow("logs:CreateLogDelivery", "states:StartExecution"),
                    ),
                )
            ],
        )
        definition = {
            "StartAt": "Store",
            "States": {
                "Store": {
                    "Type": "Task",
                    "Resource": "arn:aws:states:::dynamodb:putItem",
                    "Parameters": {"TableName": table.name, "Item": {"id": {"S.$": "$.id"}}},
                    "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 3, "BackoffRate": 2.0}],
                    "End": True,
                }
            },
        }
        machine = SfnStateMachine(
            self,
            "machine",
            name="settlement",
            role_arn=role.arn,
            definition=json.dumps(definition, indent=2),
            logging_configuration=SfnStateMachineLoggingConfiguration(
                include_execution_data=True, level="ERROR", log_destination=f"{logs.arn}:*"
            ),
        )
        nightly = CloudwatchEventRule(self, "nightly", schedule_expression="cron(0 2 * * ? *)")
        CloudwatchEventTarget(
            self, "target", rule=nightly.name, arn=machine.arn, role_arn=role.arn, input=json.dumps({"id": "nightly"})
        )


app = App()
Settlement(app, "settlement")
app.synth()
