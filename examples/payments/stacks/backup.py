"""Daily backups, copied to the second region."""

from cdktf_cdktf_provider_aws.backup_plan import BackupPlan, BackupPlanRule, BackupPlanRuleCopyAction, BackupPlanRuleLifecycle
from cdktf_cdktf_provider_aws.backup_selection import BackupSelection
from cdktf_cdktf_provider_aws.backup_vault import BackupVault
from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import (
    DataAwsIamPolicyDocument,
    DataAwsIamPolicyDocumentStatement,
)
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

KEEP_DAYS = 35
KEEP_COPIES_DAYS = 7


class Backup(Construct):
    def __init__(
        self,
        scope: Construct,
        id: str,
        environment_suffix: str,
        *,
        table: DynamodbTable,
        primary: AwsProvider,
        secondary: AwsProvider,
    ) -> None:
        super().__init__(scope, id)

        vault = BackupVault(self, "vault", name=f"payments-{environment_suffix}", provider=primary)
        copies = BackupVault(self, "copies", name=f"payments-copies-{environment_suffix}", provider=secondary)
        trust = DataAwsIamPolicyDocument(
            self,
            "trust",
            statement=[
                DataAwsIamPolicyDocumentStatement(
                    actions=["sts:AssumeRole"],
                    principals=[
                        DataAwsIamPolicyDocumentStatementPrincipals(
                            type="Service", identifiers=["backup.amazonaws.com"]
                        )
                    ],
                )
            ],
        )
        role = IamRole(
            self, "role", name=f"payment-backup-{environment_suffix}", assume_role_policy=trust.json
        )
        plan = BackupPlan(
            self,
            "plan",
            name=f"payments-{environment_suffix}",
            rule=[
                BackupPlanRule(
                    rule_name="daily",
                    target_vault_name=vault.name,
                    schedule="cron(0 3 * * ? *)",
                    lifecycle=BackupPlanRuleLifecycle(delete_after=KEEP_DAYS),
                    copy_action=[
                        BackupPlanRuleCopyAction(
                            destination_vault_arn=copies.arn,
                            lifecycle=BackupPlanRuleLifecycle(delete_after=KEEP_COPIES_DAYS),
                        )
                    ],
                )
            ],
        )
        BackupSelection(
            self,
            "selection",
            name=f"payments-{environment_suffix}",
            plan_id=plan.id,
            resources=[table.arn],
        )
