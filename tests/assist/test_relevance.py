"""What comes first in a list, and what is left out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assist.conftest import Desk
from presynth.assist.completion import completions


def offered(desk: Desk, code: str) -> list[str]:
    """What is offered in a statement of a stack."""
    return [item.label for item in completions(desk.in_stack(code)).items]


def test_the_provider_comes_before_its_resources(desk: Desk) -> None:
    assert offered(desk, "aws|")[:2] == ["self.aws", "AwsProvider"]
    assert "AwsProvider" in offered(desk, "provider|")[:2]


def test_what_is_imported_comes_first(desk: Desk) -> None:
    assert offered(desk, "aws_s|")[:2] == ["Subnet", "S3Bucket"]


def test_words_in_capitals_are_no_names_of_terraform(desk: Desk) -> None:
    assert all(name.startswith("AwsP") for name in offered(desk, "AwsP|"))


@pytest.fixture
def mixed(tmp_path: Path) -> Desk:
    """A project that has bindings of its own too."""
    told = '{"language": "python", "app": "python main.py", "terraformProviders": ["aws"]}'
    (tmp_path / "cdktf.json").write_text(told, encoding="utf-8")
    return Desk(tmp_path)


def origins(desk: Desk, code: str) -> list[str]:
    """The modules that a queue is offered from."""
    return [item.origin for item in completions(desk.point(code)).items if item.label == "SqsQueue"]


def test_no_class_of_two_packages(mixed: Desk) -> None:
    code = "from {}.vpc import Vpc\nx = aws_sqs_queue|"
    assert origins(mixed, code.format("cdktf_cdktf_provider_aws")) == ["cdktf_cdktf_provider_aws.sqs_queue"]
    assert origins(mixed, code.format("imports.aws")) == ["imports.aws.sqs_queue"]


def test_a_new_file_takes_the_package_that_is_there(mixed: Desk) -> None:
    there = [each.package for each in mixed.point("|").catalog.assemblies if each.source != "bundled"]
    if "cdktf_cdktf_provider_aws" not in there:
        pytest.skip("no provider is installed")
    assert origins(mixed, "aws_sqs_queue|") == ["cdktf_cdktf_provider_aws.sqs_queue"]


_SERVICES = "from cdktn import App\nfrom cdktn_aws import s3\n"


@pytest.mark.parametrize(
    ("typed", "name"), [("Bucket", "AwsBucket"), ("AwsBuck", "AwsBucket"), ("aws_s3_b", "AwsBucket")]
)
def test_classes_by_service_with_and_without_their_prefix(desk: Desk, typed: str, name: str) -> None:
    first = completions(desk.point(f"{_SERVICES}x = {typed}|")).items[0]
    assert (first.label, first.inserted) == (name, f"s3.{name}")


def test_modules_of_services(desk: Desk) -> None:
    first = completions(desk.point(f"{_SERVICES}x = sqs|")).items[0]
    assert (first.label, first.kind, first.imports) == ("sqs", "module", ("cdktn_aws", "sqs"))


def test_modules_where_modules_are_imported(desk: Desk) -> None:
    code = "from cdktf import App\nfrom cdktf_cdktf_provider_aws{}\nx = sqs_qu|"
    found = completions(desk.point(code.format(" import s3_bucket"))).items
    assert found[0].label == "SqsQueue"
    assert next(item.imports for item in found if item.label == "sqs_queue") == (
        "cdktf_cdktf_provider_aws",
        "sqs_queue",
    )
    assert "sqs_queue" not in [
        item.label for item in completions(desk.point(code.format(".s3_bucket import S3Bucket"))).items
    ]


def test_arguments_that_the_project_gives_others(desk: Desk) -> None:
    code = "from cdktf_cdktf_provider_aws.db_instance import DbInstance\n"
    other = 'DbInstance(self, "a", instance_class="db.t4g.micro", engine="mysql", username="a")\n'
    assert offered(desk, f'{code}{other}DbInstance(self, "b", |')[:3] == ["instance_class=", "engine=", "username="]


def test_arguments_that_others_name(desk: Desk) -> None:
    code = "from cdktf_cdktf_provider_aws.lb_listener import LbListenerDefaultAction\n"
    found = offered(desk, f'{code}x = LbListenerDefaultAction(type="fixed-response", |')
    assert found[:2] == ["fixed_response=", "fixed_response=LbListenerDefaultActionFixedResponse(…)"]


def test_arguments_that_nearly_everybody_gives(desk: Desk) -> None:
    found = offered(desk, 'AwsProvider(self, "b", |')
    assert "region=" in found[:4]
    assert "default_tags=" in found[:4]


def test_attributes_of_the_project_come_before_those_of_bindings(desk: Desk) -> None:
    assert offered(desk, "self.|")[:3] == ["aws", "vpc", "after"]
    assert offered(desk, "super().|")[0] == "__init__"


def test_own_members_come_before_inherited_ones(desk: Desk) -> None:
    code = 'from cdktf import TerraformVariable\nv = TerraformVariable(self, "v")\nv.|'
    found = offered(desk, code)
    assert found.index("string_value") < found.index("cdktf_stack")


def test_keys_of_dicts_are_read_as_they_are(desk: Desk) -> None:
    asked = 'S3Bucket(self, "a", server_side_encryption_configuration={"rule": {"'
    assert offered(desk, f"{asked}|") == ["apply_server_side_encryption_by_default", "bucket_key_enabled"]
