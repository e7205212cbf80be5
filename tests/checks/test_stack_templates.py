"""Parameters of stacks of CloudFormation beside their templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import examples
from presynth.checks.base import Valid

_CODE = "PS396"
_STACK = """
import json

from cdktf_cdktf_provider_aws.cloudformation_stack import CloudformationStack
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
asked = {"Cidr": {"Type": "String"}, "Stage": {"Type": "String", "Default": "dev"}}
AS_JSON = json.dumps({"Parameters": asked, "Resources": {"A": {"Type": "AWS::SNS::Topic"}}})
AS_YAML = '''
# A network
Parameters:
  Cidr:
    Type: String
    Description: |
      The range
  "Stage":  # where it is
    Type: String
    Default: dev

Resources:
  A:
    Type: AWS::SNS::Topic
'''
WITHOUT = "Resources: {A: {Type: AWS::SNS::Topic}}"
WITH_MACRO = "Transform: Expand\\n" + AS_YAML
ANCHORED = AS_YAML.replace("  Cidr:", "  <<: *common")
CloudformationStack(self, "stack", name="network", capabilities=["CAPABILITY_AUTO_EXPAND"], ARGUMENTS)
"""
_REFUSED = (
    ('template_body=AS_JSON, parameters={"Cidr": "10.0.0.0/16", «"Stages"»: "dev"}', "(`Stage` may be meant)"),
    ('template_body=AS_YAML, parameters={"Cidr": "10.0.0.0/16", «"Stages"»: "dev"}', "(`Stage` may be meant)"),
    ('template_body=AS_JSON, parameters=«{"Stage": "dev"}»', "needs the parameter `Cidr`"),
    ('template_body=AS_YAML, parameters=«{"Stage": "dev"}»', "needs the parameter `Cidr`"),
    ('template_body=f"{AS_YAML}# {vpc.id}", parameters=«{"Stage": "dev"}»', "needs the parameter `Cidr`"),
    ('template_body=WITHOUT, parameters={«"Stage"»: "dev"}', "no parameter `Stage`"),
)
_TAKEN = (
    'template_body=AS_JSON, parameters={"Cidr": vpc.cidr_block}',
    'template_body=AS_YAML, parameters={"Cidr": "10.0.0.0/16", "Stage": "live"}',
    "template_body=WITHOUT",
    'template_body=WITH_MACRO, parameters={"Other": "1"}',
    'template_body=ANCHORED, parameters={"Other": "1"}',
    'template_url="https://acme.s3.amazonaws.com/a.yaml", parameters={"Other": "1"}',
)


def _said(arguments: str, folder: Path) -> tuple[examples.Marked, list[tuple[str, str, int]]]:
    marked = examples.unmarked(examples.as_program(_STACK.replace("ARGUMENTS", arguments)))
    example = Valid(marked.code)
    examples.write(folder, example, marked.code, {})
    findings = examples.findings_of(examples.check(folder, example, _CODE), _CODE)
    return marked, [(each.message, each.place.text, each.place.range.start.line) for each in findings]


@pytest.mark.parametrize(("arguments", "message"), _REFUSED)
def test_parameters_are_refused(arguments: str, message: str, tmp_path: Path) -> None:
    marked, said = _said(arguments, tmp_path)
    assert [(text, line) for _, text, line in said] == [(marked.text, marked.line)]
    assert message in said[0][0]


@pytest.mark.parametrize("arguments", _TAKEN)
def test_parameters_are_taken(arguments: str, tmp_path: Path) -> None:
    assert _said(arguments, tmp_path)[1] == []
