import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.appautoscaling_policy import (
    AppautoscalingPolicy,
    AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration,
    AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification,
)
from cdktf_cdktf_provider_aws.appautoscaling_target import AppautoscalingTarget
from cdktf_cdktf_provider_aws.dynamodb_table import (
    DynamodbTable,
    DynamodbTableAttribute,
    DynamodbTableGlobalSecondaryIndex,
    DynamodbTableLocalSecondaryIndex,
    DynamodbTablePointInTimeRecovery,
    DynamodbTableServerSideEncryption,
    DynamodbTableTtl,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


class DataStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, *, stage: str):
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-tf-state", key=f"{stage}/data.tfstate", region="eu-west-1")
        table = DynamodbTable(
            self,
            "orders",
            name=f"orders-{stage}",
            billing_mode="PROVISIONED",
            read_capacity=5,
            write_capacity=5,
            hash_key="id",
            range_key="at",
            attribute=[
                DynamodbTableAttribute(name=n, type=t)
                for n, t in {"id": "S", "at": "N", "customer": "S", "status": "S"}.items()
            ],
            global_secondary_index=[
                DynamodbTableGlobalSecondaryIndex(
                    name="by-customer",
                    hash_key="customer",
                    range_key="at",
                    projection_type="INCLUDE",
                    non_key_attributes=["total"],
                    read_capacity=5,
                    write_capacity=5,
                )
            ],
            local_secondary_index=[
                DynamodbTableLocalSecondaryIndex(name="by-status", range_key="status", projection_type="KEYS_ONLY")
            ],
            ttl=DynamodbTableTtl(attribute_name="expires", enabled=True),
            point_in_time_recovery=DynamodbTablePointInTimeRecovery(enabled=True),
            server_side_encryption=DynamodbTableServerSideEncryption(enabled=True),
            stream_enabled=True,
            stream_view_type="NEW_IMAGE",
            table_class="STANDARD",
            lifecycle={"ignore_changes": ["read_capacity", "write_capacity"]},
        )
        for kind in ("Read", "Write"):
            target = AppautoscalingTarget(
                self,
                f"{kind}-target",
                min_capacity=5,
                max_capacity=100,
                resource_id=f"table/{table.name}",
                scalable_dimension=f"dynamodb:table:{kind}CapacityUnits",
                service_namespace="dynamodb",
            )
            AppautoscalingPolicy(
                self,
                f"{kind}-policy",
                name=f"DynamoDB{kind}CapacityUtilization:{target.resource_id}",
                policy_type="TargetTrackingScaling",
                resource_id=target.resource_id,
                scalable_dimension=target.scalable_dimension,
                service_namespace=target.service_namespace,
                target_tracking_scaling_policy_configuration=AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration(
                    target_value=70,
                    predefined_metric_specification=AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification(
                        predefined_metric_type=f"DynamoDB{kind}CapacityUtilization"
                    ),
                ),
            )
        DynamodbTable(
            self,
            "global",
            name=f"global-{stage}",
            billing_mode="PAY_PER_REQUEST",
            hash_key="pk",
            range_key="sk",
            attribute=[{"name": "pk", "type": "S"}, {"name": "sk", "type": "S"}],
            stream_enabled=True,
            stream_view_type="NEW_AND_OLD_IMAGES",
            replica=[{"regionName": "us-east-1", "pointInTimeRecovery": True}, {"regionName": "eu-central-1"}],
        )
        DynamodbTable(
            self,
            "locks",
            name="terraform-locks",
            billing_mode="PAY_PER_REQUEST",
            hash_key="LockID",
            attribute=[{"name": "LockID", "type": "S"}],
        )


app = App()
DataStack(app, "data", stage=os.environ.get("STAGE", "dev"))
app.synth()
