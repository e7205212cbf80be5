"""One fault is told once, by the rule that says more of it, unless that rule has been switched off."""

from __future__ import annotations

from pathlib import Path

import pytest

from presynth.config.configuration import Configuration
from presynth.engine import Workspace

_TEXT = """\
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket_object_lock_configuration import S3BucketObjectLockConfigurationA

app = App()
stack = TerraformStack(app, "archive")
AwsProvider(stack, "aws", region="eu-west-1")
kept = {"mode": "GOVERNANCE", "days": 1, "years": 2}
S3BucketObjectLockConfigurationA(stack, "lock", bucket="acme-archive", rule={"default_retention": kept})
app.synth()
"""


@pytest.mark.parametrize(("ignored", "told"), [([], ["PS302"]), (["PS302"], ["PS396"]), (["PS302", "PS396"], [])])
def test_the_other_rule_gives_way(tmp_path: Path, ignored: list[str], told: list[str]) -> None:
    file = tmp_path / "main.py"
    file.write_text(_TEXT, encoding="utf-8")
    settings: dict[str, object] = {"ignore": [*ignored, "PS202", "PS503"]}
    workspace = Workspace(Configuration(tmp_path, settings, isolated=True), folder=tmp_path)
    assert [each.code for each in workspace.check([str(file)]).reports[str(file)].findings] == told
