"""What is offered, in code that is being typed."""

from __future__ import annotations

import pytest

from assist.conftest import Desk
from presynth.assist.completion import completions
from presynth.assist.items import Completions


def labels(found: Completions) -> list[str]:
    """What is offered, the best first."""
    return [item.label for item in found.items]


def in_stack(desk: Desk, code: str) -> list[str]:
    """What is offered in a statement of a stack."""
    return labels(completions(desk.in_stack(code)))


@pytest.mark.parametrize(
    "code",
    [
        'Subnet(self, "a", |',
        'Subnet(self, "a", |)',
        'Subnet(\n    self,\n    "a",\n    |\n',
        'subnet = Subnet(self, "a",\n    availability_zone="eu-west-1a",\n    |\n)',
        'Subnet(self, "a", availability_zone=zones[0], |',
        'subnets = [Subnet(self, f"a-{n}", |',
        'return Subnet(self, "🪣", |',
        'Subnet(\n    self,\n    "a",\n    # the "first\n    |\n)',
    ],
)
def test_required_keywords_come_first(desk: Desk, code: str) -> None:
    found = in_stack(desk, code)
    assert found[0] == "vpc_id="
    assert "cidr_block=" in found
    assert "scope=" not in found


def test_keywords_that_are_there_do_not_come_again(desk: Desk) -> None:
    found = in_stack(desk, 'Subnet(self, "a", vpc_id="v", |, cidr_block="10.0.0.0/24")')
    assert "vpc_id=" not in found
    assert "cidr_block=" not in found
    assert "tags=" in found


def test_a_keyword_that_is_typed_is_offered_still(desk: Desk) -> None:
    assert in_stack(desk, 'Subnet(self, "a", cid|')[0] == "cidr_block="
    assert in_stack(desk, 'Subnet(self, "a", cid|="10.0.0.0/24")')[0] == "cidr_block"


def test_a_block_comes_with_its_struct(desk: Desk) -> None:
    found = completions(desk.in_stack('S3Bucket(self, "a", cors|'))
    (plain, block) = found.items[:2]
    assert (plain.label, plain.snippet) == ("cors_rule=", None)
    assert block.snippet == "cors_rule=[S3BucketCorsRule(allowed_methods=[${1}], allowed_origins=[${2}])]$0"
    assert block.imports == ("cdktf_cdktf_provider_aws.s3_bucket", "S3BucketCorsRule")


def test_values_of_a_block(desk: Desk) -> None:
    assert in_stack(desk, 'S3Bucket(self, "a", cors_rule=|') == ["[S3BucketCorsRule(…)]"]
    assert in_stack(desk, 'S3Bucket(self, "a", cors_rule=[|') == ["S3BucketCorsRule(…)"]
    assert in_stack(desk, 'S3Bucket(self, "a", website=|)') == ["S3BucketWebsite(…)"]


def test_a_struct_has_keywords_of_its_own(desk: Desk) -> None:
    code = "from cdktf_cdktf_provider_aws.s3_bucket import S3BucketCorsRule\n"
    assert in_stack(desk, f'{code}S3Bucket(self, "a", cors_rule=[S3BucketCorsRule(|')[:2] == [
        "allowed_methods=",
        "allowed_origins=",
    ]


def test_a_struct_that_is_not_imported_has_them_too(desk: Desk) -> None:
    assert "allowed_methods=" in in_stack(desk, 'S3Bucket(self, "a", cors_rule=[S3BucketCorsRule(|')


def test_allowed_values(desk: Desk) -> None:
    assert in_stack(desk, 'S3Bucket(self, "a", acl=|)')[:2] == ['"private"', '"public-read"']
    point = desk.in_stack('S3Bucket(self, "a", acl="pub|lic")')
    found = completions(point)
    assert labels(found) == ["public-read", "public-read-write"]
    start, end = map(point.lines.offset, found.range)
    assert point.source.text[start:end] == "public"


def test_allowed_values_in_a_text_that_is_not_closed(desk: Desk) -> None:
    point = desk.in_stack('S3Bucket(self, "a", acl="p|, bucket="b")')
    found = completions(point)
    assert "private" in labels(found)
    start, end = map(point.lines.offset, found.range)
    assert point.source.text[start:end] == "p"


def test_the_default_where_nothing_is_listed(desk: Desk) -> None:
    code = "from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction\n"
    assert in_stack(desk, f'{code}LambdaFunction(self, "f", timeout=|') == ["3"]
    assert in_stack(desk, f'{code}LambdaFunction(self, "f", architectures=[|') == ['"x86_64"', '"arm64"']


def test_booleans(desk: Desk) -> None:
    assert in_stack(desk, 'S3Bucket(self, "a", force_destroy=|') == ["True", "False"]


def test_references_to_constructs_made_before(desk: Desk) -> None:
    found = in_stack(desk, 'Subnet(self, "a", vpc_id=|)')
    assert found[0] == "self.vpc.id"
    assert "self.after.id" not in found


def test_providers(desk: Desk) -> None:
    assert in_stack(desk, 'Subnet(self, "a", provider=|') == ["self.aws"]


def test_references_by_what_the_argument_is_called(desk: Desk) -> None:
    code = (
        "from cdktf_cdktf_provider_aws.kms_key import KmsKey\n"
        "from cdktf_cdktf_provider_aws.instance import Instance\n"
        "from cdktf_cdktf_provider_aws.security_group import SecurityGroup\n"
        "from cdktf_cdktf_provider_aws.sns_topic import SnsTopic\n"
        'key = KmsKey(self, "key")\n'
        'group = SecurityGroup(self, "group")\n'
    )
    assert in_stack(desk, f'{code}SnsTopic(self, "a", kms_master_key_id=|')[0] == "key.id"
    assert in_stack(desk, f'{code}Instance(self, "a", vpc_security_group_ids=|') == ["[group.id]"]
    assert in_stack(desk, f'{code}Instance(self, "a", vpc_security_group_ids=[|') == ["group.id"]


def test_objects_of_the_projects_own_classes(desk: Desk) -> None:
    code = """from dataclasses import dataclass
from cdktf import App

@dataclass
class Settings:
    region: str

def deploy(settings: Settings): ...

settings = Settings("eu-west-1")
deploy(|
"""
    assert labels(completions(desk.point(code)))[0] == "settings"
    assert labels(completions(desk.point(code.replace("deploy(|", "settings.|")))) == ["region"]


def test_an_arn_is_wanted_where_the_provider_says_so(desk: Desk) -> None:
    code = (
        "from cdktf_cdktf_provider_aws.iam_role import IamRole\n"
        "from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction\n"
        'role = IamRole(self, "role", assume_role_policy="{}")\n'
        'LambdaFunction(self, "f", role=|, runtime="python3.13")'
    )
    assert in_stack(desk, code) == ["role.arn"]


def test_what_to_depend_on(desk: Desk) -> None:
    found = in_stack(desk, 'Subnet(self, "a", depends_on=[|')
    assert found == ["self.vpc"]


def test_keys_where_a_dict_stands_for_a_struct(desk: Desk) -> None:
    assert in_stack(desk, 'S3Bucket(self, "a", versioning={|')[0] == "enabled"
    assert in_stack(desk, 'S3Bucket(self, "a", versioning={"enabled": True, "|') == ["mfa_delete"]


def test_no_keys_where_a_dict_loses_values(desk: Desk) -> None:
    assert in_stack(desk, 'S3Bucket(self, "a", cors_rule=[{"|') == []


def test_attributes(desk: Desk) -> None:
    found = completions(desk.in_stack("x = self.vpc.|"))
    assert labels(found)[:2] == ["id", "arn"]
    assert next(item for item in found.items if item.label == "arn").detail == "str"
    assert "put_timeouts" not in labels(found)
    assert labels(completions(desk.in_stack("x = f'{self.vpc.ar|}'")))[0] == "arn"


def test_paths_of_overrides(desk: Desk) -> None:
    assert "cidr_block" in in_stack(desk, 'self.vpc.add_override("|')
    code = 'bucket = S3Bucket(self, "a")\nbucket.add_override("{}|")'
    assert in_stack(desk, code.format("cors_rule.")) == ["cors_rule.0"]
    assert "cors_rule.0.allowed_methods" in in_stack(desk, code.format("cors_rule.0."))


def test_attributes_whose_changes_are_ignored(desk: Desk) -> None:
    assert "cidr_block" in in_stack(desk, 'Vpc(self, "a", lifecycle={"ignore_changes": ["|"]})')


@pytest.mark.parametrize("typed", ["aws_sqs_qu", "SqsQu", "sqs_qu", "sqsqu"])
def test_classes_by_either_name(desk: Desk, typed: str) -> None:
    found = completions(desk.in_stack(f"{typed}|"))
    assert found.items[0].label == "SqsQueue"
    assert found.items[0].imports == ("cdktf_cdktf_provider_aws.sqs_queue", "SqsQueue")
    assert found.incomplete


def test_more_comes_with_more_of_a_word(desk: Desk) -> None:
    assert completions(desk.in_stack("S|")).incomplete
    assert completions(desk.in_stack('S3Bucket(self, "a", force_destroy=T|')).incomplete
    assert not completions(desk.in_stack('S3Bucket(self, "a", buc|')).incomplete
    assert not completions(desk.in_stack('S3Bucket(self, "a", acl="p|"')).incomplete


def test_allowed_values_come_before_classes(desk: Desk) -> None:
    assert in_stack(desk, 'S3Bucket(self, "a", acl=pri|')[0] == '"private"'
    assert in_stack(desk, 'Subnet(self, "a", vpc_id=vp|')[0] == "self.vpc.id"


def test_many_items_are_cut(desk: Desk) -> None:
    found = completions(desk.in_stack("aws_|"))
    assert len(found.items) == 100
    assert found.incomplete


def test_a_class_as_it_is_imported(desk: Desk) -> None:
    code = "import cdktf_cdktf_provider_aws.sqs_queue as queues\naws_sqs_queue|"
    item = completions(desk.in_stack(code)).items[0]
    assert (item.inserted, item.imports) == ("queues.SqsQueue", None)


def test_modules_and_names_in_imports(desk: Desk) -> None:
    assert "cdktf_cdktf_provider_aws" in labels(completions(desk.point("from cdk|")))
    assert labels(completions(desk.point("from cdktf_cdktf_provider_aws.s3_bu|")))[0] == "s3_bucket"
    found = labels(completions(desk.point("from cdktf_cdktf_provider_aws.s3_bucket import (\n    S3Bucket,\n    |")))
    assert "S3BucketCorsRule" in found
    assert "S3Bucket" not in found


def test_the_projects_own_modules(desk: Desk) -> None:
    files = {"stacks/network.py": "class Network:\n    pass\n"}
    assert "network" in labels(completions(desk.point("from cdktf import App\nfrom stacks.|", files)))
    assert labels(completions(desk.point("from cdktf import App\nfrom stacks.network import |", files))) == ["Network"]


def test_arguments_of_the_projects_own_classes(desk: Desk) -> None:
    code = """from cdktf import App
from cdktf_cdktf_provider_aws.vpc import Vpc

class Network:
    def __init__(self, vpc: Vpc, *, zones: int, private: bool = True):
        self.vpc = vpc

main = Vpc(App(), "main")
Network(main, |
"""
    found = labels(completions(desk.point(code)))
    assert found == ["zones=", "private="]
    assert labels(completions(desk.point(code.replace("Network(main, |", "Network(|"))))[0] == "main"


@pytest.mark.parametrize("code", ["def f(a: S3Buck|", "class A(S3Buck|", "def f(a, b=S3Buck|", "x: S3Buck|"])
def test_classes_in_headers_and_annotations(desk: Desk, code: str) -> None:
    assert in_stack(desk, code)[0] == "S3Bucket"


@pytest.mark.parametrize(
    "code", ["# S3Bu|", "def f(S3Bu|", "def foo|", "import x as S3B|", "x = 'S3Bu|'", "x = 1|", 'Vpc(self, "a" |']
)
def test_nothing_where_nothing_fits(desk: Desk, code: str) -> None:
    assert in_stack(desk, code) == []


def test_overrides_name_what_can_be_set(desk: Desk) -> None:
    code = 'bucket = S3Bucket(self, "a")\nbucket.add_override("{}|")'
    assert in_stack(desk, code.format("versioning.")) == ["versioning.enabled", "versioning.mfa_delete"]
    found = in_stack(desk, code.format(""))
    assert "arn" not in found
    assert found[: found.index("website")] == sorted(found[: found.index("website")]), "as the schema has them"


def test_nothing_of_another_kind_is_offered(desk: Desk) -> None:
    """Where the argument's name says what is wanted; some say nothing but that it is anything."""
    bucket = 'bucket = S3Bucket(self, "b")\n'
    code = "from cdktf_cdktf_provider_aws.flow_log import FlowLog\n" + bucket
    assert in_stack(desk, f'{code}FlowLog(self, "f", subnet_id=|') == []
    code = "from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission\n" + bucket
    assert "bucket.arn" in in_stack(desk, f'{code}LambdaPermission(self, "p", source_arn=|')


def test_nothing_is_put_into_an_app_itself(desk: Desk) -> None:
    found = in_stack(desk, "Vpc(|")
    assert found[0] == "self"
    assert "scope" not in found


def test_runtimes_that_are_not_supported_come_last(desk: Desk) -> None:
    code = 'from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction\nLambdaFunction(self, "f", runtime="|'
    found = completions(desk.in_stack(code)).items
    ended = [item.deprecated for item in found]
    assert ended == sorted(ended)
    assert next(item for item in found if item.label == "python3.6").detail.startswith("not supported since 20")
    assert not next(item for item in found if item.label == "python3.13").deprecated


def test_functions_of_terraform(desk: Desk) -> None:
    found = in_stack(desk, "from cdktf import Fn\nFn.|")
    assert found[:2] == ["abs", "abspath"]


SHAPES = {
    "cdktf_cdktf_provider_aws": ("s3_bucket", "S3Bucket", "sqs_queue", "SqsQueue"),
    "cdktn_provider_aws": ("s3_bucket", "S3Bucket", "sqs_queue", "SqsQueue"),
    "imports.aws": ("s3_bucket", "S3Bucket", "sqs_queue", "SqsQueue"),
    "cdktn_aws": ("s3", "AwsBucket", "sqs", "AwsQueue"),
}
"""By package: the module and name of a class that is used, and of another."""


@pytest.mark.parametrize("package", SHAPES)
@pytest.mark.parametrize("typed", ["aws_sqs_qu", "sqs_queue", "SqsQu"])
def test_classes_come_from_the_package_that_is_in_use(desk: Desk, package: str, typed: str) -> None:
    module, used, other, name = SHAPES[package]
    others = {"other.py": "from cdktf_cdktf_provider_aws.vpc import Vpc\nfrom cdktn_provider_aws.vpc import Vpc\n"}
    code = f'import cdktf\nfrom {package}.{module} import {used}\n\n{used}(None, "b")\n{typed}|'
    item = completions(desk.point(code, others)).items[0]
    assert (item.label, item.imports) == (name, (f"{package}.{other}", name))


@pytest.mark.parametrize("package", SHAPES)
def test_arguments_in_every_shape_of_binding(desk: Desk, package: str) -> None:
    module, used, *_ = SHAPES[package]
    for head, name in (
        (f"from {package}.{module} import {used}", used),
        (f"from {package}.{module} import {used} as B", "B"),
        (f"from {package} import {module}", f"{module}.{used}"),
        (f"from {package} import {module} as m", f"m.{used}"),
        (f"import {package}.{module} as m", f"m.{used}"),
        (f"import {package} as p", f"p.{module}.{used}"),
    ):
        found = labels(completions(desk.point(f'import cdktf\n{head}\n\n{name}(None, "b", versi|')))
        assert found[0] == "versioning=", head
        assert found[1] in ("versioning=S3BucketVersioning(…)", "versioning=VersioningProperty(…)"), head
