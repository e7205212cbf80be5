"""What is said of what the cursor is on."""

from __future__ import annotations

import pytest

from assist.conftest import Desk
from presynth.assist.hover import hover


def said(desk: Desk, code: str) -> str:
    """What is said in a statement of a stack; "" for nothing."""
    found = hover(desk.in_stack(code))
    return "" if found is None else found.text


def test_an_argument(desk: Desk) -> None:
    text = said(desk, 'Subnet(self, "a", av|ailability_zone="eu-west-1a")')
    assert "`availability_zone: str`" in text
    assert "optional" in text
    assert "Not together with `availability_zone_id`" in text
    assert "A change replaces the resource" in text
    assert "/docs/resources/subnet#availability_zone)" in text


@pytest.mark.parametrize("code", ["Subnet(self, 'a', vpc_i|d=", "Subnet(\n    self,\n    'a',\n    vpc_i|d=1,\n    x"])
def test_an_argument_of_a_call_that_is_not_closed(desk: Desk, code: str) -> None:
    assert "An argument of `Subnet`, required." in said(desk, code)


def test_allowed_values(desk: Desk) -> None:
    assert "One of `private`, `public-read`" in said(desk, 'S3Bucket(self, "a", acl="pri|vate")')


def test_a_key_of_a_dict_that_stands_for_a_struct(desk: Desk) -> None:
    assert "Default: `False`" in said(desk, 'S3Bucket(self, "a", versioning={"enab|led": True})')


def test_the_range_is_the_name(desk: Desk) -> None:
    point = desk.in_stack('x = "🪣" + self.vpc.i|d')
    found = hover(point)
    assert found is not None
    start, end = map(point.lines.offset, found.range)
    assert point.source.text[start:end] == "id"


def test_an_attribute_and_a_construct(desk: Desk) -> None:
    text = said(desk, "x = self.vpc.i|d")
    assert "`aws_vpc.main.id`" in text
    assert "`Vpc.id: str`" in text
    assert "`aws_vpc.main`" in said(desk, "x = self.v|pc.id")


def test_a_class_that_is_called(desk: Desk) -> None:
    text = said(desk, 'S3Buc|ket(self, "logs")')
    assert "Makes `aws_s3_bucket.logs`." in text
    assert "The resource `aws_s3_bucket`." in text


def test_resolved_text(desk: Desk) -> None:
    assert said(desk, 'name = f"logs-{id}"\nS3Bucket(self, "a", bucket=na|me)') == "`'logs-example'`"
    assert "`'logs-example'`" in said(desk, 'S3Bucket(self, "a", bucket=f"logs|-{id}")')


def test_members_of_which_only_the_declaration_is_known(desk: Desk) -> None:
    code = 'from cdktf import AssetType, TerraformAsset\nasset = TerraformAsset(self, "a", path=".")\n'
    assert said(desk, f"{code}x = asset.asset_ha|sh") == "`TerraformAsset.asset_hash: str`"
    assert said(desk, f"{code}x = AssetType.ARCH|IVE") == "`AssetType.ARCHIVE`"


def test_fields_of_dataclasses_have_types(desk: Desk) -> None:
    code = "from dataclasses import dataclass\n@dataclass\nclass Set|tings:\n    region: str\n    count: int = 1\n"
    assert "class Settings(region: str, count: int = …)" in said(desk, code)


def test_the_id_of_a_construct(desk: Desk) -> None:
    assert said(desk, 'S3Bucket(self, "lo|gs")') == "The id of `aws_s3_bucket.logs`."
    text = said(desk, 'for n in (1, 2):\n    S3Bucket(self, f"lo|gs-{n}")')
    assert text == "`'logs-1'` or `'logs-2'`\n\nThe id of `aws_s3_bucket.logs-1`, `aws_s3_bucket.logs-2`."


def test_a_value_in_each_call(desk: Desk) -> None:
    code = """from cdktf import App, TerraformStack

def stack(name):
    return TerraformStack(App(), na|me)

stack("dev")
stack("prod")
"""
    found = hover(desk.point(code))
    assert found is not None
    assert found.text == "`'dev'` or `'prod'`"


def test_the_projects_own_functions(desk: Desk) -> None:
    code = '''from cdktf import App

def region(zone, *, short=False):
    """The region a zone is in."""

reg|ion("a")
'''
    found = hover(desk.point(code))
    assert found is not None
    assert "def region(zone, *, short = False)" in found.text
    assert "The region a zone is in." in found.text


def test_a_parameter_where_it_is_declared(desk: Desk) -> None:
    code = """from cdktf import App, TerraformStack

def stack(app, *, na|me: str = "dev"):
    return TerraformStack(app, name)

stack(App())
stack(App(), name="prod")
"""
    found = hover(desk.point(code))
    assert found is not None
    assert found.text == "`name: str = 'dev'`\n\n`'dev'` or `'prod'`"


def test_an_object_of_the_projects_own(desk: Desk) -> None:
    assert "class Example(scope: Construct, id: str)" in said(desk, "x = se|lf.vpc")


def test_a_module(desk: Desk) -> None:
    found = hover(desk.point("import cdktf\nfrom cdktf_cdktf_provider_aws.s3_bu|cket import S3Bucket\n"))
    assert found is not None
    assert found.text == "Module `cdktf_cdktf_provider_aws.s3_bucket`"
    assert hover(desk.point("import cdktf\nfrom nobody_kno|ws import x\n")) is None


def test_the_path_of_an_override(desk: Desk) -> None:
    code = 'bucket = S3Bucket(self, "b")\nbucket.add_override("{}", False)'
    assert "`enabled: bool`" in said(desk, code.format("versioning.ena|bled"))
    assert "`versioning: S3BucketVersioning`" in said(desk, code.format("vers|ioning.enabled"))
    assert "`allowed_methods: list[str]`" in said(desk, code.format("cors_rule.0.allowed|_methods"))
    assert said(desk, code.format("versioning.nothi|ng")) == ""


def test_how_many_blocks_where_there_can_be_several(desk: Desk) -> None:
    assert "Number of items" not in said(desk, 'S3Bucket(self, "a", versio|ning=None)')
    code = "from cdktf_cdktf_provider_aws.ecs_service import EcsService\nEcsService(self, 's', "
    assert "Number of items: at most 10." in said(desk, f"{code}placement_con|straints=[])")


@pytest.mark.parametrize("code", ["# S3Bu|cket", "retu|rn 1", "x = 'te|xt'", "x = unkno|wn", "x = 1|2"])
def test_nothing_where_there_is_nothing_to_say(desk: Desk, code: str) -> None:
    assert said(desk, code) == ""


def test_the_region_and_alias_of_a_provider(desk: Desk) -> None:
    assert said(desk, "x = self.a|ws").startswith("Region `eu-west-1`.")
    code = 'west = AwsProvider(self, "west", region="us-west-2", alias="west")\n'
    assert said(desk, f"{code}x = we|st").startswith("Region `us-west-2`, alias `west`.")


def test_entries_of_dicts(desk: Desk) -> None:
    assert said(desk, 'ports = {"http": 80}\nx = ports["ht|tp"]') == "`80`"


def test_attributes_of_blocks_are_arguments(desk: Desk) -> None:
    text = said(desk, 'bucket = S3Bucket(self, "b")\nx = bucket.versioning.enab|led')
    assert text.startswith("`aws_s3_bucket.b.versioning.enabled`\n\n`enabled: bool`")
