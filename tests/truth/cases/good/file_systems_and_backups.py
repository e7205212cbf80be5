import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.backup_plan import (
    BackupPlan,
    BackupPlanRule,
    BackupPlanRuleCopyAction,
    BackupPlanRuleLifecycle,
)
from cdktf_cdktf_provider_aws.backup_selection import BackupSelection, BackupSelectionSelectionTag
from cdktf_cdktf_provider_aws.backup_vault import BackupVault
from cdktf_cdktf_provider_aws.efs_access_point import EfsAccessPoint
from cdktf_cdktf_provider_aws.efs_file_system import EfsFileSystem, EfsFileSystemLifecyclePolicy
from cdktf_cdktf_provider_aws.efs_mount_target import EfsMountTarget
from cdktf_cdktf_provider_aws.fsx_lustre_file_system import FsxLustreFileSystem
from cdktf_cdktf_provider_aws.fsx_windows_file_system import FsxWindowsFileSystem
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.subnet import Subnet
from constructs import Construct


class DataStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, *, stage: str):
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-tf-state", key=f"{stage}/data.tfstate", region="eu-west-1")
        subnets = {
            z: Subnet(
                self,
                f"s-{z}",
                vpc_id="vpc-0a1b2c3d4e5f60718",
                cidr_block=f"10.0.{i}.0/24",
                availability_zone=f"eu-west-1{z}",
            )
            for i, z in enumerate("ab")
        }
        fs = EfsFileSystem(
            self,
            "fs",
            creation_token=f"fs-{stage}",
            encrypted=True,
            kms_key_id="arn:aws:kms:eu-west-1:998877665544:key/0a1b2c3d-0000-0000-0000-000000000000",
            performance_mode="generalPurpose",
            throughput_mode="elastic",
            lifecycle_policy=[
                EfsFileSystemLifecyclePolicy(transition_to_ia="AFTER_30_DAYS"),
                EfsFileSystemLifecyclePolicy(transition_to_archive="AFTER_90_DAYS"),
                EfsFileSystemLifecyclePolicy(transition_to_primary_storage_class="AFTER_1_ACCESS"),
            ],
        )
        for z, s in subnets.items():
            EfsMountTarget(
                self, f"mt-{z}", file_system_id=fs.id, subnet_id=s.id, security_groups=["sg-0a1b2c3d4e5f60718"]
            )
        EfsAccessPoint(
            self,
            "ap",
            file_system_id=fs.id,
            posix_user={"uid": 1000, "gid": 1000},
            root_directory={
                "path": "/app",
                "creation_info": {"owner_uid": 1000, "owner_gid": 1000, "permissions": "0755"},
            },
        )
        EfsFileSystem(
            self,
            "slow",
            creation_token=f"slow-{stage}",
            encrypted=True,
            throughput_mode="provisioned",
            provisioned_throughput_in_mibps=64,
        )
        FsxLustreFileSystem(
            self,
            "lustre",
            subnet_ids=[subnets["a"].id],
            storage_capacity=4800,
            deployment_type="PERSISTENT_2",
            per_unit_storage_throughput=250,
            data_compression_type="LZ4",
        )
        FsxLustreFileSystem(
            self, "scratch", subnet_ids=[subnets["a"].id], storage_capacity=1200, deployment_type="SCRATCH_2"
        )
        FsxWindowsFileSystem(
            self,
            "win",
            subnet_ids=[s.id for s in subnets.values()],
            preferred_subnet_id=subnets["a"].id,
            deployment_type="MULTI_AZ_1",
            storage_capacity=300,
            storage_type="SSD",
            throughput_capacity=32,
            active_directory_id="d-1234567890",
        )
        vault = BackupVault(self, "vault", name=f"main-{stage}")
        BackupPlan(
            self,
            "plan",
            name=f"plan-{stage}",
            rule=[
                BackupPlanRule(
                    rule_name="daily",
                    target_vault_name=vault.name,
                    schedule="cron(0 5 ? * * *)",
                    start_window=60,
                    completion_window=180,
                    lifecycle=BackupPlanRuleLifecycle(delete_after=35),
                    enable_continuous_backup=True,
                ),
                BackupPlanRule(
                    rule_name="monthly",
                    target_vault_name=vault.name,
                    schedule="cron(0 6 1 * ? *)",
                    lifecycle=BackupPlanRuleLifecycle(cold_storage_after=30, delete_after=365),
                    copy_action=[
                        BackupPlanRuleCopyAction(
                            destination_vault_arn="arn:aws:backup:eu-central-1:998877665544:backup-vault:dr",
                            lifecycle={"delete_after": 365},
                        )
                    ],
                ),
            ],
        )
        BackupSelection(
            self,
            "sel",
            name=f"tagged-{stage}",
            plan_id="plan-1",
            iam_role_arn="arn:aws:iam::998877665544:role/service-role/AWSBackupDefaultServiceRole",
            selection_tag=[BackupSelectionSelectionTag(type="STRINGEQUALS", key="backup", value="true")],
        )


app = App()
DataStack(app, "data", stage=os.environ.get("STAGE", "dev"))
app.synth()
