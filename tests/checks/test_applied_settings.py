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
)


@pytest.mark.parametrize("code", _APPLIED)
def test_what_was_applied_is_no_error(code: str, tmp_path: Path) -> None:
    example = Valid(code)
    examples.write(tmp_path, example, examples.unmarked(examples.as_program(code)).code, {})
    reports = examples.check(tmp_path, example, "PS396").reports.values()
    errors = [each for report in reports for each in report.findings if each.severity is Severity.ERROR]
    assert [each.message for each in errors] == []
