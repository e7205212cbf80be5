"""Lists and dicts that grow before they are passed on."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.autoscaling_policy import (
    AutoscalingPolicy,
    AutoscalingPolicyTargetTrackingConfiguration,
    AutoscalingPolicyTargetTrackingConfigurationPredefinedMetricSpecification,
)
from cdktf_cdktf_provider_aws.cognito_user_pool import (
    CognitoUserPool,
    CognitoUserPoolPasswordPolicy,
    CognitoUserPoolSchema,
    CognitoUserPoolSchemaStringAttributeConstraints,
)
from cdktf_cdktf_provider_aws.lambda_event_source_mapping import LambdaEventSourceMapping
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Growing(TerraformStack):
    def __init__(self, scope, id, mfa=True):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        schema = []
        for name in ("tenant", "plan"):
            schema.append(
                CognitoUserPoolSchema(
                    name=name,
                    attribute_data_type="String",
                    mutable=True,
                    string_attribute_constraints=CognitoUserPoolSchemaStringAttributeConstraints(
                        min_length="1", max_length="64"
                    ),
                )
            )
        pool = {"name": "people", "schema": schema, "auto_verified_attributes": ["email"]}
        if mfa:
            pool["mfa_configuration"] = "ON"
            pool["software_token_mfa_configuration"] = {"enabled": True}
        pool.setdefault("username_attributes", ["email"])
        CognitoUserPool(
            self,
            "people",
            **pool,
            password_policy=CognitoUserPoolPasswordPolicy(
                minimum_length=12, require_lowercase=True, require_numbers=True
            ),
        )
        AutoscalingPolicy(
            self,
            "cpu",
            name="cpu",
            autoscaling_group_name="web",
            policy_type="TargetTrackingScaling",
            target_tracking_configuration=AutoscalingPolicyTargetTrackingConfiguration(
                target_value=60,
                predefined_metric_specification=AutoscalingPolicyTargetTrackingConfigurationPredefinedMetricSpecification(
                    predefined_metric_type="ASGAverageCPUUtilization"
                ),
            ),
        )
        mapping = dict(event_source_arn="arn:aws:sqs:eu-west-1:123456789012:jobs", function_name="worker")
        mapping |= {"batch_size": 10, "function_response_types": ["ReportBatchItemFailures"]}
        LambdaEventSourceMapping(self, "mapping", **mapping)


app = App()
Growing(app, "growing", mfa=False)
app.synth()
