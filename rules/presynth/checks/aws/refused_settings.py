"""Settings of single resources that the provider or AWS refuses, each for a reason of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.values import field_number, field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Block
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Fix, Safety

_GROUP = """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress
from cdktf_cdktf_provider_aws.security_group_rule import SecurityGroupRule

"""
_PLAN = "from cdktf_cdktf_provider_aws.backup_plan import BackupPlan, BackupPlanRule, BackupPlanRuleLifecycle\n"
_STREAM = "from cdktf_cdktf_provider_aws.kinesis_stream import KinesisStream\n"
_TEMPLATE = "from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate\n"
_COLD_DAYS = 90
"""https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html, as known on 2026-11-29."""


class AllTrafficPorts(ResourceRule):
    """A security group's rule is for all protocols, and names ports.

    ## What it does
    Looks at rules with the protocol `-1` (or `all`) in security groups, whose ports are not 0. The provider does not
    ask it of rules that are resources of their own.

    ## Why is this bad?
    All protocols have no ports: the provider stops with "from_port and to_port must both be 0 to use the 'ALL' \\"-1\\"
    protocol".

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group#ingress (2026-11-29)
    """

    code = "PS349"
    name = "all-traffic-ports"
    terraform_types = ("aws_security_group", "aws_default_security_group")
    VALID = (
        Valid(
            _GROUP
            + """
everything = SecurityGroupIngress(from_port=0, to_port=0, protocol="-1", cidr_blocks=["10.0.0.0/8"])
web = SecurityGroupIngress(from_port=80, to_port=443, protocol="tcp", cidr_blocks=["10.0.0.0/8"])
SecurityGroup(self, "web", name="web", ingress=[everything, web])
ports = {"from_port": 123, "to_port": 42, "cidr_blocks": ["10.0.0.0/8"]}
SecurityGroupRule(self, "all", type="egress", protocol="all", security_group_id="sg-1", **ports)
"""
        ),
    )
    INVALID = (
        Invalid(
            _GROUP
            + """
ports = {"from_port": 80, "to_port": 443}
web = SecurityGroupIngress(protocol=«"-1"», cidr_blocks=["10.0.0.0/8"], **ports)
SecurityGroup(self, "web", name="web", ingress=[web])
""",
            message="names no ports",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for block in (*resource.block.at(("ingress",)), *resource.block.at(("egress",))):
            protocol = block.field(("protocol",))
            ports = [field_number(block, name) for name in ("from_port", "to_port")]
            if protocol is not None and field_text(block, "protocol") in ("-1", "all") and any(ports):
                yield self.finding(
                    protocol.place,
                    "a rule for all protocols names no ports, they have to be 0: the provider refuses it",
                    about=resource.instance,
                )


class EarlyDeletion(ResourceRule):
    """Backups are deleted before AWS lets them leave cold storage.

    ## What it does
    Compares `delete_after` with `cold_storage_after` in the lifecycles of backup plans: 90 days have to lie between.

    ## Why is this bad?
    AWS Backup refuses the plan when it is made; no plan of Terraform says so.

    ## References
    - https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html (2026-11-29)
    """

    code = "PS372"
    name = "early-deletion"
    terraform_types = ("aws_backup_plan",)
    VALID = (
        Valid(
            _PLAN
            + """
kept = BackupPlanRuleLifecycle(cold_storage_after=30, delete_after=120)
BackupPlan(
    self, "daily", name="daily", rule=[BackupPlanRule(rule_name="daily", target_vault_name="vault", lifecycle=kept)]
)
"""
        ),
    )
    INVALID = (
        Invalid(
            _PLAN
            + """
DAYS = 60
kept = BackupPlanRuleLifecycle(cold_storage_after=30, delete_after=«DAYS»)
BackupPlan(
    self, "daily", name="daily", rule=[BackupPlanRule(rule_name="daily", target_vault_name="vault", lifecycle=kept)]
)
""",
            message="120 at least",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for path in (("rule", "lifecycle"), ("rule", "copy_action", "lifecycle")):
            for lifecycle in resource.block.at(path):
                yield from self._of_lifecycle(resource, lifecycle)

    def _of_lifecycle(self, resource: Resource, lifecycle: Block) -> Iterator[Finding]:
        deleted = lifecycle.field(("delete_after",))
        cold, days = field_number(lifecycle, "cold_storage_after"), field_number(lifecycle, "delete_after")
        if deleted is not None and cold and days and 0 < days < cold + _COLD_DAYS:
            yield self.finding(
                deleted.place,
                f"what lies in cold storage stays there for {_COLD_DAYS} days: `delete_after` has to be "
                f"{cold + _COLD_DAYS:g} at least, not {days:g}; AWS Backup refuses the plan",
                about=resource.instance,
            )


class OnDemandShards(ResourceRule):
    """A stream that AWS scales is given a number of shards.

    ## What it does
    Finds Kinesis streams with the mode `ON_DEMAND` and a `shard_count`.

    ## Why is this bad?
    `terraform plan` fails: "shard_count must not be set when stream_mode is ON_DEMAND".

    ## Fix safety
    Unsafe: perhaps the mode is what is wrong.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_stream (2026-11-29)
    """

    code = "PS373"
    name = "on-demand-shards"
    terraform_types = ("aws_kinesis_stream",)
    VALID = (
        Valid(
            _STREAM
            + """
KinesisStream(self, "events", name="events", stream_mode_details={"stream_mode": "ON_DEMAND"})
KinesisStream(self, "orders", name="orders", shard_count=2)
"""
        ),
    )
    INVALID = (
        Invalid(
            _STREAM
            + """
KinesisStream(
    self, "events", name="events", «shard_count»=2, stream_mode_details={"stream_mode": "ON_DEMAND"}
)
""",
            fixed=_STREAM
            + """
KinesisStream(
    self, "events", name="events", stream_mode_details={"stream_mode": "ON_DEMAND"}
)
""",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        modes = [field_text(block, "stream_mode") for block in resource.block.at(("stream_mode_details",))]
        shards = resource.field("shard_count")
        if shards is not None and modes == ["ON_DEMAND"] and field_number(resource, "shard_count"):
            removal = () if shards.removal is None else (Fix("Remove it", Safety.UNSAFE, (shards.removal,)),)
            yield self.finding(
                shards.key_place,
                "AWS decides how many shards a stream on demand has: plan fails while `shard_count` is set",
                about=resource.instance,
                fixes=removal,
            )


class PlainUserData(ResourceRule):
    """A launch template's user data are not in base64.

    ## What it does
    Looks at `user_data` of launch templates that is text which cannot be base64: with blanks, line breaks, `#!`.

    ## Why is this bad?
    EC2 refuses the template when it is made: "Invalid BASE64 encoding of user data".

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template (2026-11-29)
    """

    code = "PS374"
    name = "plain-user-data"
    terraform_types = ("aws_launch_template",)
    VALID = (
        Valid(
            "import base64\n\nfrom cdktf import Fn\n"
            + _TEMPLATE
            + """
SCRIPT = "#!/bin/bash\\necho ready"
LaunchTemplate(self, "one", name="one", user_data=Fn.base64encode(SCRIPT))
LaunchTemplate(self, "two", name="two", user_data=base64.b64encode(SCRIPT.encode()).decode())
LaunchTemplate(self, "three", name="three", user_data="IyEvYmluL2Jhc2gK")
"""
        ),
    )
    INVALID = (
        Invalid(
            _TEMPLATE
            + """
SCRIPT = "#!/bin/bash\\necho ready"
LaunchTemplate(self, "workers", name="workers", user_data=«SCRIPT»)
""",
            message="in base64",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        data = resource.field("user_data")
        script = field_text(resource, "user_data")
        if data is not None and script is not None and re.search(r"[^A-Za-z0-9+/=\s]|[^\S\n]", script.strip()):
            yield self.finding(
                data.place,
                "`user_data` of a launch template has to be in base64 (`Fn.base64encode(…)`): EC2 refuses plain text",
                about=resource.instance,
            )
