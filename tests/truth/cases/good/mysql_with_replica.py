import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.db_parameter_group import DbParameterGroup, DbParameterGroupParameter
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


class DataStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, *, stage: str):
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-tf-state", key=f"{stage}/data.tfstate", region="eu-west-1")
        key = KmsKey(self, "key", description="database", enable_key_rotation=True)
        params = DbParameterGroup(
            self,
            "params",
            name=f"app-{stage}",
            family="mysql8.0",
            parameter=[
                DbParameterGroupParameter(name="slow_query_log", value="1"),
                DbParameterGroupParameter(name="performance_schema", value="1", apply_method="pending-reboot"),
            ],
        )
        primary = DbInstance(
            self,
            "primary",
            identifier=f"app-{stage}",
            engine="mysql",
            engine_version="8.0.42",
            instance_class="db.m6g.large",
            allocated_storage=400,
            max_allocated_storage=1000,
            storage_type="gp3",
            iops=12000,
            storage_throughput=500,
            storage_encrypted=True,
            kms_key_id=key.arn,
            db_name="app",
            username="admin",
            manage_master_user_password=True,
            master_user_secret_kms_key_id=key.id,
            multi_az=True,
            backup_retention_period=7,
            backup_window="03:00-04:00",
            maintenance_window="Mon:05:00-Mon:06:00",
            parameter_group_name=params.name,
            enabled_cloudwatch_logs_exports=["error", "slowquery"],
            performance_insights_enabled=True,
            performance_insights_kms_key_id=key.arn,
            auto_minor_version_upgrade=True,
            deletion_protection=True,
            final_snapshot_identifier=f"app-{stage}-final",
            apply_immediately=False,
            license_model="general-public-license",
        )
        DbInstance(
            self,
            "replica",
            identifier=f"app-{stage}-replica",
            replicate_source_db=primary.identifier,
            instance_class="db.m6g.large",
            storage_encrypted=True,
            skip_final_snapshot=True,
            backup_retention_period=0,
            monitoring_interval=0,
        )


app = App()
DataStack(app, "data", stage=os.environ.get("STAGE", "dev"))
app.synth()
