"""Texts that are known where the provider lists none."""

from __future__ import annotations

from assist.conftest import Desk
from presynth.assist.completion import completions


def offered(desk: Desk, code: str, imports: str = "provider.AwsProvider") -> list[str]:
    """What is offered in a statement of a stack."""
    module, _, name = imports.partition(".")
    found = completions(desk.in_stack(f"from cdktf_cdktf_provider_aws.{module} import {name}\n{code}"))
    return [item.label for item in found.items]


def test_regions_those_in_use_first(desk: Desk) -> None:
    assert offered(desk, 'AwsProvider(self, "a", region="|')[:2] == ["eu-west-1", "af-south-1"]
    assert offered(desk, 'AwsProvider(self, "a", region="eu-c|')[0] == "eu-central-1"
    assert offered(desk, 'AwsProvider(self, "a", region=|')[0] == '"eu-west-1"'


def test_zones_of_the_regions_in_use(desk: Desk) -> None:
    assert offered(desk, 'Subnet(self, "a", availability_zone="|')[0] == "eu-west-1a"


def test_versions_of_the_engine_the_newest_first(desk: Desk) -> None:
    asked = 'DbInstance(self, "a", {} engine_version="|'
    found = offered(desk, asked.format('engine="postgres",'), "db_instance.DbInstance")
    majors = [int(each.partition(".")[0]) for each in found]
    assert majors == sorted(majors, reverse=True)
    engine = f'ENGINE = "mysql"\n{asked.format("engine=ENGINE,")}'
    assert offered(desk, engine, "db_instance.DbInstance")[0].startswith(("8.", "9."))
    assert offered(desk, asked.format(""), "db_instance.DbInstance") == []
    assert "postgres" in offered(desk, 'DbInstance(self, "a", engine="|', "db_instance.DbInstance")


def test_instance_classes_the_small_ones_first(desk: Desk) -> None:
    found = offered(desk, 'Instance(self, "a", instance_type="t4g|', "instance.Instance")
    assert found[:3] == ["t4g.nano", "t4g.micro", "t4g.small"]
    group = offered(desk, 'EksNodeGroup(self, "a", instance_types=["t4g|', "eks_node_group.EksNodeGroup")
    assert "t4g.medium" in group
    broker = 'MskCluster(self, "a", broker_node_group_info={"instance_type": "|'
    assert offered(desk, broker, "msk_cluster.MskCluster") == []


def test_managed_policies_by_their_names(desk: Desk) -> None:
    asked = 'IamRolePolicyAttachment(self, "a", policy_arn="{}|'
    imports = "iam_role_policy_attachment.IamRolePolicyAttachment"
    arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    assert offered(desk, asked.format("AWSLambdaBasicE"), imports)[0] == arn
    assert offered(desk, asked.format(arn[:-4]), imports)[0] == arn


def test_actions_of_policies_alone(desk: Desk) -> None:
    asked = '{0}(self, "a", {1}=[{0}{2}(actions=["|'
    names = "DataAwsIamPolicyDocument", "statement", "Statement"
    imports = "data_aws_iam_policy_document.DataAwsIamPolicyDocument, DataAwsIamPolicyDocumentStatement"
    assert "s3:GetObject" in offered(desk, asked.format(*names), imports)
    names = "QuicksightDataSet", "permissions", "Permissions"
    imports = "quicksight_data_set.QuicksightDataSet, QuicksightDataSetPermissions"
    assert offered(desk, asked.format(*names), imports) == []


def test_policies_that_are_written_as_dicts(desk: Desk) -> None:
    asked = 'import json\nx = json.dumps({"Statement": [{'
    assert offered(desk, asked + '"Effect": "|') == ["Allow", "Deny"]
    assert "s3:GetObject" in offered(desk, asked + '"Action": ["s3:GetO|')
    assert offered(desk, asked + '"Principal": {"Service": "lam|')[0] == "lambda.amazonaws.com"
    assert offered(desk, 'TAGS = {"Service": "|') == []
    assert offered(desk, 'x = {"Version": "|"}') == []


def test_types_of_variables(desk: Desk) -> None:
    code = 'from cdktf import TerraformVariable\nTerraformVariable(self, "a", type="l|'
    assert offered(desk, code)[0] == "list(string)"


def test_keys_of_dicts(desk: Desk) -> None:
    ports = 'PORTS = {"http": 80, "https": 443}\n'
    assert offered(desk, f'{ports}x = PORTS["|') == ["http", "https"]
    assert offered(desk, f"{ports}x = PORTS[|")[:2] == ['"http"', '"https"']
    assert offered(desk, f'{ports}x = PORTS.get("|") or 1') == ["http", "https"]


def test_values_of_overrides(desk: Desk) -> None:
    bucket = 'bucket = S3Bucket(self, "a")\n'
    assert offered(desk, f'{bucket}bucket.add_override("acl", "pub|') == ["public-read", "public-read-write"]
    assert offered(desk, f'{bucket}bucket.add_override("force_destroy", |')[:2] == ["True", "False"]
    assert offered(desk, f'{bucket}bucket.add_override("cors_rule", |') == []
