"""Constructs that are offered where an argument wants one."""

from __future__ import annotations

from assist.conftest import Desk
from presynth.assist.completion import completions

_STACKS = """from constructs import Construct
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
IMPORT


class Network(TerraformStack):
    def __init__(self, scope: Construct, id: str):
        super().__init__(scope, id)
        self.vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
        self.subnets = []
        self.groups = {"web": SecurityGroup(self, "web"), "db": SecurityGroup(self, "db")}
        for number in range(2):
            self.subnets.append(Subnet(self, f"subnet-{number}", vpc_id=self.vpc.id))


class Service(TerraformStack):
    def __init__(self, scope: Construct, id: str, network: Network):
        super().__init__(scope, id)
        self.network = network
        CODE


app = App()
Service(app, "service", Network(app, "network"))
app.synth()
"""


def offered(desk: Desk, code: str, imports: str = "lb.Lb") -> list[str]:
    """What is offered in the second of two stacks."""
    module, _, name = imports.partition(".")
    text = _STACKS.replace("IMPORT", f"from cdktf_cdktf_provider_aws.{module} import {name}")
    return [item.label for item in completions(desk.point(text.replace("CODE", code))).items]


def test_what_other_stacks_hold(desk: Desk) -> None:
    assert offered(desk, 'LbTargetGroup(self, "a", vpc_id=|', "lb_target_group.LbTargetGroup") == ["network.vpc.id"]


def test_lists_where_lists_are_wanted(desk: Desk) -> None:
    assert offered(desk, 'Lb(self, "a", subnets=|') == ["[each.id for each in network.subnets]"]
    assert offered(desk, 'Lb(self, "a", subnets=[|') == ["network.subnets[0].id"]
    assert offered(desk, 'Instance(self, "a", subnet_id=|', "instance.Instance") == ["network.subnets[0].id"]


def test_entries_of_dicts(desk: Desk) -> None:
    found = offered(desk, 'Lb(self, "a", security_groups=[|')
    assert found == ['network.groups["web"].id', 'network.groups["db"].id']


def test_only_what_the_argument_names(desk: Desk) -> None:
    code = 'role = IamRole(self, "r", assume_role_policy="{}")\n        '
    asked = 'EcsTaskDefinition(self, "a", execution_role_arn=|'
    assert offered(desk, code + asked, "ecs_task_definition.EcsTaskDefinition") == ["role.arn"]
    assert offered(desk, code + 'S3BucketPolicy(self, "a", bucket=|', "s3_bucket_policy.S3BucketPolicy") == []


def test_a_load_balancer_is_an_lb_to_terraform(desk: Desk) -> None:
    code = """from cdktf_cdktf_provider_aws.lb_listener import LbListener
        front, role = Lb(self, "front"), IamRole(self, "role", assume_role_policy="{}")
        LbListener(self, "a", load_balancer_arn=|"""
    assert offered(desk, code) == ["front.arn"]


def test_the_revision_of_a_task_is_in_its_arn(desk: Desk) -> None:
    code = (
        "from cdktf_cdktf_provider_aws.ecs_task_definition import EcsTaskDefinition\n        "
        'task = EcsTaskDefinition(self, "t", family="f", container_definitions="[]")\n        '
        'EcsService(self, "a", name="a", task_definition=|'
    )
    assert offered(desk, code, "ecs_service.EcsService") == ["task.arn"]


def test_a_name_is_not_taken_from_another_of_the_kind(desk: Desk) -> None:
    assert offered(desk, 'bucket = S3Bucket(self, "a")\n        S3Bucket(self, "b", bucket=|') == []


def test_parameters_of_the_project_say_what_they_want_by_their_endings(desk: Desk) -> None:
    code = (
        'role = IamRole(self, "r", assume_role_policy="{}")\n        def wait(role_arn: str, role: str): ...\n        '
    )
    assert offered(desk, f"{code}wait(role_arn=|") == ["role.arn"]
    assert offered(desk, f"{code}wait(role=|") == []


def test_what_to_wait_for_is_of_the_same_stack(desk: Desk) -> None:
    assert offered(desk, 'Lb(self, "a", depends_on=[|') == []


def test_what_is_made_for_an_argument(desk: Desk) -> None:
    code = (
        "from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import DataAwsIamPolicyDocument\n        "
        "from cdktf import TerraformAsset, TerraformVariable\n        "
        'trust = DataAwsIamPolicyDocument(self, "trust")\n        '
        'code = TerraformAsset(self, "code", path=".")\n        '
        'db_password = TerraformVariable(self, "password")\n        '
    )
    assert offered(desk, f'{code}IamRole(self, "r", assume_role_policy=|') == ["trust.json"]
    function = "lambda_function.LambdaFunction"
    assert offered(desk, f'{code}LambdaFunction(self, "f", filename=|', function) == ["code.path"]
    assert offered(desk, f'{code}LambdaFunction(self, "f", source_code_hash=|', function) == ["code.asset_hash"]
    assert offered(desk, f'{code}DbInstance(self, "d", password=|', "db_instance.DbInstance") == [
        "db_password.string_value"
    ]


def test_outputs_are_called_what_they_are_of(desk: Desk) -> None:
    code = "from cdktf import TerraformOutput\n        TerraformOutput(self, {}, value=|"
    assert offered(desk, code.format('"vpc-id"')) == ["network.vpc.id"]
    assert offered(desk, code.format('"total"')) == []
