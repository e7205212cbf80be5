import os
import sys
from cdktf import App, TerraformStack, S3Backend, LocalBackend
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.budgets_budget import BudgetsBudget, BudgetsBudgetNotification


class Budget(TerraformStack):
    LIMITS = {"dev": 100, "prod": 1000}

    def __init__(self, scope, id, env):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="us-east-1")
        if os.getenv("CI"):
            S3Backend(self, bucket="b", key=f"{id}.tfstate", region="us-east-1", encrypt=True)
        else:
            LocalBackend(self, path="x.tfstate")
        BudgetsBudget(
            self,
            "b",
            name=f"b-{env}",
            budget_type="COST",
            limit_amount=str(self.LIMITS[env]),
            limit_unit="USD",
            time_unit="MONTHLY",
            notification=[self._notify(p) for p in (50, 80, 100)],
            cost_filter=[{"name": "TagKeyValue", "values": ["a$b"]}],
        )

    @staticmethod
    def _notify(percent):
        return BudgetsBudgetNotification(
            comparison_operator="GREATER_THAN",
            threshold=percent,
            threshold_type="PERCENTAGE",
            notification_type="ACTUAL",
            subscriber_email_addresses=["a@corp.io"],
        )


if __name__ == "__main__":
    app = App()
    for env in ("dev", "prod"):
        Budget(app, f"budget-{env}", env)
    app.synth()
