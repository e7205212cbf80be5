from __future__ import annotations

from pathlib import Path

import pytest

from catalog.archives import PAGE, core, install, provider
from presynth.catalog import bundled
from presynth.catalog.cache import Cache
from presynth.catalog.catalog import Catalog
from presynth.catalog.environment import Environment
from presynth.catalog.types import Type, TypeRef


@pytest.fixture
def box(catalog: Catalog) -> Type:
    found = catalog.find("cdktf_toy.box", "Box")
    assert found is not None
    return found


def test_assemblies(catalog: Catalog) -> None:
    found = {each.package: (each.name, each.version, each.provider_version, each.source) for each in catalog.assemblies}
    assert found["cdktf"] == ("cdktf", "0.0.1", "", "environment")
    assert found["cdktf_toy"] == ("@acme/toy", "3.4.5", "1.2.3", "environment")
    assert "cdktf_cdktf_provider_aws" not in found


def test_packages_and_modules(catalog: Catalog) -> None:
    for name in ("cdktf_toy", "cdktf_toy.box", "cdktf_toy.no.such"):
        found = catalog.package(name)
        assert found is not None
        assert found.name == "@acme/toy"
    assert catalog.package("cdktf_toys") is None
    root = catalog.module("cdktf_toy")
    assert root is not None
    assert root.submodules == ("box", "empty", "lambda_", "provider")
    assert catalog.module("cdktf_toy.lambda") is None
    assert catalog.module("elsewhere") is None
    assert "cdktf_toy.lambda_" in catalog.module_names("cdktf_toy")
    assert catalog.module_names("elsewhere") == ()


def test_types_are_found_by_every_name(catalog: Catalog, box: Type) -> None:
    assert catalog.type("@acme/toy.box.Box") is box
    assert catalog.terraform("toy_box") is box
    assert catalog.named("Box") == (box,)
    lid = catalog.find("cdktf_toy.box", "Box.Lid")
    assert lid is not None
    assert catalog.named("Lid") == (lid,)
    assert {"Box", "Lid", "DataBox", "VariableType"} <= set(catalog.class_names())
    data = catalog.terraform("toy_box", data=True)
    assert data is not None
    assert (data.module, data.qualname, data.documentation) == (
        "cdktf_toy.lambda_",
        "DataBox",
        f"{PAGE}/data-sources/box",
    )
    assert catalog.terraform("toy") is catalog.find("cdktf_toy.provider", "ToyProvider")
    assert catalog.terraform("toy", data=True) is None
    assert catalog.type("@acme/toy.box.No") is None
    assert catalog.type("unheard.of.Type") is None
    assert catalog.named("No") == ()


def test_the_call(catalog: Catalog, box: Type) -> None:
    assert [each.name for each in catalog.positional(box)] == ["scope", "id_"]
    assert list(catalog.keywords(box)) == ["line_one1", "id", "lid", "depends_on"]
    lid = catalog.find("cdktf_toy.box", "Box.Lid")
    assert lid is not None
    assert list(catalog.keywords(lid)) == ["class_"]
    assert catalog.positional(lid) == ()


def test_a_method_call(catalog: Catalog, box: Type) -> None:
    override = catalog.methods(box)["add_override"]
    assert [each.name for each in catalog.positional(override)] == ["path"]
    assert catalog.keywords(override) == {}


def test_what_is_not_constructed_takes_nothing(catalog: Catalog) -> None:
    enum = catalog.find("cdktf", "VariableType")
    assert enum is not None
    assert enum.parameters is None
    assert enum.members == ("STRING", "None_")
    assert (catalog.keywords(enum), catalog.positional(enum)) == ({}, ())


def test_fields(catalog: Catalog, box: Type) -> None:
    keywords = catalog.keywords(box)
    assert keywords["line_one1"].terraform_name == "line_one_1"
    assert keywords["id"].terraform_name == ""
    assert keywords["lid"].type == TypeRef(
        "union",
        of=(TypeRef("named", "cdktf.IResolvable"), TypeRef("list", of=(TypeRef("named", "@acme/toy.box.Box.Lid"),))),
    )
    assert (keywords["line_one1"].optional, keywords["id"].optional) == (False, True)


def test_attributes_and_who_declares_them(catalog: Catalog, box: Type) -> None:
    assert list(catalog.attributes(box)) == ["TF_RESOURCE_TYPE", "self_attribute", "fqn"]
    assert catalog.attributes(box)["self_attribute"].deprecated
    assert catalog.declaring(box, "self_attribute") is box
    element = catalog.type("cdktf.TerraformElement")
    assert catalog.declaring(box, "fqn") is element
    assert catalog.declaring(box, "add_override") is element
    assert catalog.declaring(box, "no_such") is None


def test_ancestry(catalog: Catalog, box: Type) -> None:
    for name in ("TerraformResource", "cdktf.TerraformResource", "TerraformElement", "Box", "@acme/toy.box.Box"):
        assert catalog.is_a(box, name)
    assert not catalog.is_a(box, "TerraformDataSource")
    config = catalog.find("cdktf_toy.box", "BoxConfig")
    assert config is not None
    assert catalog.is_a(config, "TerraformMetaArguments")


def test_ancestry_without_the_core(tmp_path: Path, cache: Cache) -> None:
    site = tmp_path / "site-packages"
    source = install(site, "cdktn_toy", provider())
    catalog = Catalog.load(Environment(site, "test", (source,)), cache=cache)
    found = catalog.find("cdktn_toy.box", "Box")
    assert found is not None
    assert catalog.is_a(found, "TerraformResource")
    assert "id_" in [each.name for each in catalog.positional(found)]


def test_without_an_environment_the_bundled_schema_answers(cache: Cache) -> None:
    catalog = Catalog.load(cache=cache)
    assert {each.source for each in catalog.assemblies} == {"bundled"}
    assert {each.state for each in catalog.describe()} == {"bundled"}
    assert not catalog.pending
    bucket = catalog.terraform("aws_s3_bucket")
    assert bucket is not None
    assert bucket.module == "cdktf_cdktf_provider_aws.s3_bucket"
    assert catalog.is_a(bucket, "constructs.Construct")
    assert not cache.folder.exists()


def test_the_cores_own_constructs(cache: Cache) -> None:
    catalog = Catalog.load(cache=cache)
    data = catalog.find("cdktf", "DataResource")
    remote = catalog.find("cdktf", "DataTerraformRemoteStateS3")
    assert data is not None
    assert remote is not None
    assert (data.terraform_type, remote.terraform_type) == ("terraform_data", "terraform_remote_state")
    assert catalog.terraform("terraform_data") is data
    assert {each.terraform_type for each in catalog.named("TerraformOutput")} == {""}


def test_a_missing_index_is_answered_for_meanwhile(toy: Environment, cache: Cache) -> None:
    catalog = Catalog.load(toy, cache=cache, wait=False)
    assert catalog.pending
    states = {each.package: (each.state, each.answered_by) for each in catalog.describe()}
    assert states["cdktf"] == ("pending", "bundled")
    assert states["cdktf_toy"] == ("pending", "")
    assert not cache.folder.exists()
    assert not Catalog.load(toy, cache=cache).pending
    assert not Catalog.load(toy, cache=cache, wait=False).pending


@pytest.mark.parametrize(
    ("packages", "bundled_packages"),
    [
        (["cdktf"], {"constructs", "cdktf_cdktf_provider_aws"}),
        (["cdktf", "cdktf_toy"], {"constructs"}),
        (["cdktf_toy"], {"constructs", "cdktf"}),
        (["cdktn"], {"constructs", "cdktn_provider_aws"}),
        (["cdktn_toy"], {"constructs", "cdktn"}),
    ],
)
def test_what_the_bundled_schema_adds(
    tmp_path: Path, cache: Cache, packages: list[str], bundled_packages: set[str]
) -> None:
    sources = tuple(install(tmp_path, each, core() if each in ("cdktf", "cdktn") else provider()) for each in packages)
    catalog = Catalog.load(Environment(tmp_path, "test", sources), cache=cache)
    assert {each.package for each in catalog.assemblies if each.source == "bundled"} == bundled_packages


def test_describe(toy: Environment, catalog: Catalog) -> None:
    described = catalog.describe()[1]
    assert (described.package, described.assembly, described.version) == ("cdktf_toy", "@acme/toy", "3.4.5")
    assert described.path == str(toy.sources[1].archive)
    assert Path(described.index_path).stat().st_size == described.index_size
    assert described.reason == ""


@pytest.mark.parametrize(
    ("configuration", "folder", "package"),
    [
        (None, "imports/toy", "imports.toy"),
        ("{}", "imports/toy", "imports.toy"),
        ('{"codeMakerOutput": "gen/tf"}', "gen/tf/toy", "gen.tf.toy"),
        (
            '{"codeMakerOutput": "src/imports", "app": "pipenv run python src/main.py"}',
            "src/imports/toy",
            "imports.toy",
        ),
        ('{"codeMakerOutput": "src/imports", "app": "python main.py"}', "src/imports/toy", "src.imports.toy"),
        ("not JSON", "imports/toy", "imports.toy"),
    ],
)
def test_generated_bindings(tmp_path: Path, cache: Cache, configuration: str | None, folder: str, package: str) -> None:
    project = tmp_path / "project"
    target = project / folder
    install(target.parent, "toy", provider("toy", "toy"), "0.0.0")
    if configuration is not None:
        (project / "cdktf.json").write_text(configuration)
    catalog = Catalog.load(imports_folders=[project], cache=cache)
    found = catalog.find(f"{package}.box", "Box")
    assert found is not None
    assert found.fqn == "toy.box.Box"
    assembly = catalog.package(f"{package}.box")
    assert assembly is not None
    assert (assembly.source, assembly.package) == ("imports", package)
    # The core is the bundled one, for there is no environment; its provider is not wanted beside the project's own.
    assert catalog.is_a(found, "TerraformElement")
    assert catalog.package("cdktf_cdktf_provider_aws") is None


def test_generated_bindings_of_a_module_without_a_name(tmp_path: Path, cache: Cache) -> None:
    install(tmp_path / "imports/acme/box", "toy", provider("acme_box_toy", "toy"), "0.0.0")
    assert Catalog.load(imports_folders=[tmp_path], cache=cache).find("imports.acme.box.toy.box", "Box") is not None


def test_flat_generated_bindings(tmp_path: Path, cache: Cache) -> None:
    content = provider("toy", "toy")
    flat = {f"toy.{fqn.split('.', 2)[2]}": each for fqn, each in content["types"].items()}
    for fqn, each in flat.items():
        each["fqn"] = fqn
    install(tmp_path / "imports", "toy", {**content, "types": flat, "submodules": {}}, "0.0.0")
    found = Catalog.load(imports_folders=[tmp_path], cache=cache).find("imports.toy", "Box")
    assert found is not None
    assert found.terraform_type == "toy_box"


def test_the_bundled_indexes_are_small() -> None:
    shipped = [index for index in map(bundled.index, bundled.packages()) if index is not None]
    assert len(shipped) == len(bundled.packages()) == 6
    # The whole distribution is to stay below 12 MB.
    assert sum(index.size for index in shipped) < 7 << 20
