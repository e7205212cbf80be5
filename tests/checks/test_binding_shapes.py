"""The same faults in every shape in which Python meets a provider, most of them with the bundled indexes alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from presynth.findings import Severity

_STACK = """

class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        {provider}(self, "aws", region="eu-west-1")
{body}


app = App()
Main(app, "main")
app.synth()
"""
_BODY = """\
        {queue}(self, "a", nam="a")
        {group}(self, "a", ingress=[{{"from_port": 1, "to_port": 2, "protocol": "tcp"}}])
        {group}(self, "b", ingress=[{ingress}(form_port=1)])
        {queue}(self, "c", name="c").arm
"""
_FAULTS = ["PS103", "PS103", "PS106", "PS109", "PS110"]


def codes(folder: Path, text: str, **cdktf_json: object) -> list[str]:
    """The codes of all errors in a program."""
    (folder / "cdktf.json").write_text(json.dumps({"app": "python main.py", **cdktf_json}), encoding="utf-8")
    main = folder / "main.py"
    main.write_text(text, encoding="utf-8")
    report = Workspace(Configuration(folder, {}, isolated=True), folder=folder).check([str(main)]).reports[str(main)]
    assert not report.errors
    return sorted(finding.code for finding in report.findings if finding.severity is Severity.ERROR)


def program(imports: str, provider: str, queue: str, group: str, ingress: str) -> str:
    """A program with four faults, on lines of their own."""
    body = _BODY.format(queue=queue, group=group, ingress=ingress)
    return imports + _STACK.format(provider=provider, body=body.rstrip("\n"))


def namespaced(package: str, core: str) -> str:
    """One that imports each class from its resource's module."""
    imports = f"""\
from {core} import App, TerraformStack
from {package}.provider import AwsProvider
from {package}.security_group import SecurityGroup, SecurityGroupIngress
from {package}.sqs_queue import SqsQueue
"""
    return program(imports, "AwsProvider", "SqsQueue", "SecurityGroup", "SecurityGroupIngress")


@pytest.mark.parametrize(
    ("package", "core"),
    [
        ("cdktf_cdktf_provider_aws", "cdktf"),
        ("cdktn_provider_aws", "cdktn"),
        ("imports.aws", "cdktf"),
        ("imports.aws", "cdktn"),
    ],
)
def test_namespaced(tmp_path: Path, package: str, core: str) -> None:
    assert codes(tmp_path, namespaced(package, core)) == _FAULTS


@pytest.mark.parametrize("core", ["cdktf", "cdktn"])
@pytest.mark.parametrize("statement", ["import imports.aws as aws", "from imports import aws"])
def test_through_the_package(tmp_path: Path, statement: str, core: str) -> None:
    imports = f"from {core} import App, TerraformStack\n{statement}\n"
    group = "aws.security_group.SecurityGroup"
    text = program(imports, "aws.provider.AwsProvider", "aws.sqs_queue.SqsQueue", group, f"{group}Ingress")
    assert codes(tmp_path, text, terraformProviders=["aws@~> 6.0"]) == _FAULTS


def test_by_service(tmp_path: Path) -> None:
    imports = """\
import cdktn_aws
from cdktn import App, TerraformStack
from cdktn_aws import sqs, vpc as network
"""
    group = "network.AwsSecurityGroup"
    text = program(imports, "cdktn_aws.provider.AwsProvider", "sqs.AwsQueue", group, f"{group}.IngressProperty")
    assert codes(tmp_path, text) == _FAULTS


@pytest.mark.parametrize("folder", ["generated", "src/imports", "gen.tf"])
def test_a_renamed_folder(tmp_path: Path, folder: str) -> None:
    text = namespaced(f"{folder.replace('/', '.')}.aws", "cdktf")
    assert codes(tmp_path, text, terraformProviders=["aws"], codeMakerOutput=folder.replace(".", "/")) == _FAULTS


@pytest.mark.parametrize("version", ["~> 3.0", "5.31.0", ">= 4.0, < 6.0"])
def test_another_version_judges_only_what_hangs_on_no_version(tmp_path: Path, version: str) -> None:
    provider = {"name": "aws", "source": "hashicorp/aws", "version": version}
    assert codes(tmp_path, namespaced("imports.aws", "cdktf"), terraformProviders=[provider]) == ["PS109"]


def test_flat(tmp_path: Path) -> None:
    imports = """\
from cdktf import App, TerraformStack
from imports.aws import AwsProvider, SecurityGroup, SecurityGroupIngress, SqsQueue, NoSuchClass
"""
    text = program(imports, "AwsProvider", "SqsQueue", "SecurityGroup", "SecurityGroupIngress")
    assert codes(tmp_path, text, terraformProviders=["aws@~> 3.0"]) == ["PS109"]
    assert codes(tmp_path, text) == ["PS109"]


def test_modules_of_services(tmp_path: Path) -> None:
    imports = """\
from cdktf import App, TerraformStack
from imports.aws import AwsProvider, sqs
from imports.aws.vpc import SecurityGroup, SecurityGroupIngress
"""
    text = program(imports, "AwsProvider", "sqs.SqsQueue", "SecurityGroup", "SecurityGroupIngress")
    assert codes(tmp_path, text, terraformProviders=["aws@~> 4.0"]) == ["PS109"]


def test_other_providers_and_modules_that_are_not_generated(tmp_path: Path) -> None:
    text = """
from cdktf import App, TerraformStack
from imports import random
from imports.google.provider import GoogleProvider
from imports.eks_cluster import EksCluster


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        GoogleProvider(self, "google", projekt="x")
        cluster = EksCluster(self, "a", anything=[{"camelCase": 1}], depends_on=[])
        cluster.add_override("whatever", cluster.cluster_id_output)
        random.pet.Pet(self, "b", length=EksCluster(self, "a").node_groups_output)


app = App()
Main(app, "main")
app.synth()
"""
    modules = [{"name": "eks-cluster", "source": "terraform-aws-modules/eks/aws", "version": "19.0"}]
    providers = ["google@~> 4.0", "hashicorp/random"]
    assert codes(tmp_path, text, terraformProviders=providers, terraformModules=modules) == ["PS109"]


def test_the_version_in_a_lock(tmp_path: Path) -> None:
    lock = '[[package]]\nname = "cdktn-provider-aws"\nversion = "{}"\n'
    text = namespaced("cdktn_provider_aws", "cdktn")
    (tmp_path / "uv.lock").write_text(lock.format("25.8.1"), encoding="utf-8")
    assert codes(tmp_path, text) == _FAULTS
    (tmp_path / "uv.lock").write_text(lock.format("22.0.0"), encoding="utf-8")
    assert codes(tmp_path, text) == ["PS109"]
