"""Backup plans with the right lifecycle classes."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.backup_plan import (
    BackupPlan,
    BackupPlanRule,
    BackupPlanRuleCopyAction,
    BackupPlanRuleCopyActionLifecycle,
    BackupPlanRuleLifecycle,
)
from cdktf_cdktf_provider_aws.backup_selection import BackupSelection, BackupSelectionSelectionTag
from cdktf_cdktf_provider_aws.backup_vault import BackupVault
from cdktf_cdktf_provider_aws.provider import AwsProvider

SCHEDULES = {
    "daily": ("cron(0 3 * * ? *)", 35),
    "weekly": ("cron(0 4 ? * SUN *)", 90),
    "monthly": ("cron(0 5 1 * ? *)", 365),
}


class Backups(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        away = AwsProvider(self, "away", region="eu-central-1", alias="away")
        vault = BackupVault(self, "vault", name="main")
        copies = BackupVault(self, "copies", name="copies", provider=away)
        plan = BackupPlan(
            self,
            "plan",
            name="all",
            rule=[
                BackupPlanRule(
                    rule_name=name,
                    target_vault_name=vault.name,
                    schedule=schedule,
                    lifecycle=BackupPlanRuleLifecycle(delete_after=days),
                    copy_action=[
                        BackupPlanRuleCopyAction(
                            destination_vault_arn=copies.arn,
                            lifecycle=BackupPlanRuleCopyActionLifecycle(delete_after=days),
                        )
                    ],
                )
                for name, (schedule, days) in SCHEDULES.items()
            ],
        )
        BackupSelection(
            self,
            "selection",
            name="tagged",
            plan_id=plan.id,
            iam_role_arn="arn:aws:iam::123456789012:role/backup",
            selection_tag=[BackupSelectionSelectionTag(type="STRINGEQUALS", key="Backup", value="yes")],
        )


app = App()
Backups(app, "backups")
app.synth()
