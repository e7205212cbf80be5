"""Settings that AWS has taken, as unlikely as they look: what was applied is no error."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import examples
from presynth.checks.base import Valid
from presynth.findings import Severity

_APPLIED = (
    pytest.param(
        """
from cdktf_cdktf_provider_aws.apigatewayv2_api import Apigatewayv2Api

cors = {"allow_origins": ["HTTP://WWW.EXAMPLE.ORG", "https://example.org"]}
Apigatewayv2Api(self, "api", name="api", protocol_type="HTTP", cors_configuration=cors)
""",
        id="origins in capitals",
    ),
    pytest.param(
        """
from cdktf_cdktf_provider_aws.data_aws_vpc import DataAwsVpc
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

vpc = DataAwsVpc(self, "vpc", default=True)
group = SecurityGroup(self, "group", vpc_id=vpc.id)
login = {"username": "app", "manage_master_user_password": True, "skip_final_snapshot": True}
DbInstance(
    self,
    "db",
    engine="mariadb",
    instance_class="db.t4g.medium",
    allocated_storage=10,
    vpc_security_group_ids=[group.id],
    **login,
)
""",
        id="a database and its security group in the default VPC",
    ),
    pytest.param(
        """
from cdktf_cdktf_provider_aws.network_acl_rule import NetworkAclRule

everything = {"protocol": "-1", "from_port": 22, "to_port": 22, "rule_action": "allow", "cidr_block": "0.0.0.0/0"}
NetworkAclRule(self, "all", network_acl_id="acl-1", rule_number=150, **everything)
""",
        id="ports in a rule of a network's list for all protocols",
    ),
    pytest.param(
        """
from cdktf_cdktf_provider_aws.opensearch_domain import OpensearchDomain

no_disk = {"ebs_enabled": False, "volume_size": 0}
OpensearchDomain(
    self, "search", domain_name="search", cluster_config={"instance_type": "i3.xlarge.search"}, ebs_options=no_disk
)
""",
        id="no size of a disk that there is not",
    ),
    pytest.param(
        """
from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import CloudwatchEventTarget
from cdktf_cdktf_provider_aws.kinesis_stream import KinesisStream

stream = KinesisStream(self, "stream", name="stream", shard_count=1)
role = "arn:aws:iam::998877665544:role/events"
rule = CloudwatchEventRule(self, "rule", name="hourly", schedule_expression="rate(1 hour)", role_arn=role)
CloudwatchEventTarget(self, "target", rule=rule.name, arn=stream.arn)
""",
        id="the role of an event's rule",
    ),
    pytest.param(
        """
import json

from cdktf_cdktf_provider_aws.ecs_service import EcsService
from cdktf_cdktf_provider_aws.iam_role import IamRole

anybody = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}
role = IamRole(self, "role", assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [anybody]}))
balanced = {"elbName": "front", "containerName": "web", "containerPort": 80}
EcsService(
    self, "web", name="web", cluster="main", task_definition="web", iam_role=role.name, load_balancer=[balanced]
)
""",
        id="a role for everybody",
    ),
    pytest.param(
        """
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration as Expiration,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionTransition as Transition,
)

rule = S3BucketLifecycleConfigurationRule(
    id="old",
    status="Enabled",
    noncurrent_version_expiration=[Expiration(newer_noncurrent_versions=2, noncurrent_days=30)],
    noncurrent_version_transition=[Transition(noncurrent_days=30, storage_class="STANDARD_IA")],
)
S3BucketLifecycleConfiguration(self, "old", bucket="logs", rule=[rule])
""",
        id="versions that go on the day on which most expire",
    ),
)


@pytest.mark.parametrize("code", _APPLIED)
def test_what_was_applied_is_no_error(code: str, tmp_path: Path) -> None:
    example = Valid(code)
    examples.write(tmp_path, example, examples.unmarked(examples.as_program(code)).code, {})
    reports = examples.check(tmp_path, example, "PS396").reports.values()
    errors = [each for report in reports for each in report.findings if each.severity is Severity.ERROR]
    assert [each.message for each in errors] == []
