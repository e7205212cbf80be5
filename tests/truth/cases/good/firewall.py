"""Statements that are written as they are: Terraform's own names."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.wafv2_web_acl import (
    Wafv2WebAcl,
    Wafv2WebAclDefaultAction,
    Wafv2WebAclDefaultActionAllow,
    Wafv2WebAclRule,
    Wafv2WebAclRuleAction,
    Wafv2WebAclRuleActionBlock,
    Wafv2WebAclRuleOverrideAction,
    Wafv2WebAclRuleOverrideActionNone,
    Wafv2WebAclRuleVisibilityConfig,
    Wafv2WebAclVisibilityConfig,
)

MANAGED = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"]


class Firewall(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        rules = [
            Wafv2WebAclRule(
                name=name,
                priority=priority,
                override_action=Wafv2WebAclRuleOverrideAction(none=Wafv2WebAclRuleOverrideActionNone()),
                statement={"managed_rule_group_statement": {"name": name, "vendor_name": "AWS"}},
                visibility_config=self.visible(name, Wafv2WebAclRuleVisibilityConfig),
            )
            for priority, name in enumerate(MANAGED, start=10)
        ]
        rules.insert(
            0,
            Wafv2WebAclRule(
                name="rate",
                priority=1,
                action=Wafv2WebAclRuleAction(block=Wafv2WebAclRuleActionBlock()),
                statement={"rate_based_statement": {"limit": 2000, "aggregate_key_type": "IP"}},
                visibility_config=self.visible("rate", Wafv2WebAclRuleVisibilityConfig),
            ),
        )
        Wafv2WebAcl(
            self,
            "acl",
            name="api",
            scope="REGIONAL",
            default_action=Wafv2WebAclDefaultAction(allow=Wafv2WebAclDefaultActionAllow()),
            rule=rules,
            visibility_config=self.visible("api", Wafv2WebAclVisibilityConfig),
        )

    def visible(self, name, kind):
        return kind(cloudwatch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=True)


app = App()
Firewall(app, "firewall")
app.synth()
