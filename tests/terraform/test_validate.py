"""What presynth says of arguments is what `terraform validate` says, with the real AWS provider.

It needs the provider in a folder of this machine (`terraform providers mirror FOLDER`), which
`PRESYNTH_TERRAFORM_PLUGINS` names. Every faulty resource is one change away from one that the provider takes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from presynth.findings import Severity

TERRAFORM = shutil.which("terraform")
PLUGINS = os.environ.get("PRESYNTH_TERRAFORM_PLUGINS")
pytestmark = [
    pytest.mark.skipif(TERRAFORM is None, reason="there is no `terraform` on the PATH"),
    pytest.mark.skipif(PLUGINS is None, reason="PRESYNTH_TERRAFORM_PLUGINS names no folder with the AWS provider"),
]

Arguments = dict[str, Any]

_PROGRAM = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
{imports}

app = App()
stack = TerraformStack(app, "tried")
AwsProvider(stack, "aws", region="eu-west-1")
"""
_ROLE = "arn:aws:iam::111122223333:role/acme"
_CASES: dict[tuple[str, str], tuple[Arguments, tuple[Arguments, ...]]] = {
    ("vpc", "Vpc"): (
        {"cidr_block": "10.0.0.0/16"},
        ({"cidr_block": "10.0.0.0/8"}, {"cidr_block": "10.0.0.1/16"}, {"instance_tenancy": "Dedicated"}),
    ),
    ("subnet", "Subnet"): ({"vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24"}, ({"cidr_block": "10.0.0.7/24"},)),
    ("vpc_security_group_ingress_rule", "VpcSecurityGroupIngressRule"): (
        {"security_group_id": "sg-1", "ip_protocol": "-1", "cidr_ipv4": "10.0.0.0/8"},
        ({"cidr_ipv4": "10.0.0.1/8"}, {"cidr_ipv6": "::/0"}, {"cidr_ipv4": None}),
    ),
    ("lb", "Lb"): (
        {"name": "acme-front", "subnets": ["subnet-1", "subnet-2"]},
        ({"name": "acme_front"}, {"name": "internal-front"}, {"name": "a" * 33}, {"load_balancer_type": "Network"}),
    ),
    ("lb_target_group", "LbTargetGroup"): ({"name": "acme"}, ({"name": "acme-"}, {"name": "acme.web"})),
    ("kms_alias", "KmsAlias"): (
        {"name": "alias/acme", "target_key_id": "key"},
        ({"name": "acme"}, {"name": "alias/aws/acme"}, {"name": "alias/acme.key"}),
    ),
    ("iam_role", "IamRole"): (
        {"name": "acme", "assume_role_policy": "{}"},
        ({"name": "acme/web"}, {"name": "a" * 65}, {"max_session_duration": 60}, {"name_prefix": "b"}),
    ),
    ("db_instance", "DbInstance"): (
        {"identifier": "acme", "instance_class": "db.t4g.micro"},
        ({"identifier": "Acme"}, {"identifier": "acme_db"}, {"identifier": "acme--db"}, {"identifier": "1acme"}),
    ),
    ("db_subnet_group", "DbSubnetGroup"): ({"name": "acme", "subnet_ids": ["subnet-1"]}, ({"name": "Acme"},)),
    ("cloudwatch_log_group", "CloudwatchLogGroup"): (
        {"name": "/acme/web", "retention_in_days": 30},
        ({"name": "acme web"}, {"retention_in_days": 31}),
    ),
    ("eks_cluster", "EksCluster"): (
        {"name": "acme", "role_arn": _ROLE, "vpc_config": {"subnet_ids": ["subnet-1", "subnet-2"]}},
        ({"name": "acme.web"}, {"role_arn": "acme"}),
    ),
    ("sfn_state_machine", "SfnStateMachine"): (
        {"name": "acme", "role_arn": _ROLE, "definition": "{}"},
        ({"type": "express"}, {"role_arn": "acme"}, {"name": "a" * 81}),
    ),
    ("dynamodb_table", "DynamodbTable"): (
        {
            "name": "acme",
            "hash_key": "id",
            "billing_mode": "PAY_PER_REQUEST",
            "attribute": [{"name": "id", "type": "S"}],
        },
        ({"billing_mode": "ON_DEMAND"},),
    ),
    ("athena_database", "AthenaDatabase"): ({"name": "acme_logs"}, ({"name": "acme-logs"},)),
    ("opensearch_domain", "OpensearchDomain"): ({"domain_name": "acme"}, ({"domain_name": "a" * 29},)),
    ("sqs_queue", "SqsQueue"): (
        {"name": "acme"},
        ({"visibility_timeout_seconds": 86400}, {"redrive_policy": "{max: 5}"}, {"name_prefix": "acme"}),
    ),
}


def _resources() -> list[tuple[tuple[str, str], Arguments, bool]]:
    """Module and class, the arguments, and whether the provider takes them."""
    found: list[tuple[tuple[str, str], Arguments, bool]] = []
    for kind, (good, changes) in _CASES.items():
        found.append((kind, good, True))
        for change in changes:
            merged = {**good, **change}
            found.append((kind, {name: value for name, value in merged.items() if value is not None}, False))
    return found


def _refused_by_terraform(folder: Path) -> set[int]:
    """The numbers of the resources that `terraform validate` calls faulty."""
    assert TERRAFORM is not None
    blocks: dict[str, dict[str, Arguments]] = {}
    for number, ((module, _), arguments, _) in enumerate(_resources()):
        blocks.setdefault(f"aws_{module}", {})[f"case{number}"] = arguments
    settings = folder / "terraform.rc"
    settings.write_text(
        f"provider_installation {{\n  filesystem_mirror {{\n    path = {json.dumps(PLUGINS)}\n  }}\n}}\n"
    )
    source = {"required_providers": {"aws": {"source": "hashicorp/aws"}}}
    (folder / "main.tf.json").write_text(json.dumps({"terraform": source, "resource": blocks}))
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": str(settings)}
    subprocess.run([TERRAFORM, "init"], cwd=folder, env=environment, check=True, capture_output=True, timeout=300)
    told = subprocess.run(
        [TERRAFORM, "validate", "-json"], cwd=folder, env=environment, check=False, capture_output=True, timeout=300
    )
    diagnostics: list[dict[str, str]] = json.loads(told.stdout)["diagnostics"]
    errors = [each.get("address", "") for each in diagnostics if each["severity"] == "error"]
    return {int(found[1]) for address in errors if (found := re.search(r"\.case(\d+)$", address))}


def _refused_by_presynth(folder: Path) -> set[int]:
    """The numbers of the resources that presynth reports an error in."""
    imports = "\n".join(f"from cdktf_cdktf_provider_aws.{module} import {name}" for module, name in _CASES)
    program = _PROGRAM.format(imports=imports)
    first = program.count("\n") + 1
    for number, ((_, name), arguments, _) in enumerate(_resources()):
        passed = ", ".join(f"{argument}={value!r}" for argument, value in arguments.items())
        program += f'{name}(stack, "case{number}", {passed})\n'
    path = folder / "main.py"
    path.write_text(program)
    analysis = Workspace(
        Configuration(folder, {"select": ["PS302", "PS308", "PS31", "PS360"]}, isolated=True), folder=folder
    ).check([str(path)])
    findings = [found for report in analysis.reports.values() for found in report.findings]
    return {found.place.range.start.line - first for found in findings if found.severity is Severity.ERROR}


def test_the_provider_refuses_what_presynth_reports(tmp_path: Path) -> None:
    faulty = {number for number, (_, _, taken) in enumerate(_resources()) if not taken}
    assert _refused_by_presynth(tmp_path) == faulty
    assert _refused_by_terraform(tmp_path) == faulty
