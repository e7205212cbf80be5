"""Bundled indexes in the place of packages that are not there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from catalog.archives import core, install, provider
from presynth.catalog.cache import Cache
from presynth.catalog.catalog import Catalog
from presynth.catalog.environment import Environment
from presynth.catalog.stand_ins import Mention, allows

AWS = "cdktf_cdktf_provider_aws"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


def load(project: Path, cache: Cache, mentions: Iterable[str] = (), **cdktf_json: object) -> Catalog:
    """The catalog of a project with that `cdktf.json`, whose files import `module:name` or `module`."""
    (project / "cdktf.json").write_text(json.dumps(cdktf_json), encoding="utf-8")
    split = (mention.partition(":") for mention in mentions)
    return Catalog.load(None, [project], cache, [Mention(module, name) for module, _, name in split])


def packages(catalog: Catalog) -> set[str]:
    return {assembly.package for assembly in catalog.assemblies}


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([], {"constructs", "cdktf", AWS}),
        (["constructs:Construct", "cdktf:App"], {"constructs", "cdktf", AWS}),
        (["cdktn:App"], {"constructs", "cdktn", "cdktn_provider_aws"}),
        (["cdktn:App", "cdktn_aws:s3"], {"constructs", "cdktn", "cdktn_aws"}),
        (["cdktn_provider_aws.s3_bucket:S3Bucket"], {"constructs", "cdktn", "cdktn_provider_aws"}),
        (["cdktf:App", "cdktf_cdktf_provider_random.pet:Pet"], {"constructs", "cdktf"}),
        (["cdktf:App", f"{AWS}.vpc", "cdktn_aws:s3"], {"constructs", "cdktf", AWS, "cdktn", "cdktn_aws"}),
    ],
)
def test_what_is_imported_decides(project: Path, cache: Cache, mentions: list[str], expected: set[str]) -> None:
    assert packages(load(project, cache, mentions)) == expected


def test_an_environment_without_the_imported_provider(tmp_path: Path, cache: Cache) -> None:
    sources = (install(tmp_path, "cdktf", core()), install(tmp_path, "cdktf_toy", provider()))
    environment = Environment(tmp_path, "test", sources)
    catalog = Catalog.load(environment, (), cache, [Mention(f"{AWS}.vpc", "Vpc"), Mention("cdktf_toy.box", "Box")])
    assert packages(catalog) == {"constructs", "cdktf", "cdktf_toy", AWS}


def test_what_is_imported_answers_first(tmp_path: Path, project: Path, cache: Cache) -> None:
    environment = Environment(
        tmp_path, "test", (install(tmp_path, AWS, provider()), install(tmp_path, "cdktf", core()))
    )
    for mention, expected in (("cdktn_provider_aws.vpc", "cdktn_provider_aws"), ("imports.aws", "imports.aws")):
        catalog = Catalog.load(environment, [project], cache, [Mention("cdktf", "App"), Mention(mention, "Vpc")])
        found = catalog.terraform("aws_vpc")
        assert found is not None
        assert found.module.startswith(expected)


@pytest.mark.parametrize(
    ("declared", "exact"),
    [
        ("aws", True),
        ("hashicorp/aws", True),
        ("registry.terraform.io/hashicorp/aws@~> 6.0", True),
        ("aws@~> 3.0", False),
        ("aws@>= 4.0, < 6", False),
        ("aws@ ~>6.24", True),
        ({"name": "aws", "source": "hashicorp/aws", "version": "6.25.0"}, True),
        ({"name": "aws", "source": "aws", "namespace": "hashicorp", "version": "~> 5.0"}, False),
    ],
)
def test_bindings_that_are_not_generated(project: Path, cache: Cache, declared: object, exact: bool) -> None:
    catalog = load(project, cache, ["imports.aws.s3_bucket:S3Bucket"], terraformProviders=[declared])
    bucket = catalog.find("imports.aws.s3_bucket", "S3Bucket")
    assert bucket is not None
    assert bucket.fqn == "aws.s3Bucket.S3Bucket"
    assert catalog.type(bucket.fqn) is bucket
    assert catalog.terraform("aws_s3_bucket") is bucket
    assert ("resource", "aws_s3_bucket", "imports.aws.s3_bucket", "S3Bucket") in catalog.constructs()
    assert catalog.is_a(bucket, "TerraformResource")
    rule = catalog.keywords(bucket)["lifecycle_rule"].type.of[1].of[0]
    struct = catalog.type(rule.name)
    assert struct is not None
    assert (struct.module, struct.name) == ("imports.aws.s3_bucket", "S3BucketLifecycleRule")
    assert catalog.is_exact("imports.aws.s3_bucket") is exact
    assert AWS not in packages(catalog)
    if exact:
        # Newer versions have modules that the index lacks, not fewer names in those it has.
        assert not catalog.is_complete("imports.aws")
        assert catalog.find("imports.aws.s3_bucket_versioning", "S3Bucket") is None


@pytest.mark.parametrize(
    ("version", "expected"),
    [("", "6.69.1"), ("~> 6.0", "6.69.1"), ("~> 6.25.0", "6.25.0"), ("<= 6.40", "6.25.0"), ("~> 5.0", "6.69.1")],
)
def test_the_newest_version_it_may_be(project: Path, cache: Cache, version: str, expected: str) -> None:
    catalog = load(project, cache, ["cdktf:App"], terraformProviders=[f"aws@{version}"])
    answering = catalog.package("imports.aws.vpc")
    assert answering is not None
    assert answering.provider_version == expected
    vpc = catalog.find("imports.aws.vpc", "Vpc")
    assert vpc is not None
    assert catalog.is_a(vpc, "cdktf.TerraformResource")
    assert "depends_on" in catalog.keywords(vpc)


@pytest.mark.parametrize(
    ("cdktf_json", "package"),
    [
        ({}, "imports.aws"),
        ({"codeMakerOutput": "generated"}, "generated.aws"),
        ({"codeMakerOutput": "src/imports", "app": "python3 src/main.py"}, "imports.aws"),
        ({"codeMakerOutput": "src/imports", "app": "python -m src.main"}, "src.imports.aws"),
        ({"codeMakerOutput": "./gen/tf/"}, "gen.tf.aws"),
    ],
)
def test_the_folder_of_generated_bindings(
    project: Path, cache: Cache, cdktf_json: dict[str, Any], package: str
) -> None:
    catalog = load(project, cache, terraformProviders=["aws@~> 6.0"], **cdktf_json)
    assert catalog.find(f"{package}.vpc", "Vpc") is not None


def test_bindings_that_no_file_declares(project: Path, cache: Cache) -> None:
    catalog = load(project, cache, ["imports.aws.vpc:Vpc"])
    assert catalog.find("imports.aws.vpc", "Vpc") is not None


def test_generated_bindings_of_the_other_core(project: Path, cache: Cache) -> None:
    catalog = load(project, cache, ["cdktn:App"], terraformProviders=["aws@~> 6.0"])
    bucket = catalog.find("imports.aws.s3_bucket", "S3Bucket")
    assert bucket is not None
    assert catalog.is_a(bucket, "cdktn.TerraformResource")


def test_modules_that_are_not_generated(project: Path, cache: Cache) -> None:
    named = {"name": "eks-cluster", "source": "terraform-aws-modules/eks/aws"}
    imported = ["cdktn:App", "imports.eks_cluster:EksCluster", "imports:vpc", "imports.terraform_aws_modules.vpc.aws"]
    catalog = load(project, cache, imported, terraformModules=["terraform-aws-modules/vpc/aws@5.0", named])
    cluster = catalog.find("imports.eks_cluster", "EksCluster")
    assert cluster is not None
    assert catalog.type(cluster.fqn) is cluster
    assert catalog.is_a(cluster, "cdktn.TerraformModule")
    assert [each.name for each in catalog.positional(cluster)] == ["scope", "id"]
    assert not catalog.is_exact("imports.eks_cluster")
    assert catalog.find("imports.vpc", "Vpc") is not None
    assert catalog.find("imports.terraform_aws_modules.vpc.aws", "TerraformAwsModulesVpcAws") is not None
    install(project / "imports", "eks_cluster", provider("eks", "eks"), "0.0.0")
    generated = load(project, cache, ["cdktn:App"], terraformModules=[named])
    assert generated.find("imports.eks_cluster.box", "Box") is not None
    assert generated.is_exact("imports.eks_cluster")


def test_flat_bindings(project: Path, cache: Cache) -> None:
    catalog = load(project, cache, ["imports.aws:S3Bucket", "imports.aws:AwsProvider"], terraformProviders=["aws"])
    bucket = catalog.find("imports.aws", "S3Bucket")
    assert bucket is not None
    assert (bucket.module, bucket.terraform_type) == ("imports.aws", "aws_s3_bucket")
    assert catalog.terraform("aws_s3_bucket") is bucket
    assert catalog.type(bucket.fqn) is bucket
    assert not catalog.is_exact("imports.aws")


@pytest.mark.parametrize("mention", ["imports.aws.s3:S3Bucket", "imports.aws:s3"])
def test_bindings_by_service(project: Path, cache: Cache, mention: str) -> None:
    catalog = load(project, cache, [mention], terraformProviders=["aws"])
    for module, name in (("imports.aws.s3", "S3Bucket"), ("imports.aws.vpc", "Subnet"), ("imports.aws", "AwsProvider")):
        assert catalog.find(module, name) is not None
    assert catalog.find("imports.aws.s3", "Nothing") is None
    assert not catalog.is_exact("imports.aws.s3")


@pytest.mark.parametrize(
    ("file", "text", "exact"),
    [
        ("requirements.txt", "cdktf-cdktf-provider-aws==19.1.0\n", False),
        ("requirements.txt", "# all\ncdktf_cdktf_provider_aws >=21,<22 ; python_version > '3.8'  # why\n", True),
        ("requirements.txt", "cdktf-cdktf-provider-aws\n", True),
        ("requirements-dev.txt", "cdktf-cdktf-provider-aws~=20.0 --hash=sha256:0\n", False),
        ("Pipfile", '[packages]\ncdktf-cdktf-provider-aws = "~=19.1"\n', False),
        ("Pipfile", '[packages]\ncdktf-cdktf-provider-aws = {version = "*"}\n', True),
        ("Pipfile.lock", '{"default": {"cdktf-cdktf-provider-aws": {"index": "pypi", "version": "==18.0.1"}}}', False),
        ("poetry.lock", '[[package]]\nname = "cdktf-cdktf-provider-aws"\nversion = "19.65.1"\n', False),
        ("uv.lock", '[[package]]\nname = "cdktf-cdktf-provider-aws"\nversion = "21.22.1"\n', True),
        ("pyproject.toml", '[project]\ndependencies = ["cdktf-cdktf-provider-aws>=19,<20"]\n', False),
        ("pyproject.toml", '[tool.poetry.dependencies]\ncdktf-cdktf-provider-aws = "^21.0"\n', True),
        ("pyproject.toml", '[dependency-groups]\ncdk = ["cdktf-cdktf-provider-aws==19.*"]\n', False),
        ("pyproject.toml", "no TOML cdktf-cdktf-provider-aws==19.1.0", True),
        ("setup.py", "setup(install_requires=['cdktf-cdktf-provider-aws==19.0'])", False),
    ],
)
def test_versions_that_the_project_asks_for(project: Path, cache: Cache, file: str, text: str, exact: bool) -> None:
    (project / file).write_text(text, encoding="utf-8")
    catalog = load(project, cache, [f"{AWS}.vpc:Vpc"])
    assert catalog.is_exact(f"{AWS}.vpc") is exact
    assert catalog.is_exact("cdktf")
    (described,) = (schema for schema in catalog.describe() if schema.package == AWS)
    assert described.exact is exact
    assert (file in described.reason) is not exact


def test_a_lock_says_more_than_a_constraint(project: Path, cache: Cache) -> None:
    (project / "pyproject.toml").write_text('[project]\ndependencies = ["cdktf-cdktf-provider-aws>=18"]\n', "utf-8")
    assert load(project, cache, [f"{AWS}.vpc:Vpc"]).is_exact(AWS)
    (project / "uv.lock").write_text('[[package]]\nname = "cdktf-cdktf-provider-aws"\nversion = "18.0.0"\n', "utf-8")
    assert not load(project, cache, [f"{AWS}.vpc:Vpc"]).is_exact(AWS)


@pytest.mark.parametrize(
    ("constraint", "version", "allowed"),
    [
        ("", "6.25.0", True),
        ("*", "6.25.0", True),
        ("==21.22.1", "21.22.1", True),
        ("===21.22.0", "21.22.1", False),
        ("~=21.0", "21.22.1", True),
        ("~=21.9.1", "21.22.1", False),
        ("^21.1", "21.22.1", True),
        ("21.*", "21.22.1", True),
        (">=21.9.1,<22.0.0", "21.22.1", True),
        (">=19.0, !=19.4", "21.22.1", True),
        ("> 6.0.0, < 6.25.0", "6.25.0", False),
        ("latest", "6.25.0", False),
    ],
)
def test_constraints(constraint: str, version: str, allowed: bool) -> None:
    assert allows(constraint, version) is allowed
