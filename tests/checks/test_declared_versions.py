"""What `cdktf.json` asks for, beside the bindings that are there: a toy provider's, of version 1.2.3."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

# pytest's importlib mode leaves other folders of tests out of the path.
sys.path.insert(0, str(Path(__file__).parents[1]))

from catalog.archives import PAGE, core, install, provider
from presynth.catalog.cache import Cache
from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from presynth.findings import Finding, Severity

PREBUILT = "cdktf_cdktf_provider_toy"
GENERATED = "imports.toy"


def of(package: str, version: str = "1.2.3") -> dict[str, object]:
    """The toy provider's assembly, bound to that version."""
    text = json.dumps(provider("toy" if "." in package else "@cdktf/provider-toy", package))
    return json.loads(text.replace(PAGE, PAGE.replace("1.2.3", version)))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an environment that has the core, and the toy provider as a package."""
    folder = tmp_path / "project"
    site = folder / ".venv/lib/python3.11/site-packages"
    install(site, "cdktf", core())
    install(site, PREBUILT, of(PREBUILT))
    return folder


def found(project: Path, imports: str, *asked: object, modules: object = ()) -> list[Finding]:
    """What PS216 says of a file with these imports where `cdktf.json` asks for these providers."""
    content = {"app": "python main.py", "terraformProviders": asked, "terraformModules": modules}
    (project / "cdktf.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
    main = project / "main.py"
    main.write_text(f"import cdktf\n{imports}\n", encoding="utf-8")
    configuration = Configuration(project, {"python": str(project / ".venv")}, isolated=True)
    workspace = Workspace(configuration, folder=project, cache=Cache(project / "cache"))
    report = workspace.check([str(main)]).reports[str(main)]
    return [finding for finding in report.findings if finding.code == "PS216"]


@pytest.mark.parametrize(
    "asked", ["acme/toy", "acme/toy@~> 1.0", "acme/toy@*", "acme/toy@>= 1.2, < 2", "other/toy@~> 9"]
)
@pytest.mark.parametrize("package", [PREBUILT, GENERATED])
def test_what_is_met_or_not_asked(project: Path, package: str, asked: str) -> None:
    if package == GENERATED:
        install(project / "imports", "toy", of(GENERATED))
        asked = asked.replace("other", "acme").replace("9", "1")
    assert found(project, f"from {package}.provider import ToyProvider", asked) == []


def test_another_version_than_the_package_is_of(project: Path) -> None:
    imports = f"from {PREBUILT}.box import Box\nfrom {PREBUILT}.provider import ToyProvider"
    (finding,) = found(project, imports, "acme/toy@~> 2.0")
    assert finding.severity is Severity.WARNING
    assert finding.place.range.start == (3, 5)
    assert "version 1.2.3" in finding.message
    (related,) = finding.related
    assert related.place.text == "toy@~> 2.0"
    assert related.place.path.endswith("cdktf.json")


@pytest.mark.parametrize(
    "statement",
    ["from imports.toy.box import Box", "from imports import toy", "import imports.toy.provider as provider"],
)
def test_another_version_than_was_generated(project: Path, statement: str) -> None:
    install(project / "imports", "toy", of(GENERATED))
    (finding,) = found(project, statement, {"name": "toy", "source": "acme/toy", "version": "~> 2.0"})
    assert finding.severity is Severity.WARNING
    assert "until `cdktf get` has made them anew" in finding.message
    assert [related.place.text for related in finding.related] == ['"version": "~> 2.0"']


@pytest.mark.parametrize(("package", "severity"), [(PREBUILT, Severity.WARNING), (GENERATED, Severity.ERROR)])
def test_what_is_no_constraint(project: Path, package: str, severity: Severity) -> None:
    install(project / "imports", "toy", of(GENERATED))
    (finding,) = found(project, f"from {package}.box import Box", "acme/toy@^1.0")
    assert finding.severity is severity
    assert "no version constraint" in finding.message


def test_two_versions_in_one_file(project: Path) -> None:
    install(project / "imports", "toy", of(GENERATED, "2.0.0"))
    imports = f"from {PREBUILT}.provider import ToyProvider\nfrom {GENERATED}.box import Box"
    (finding,) = found(project, imports, "acme/toy@~> 2.0")[1:]
    assert finding.place.range.start.line == 3
    assert "`cdktf_cdktf_provider_toy` of 1.2.3" in finding.message


@pytest.mark.parametrize(
    ("module", "message"),
    [
        ({"name": "vpc", "source": "terraform-aws-modules/vpc/aws", "version": "^5"}, "no version constraint"),
        ("terraform-aws-modules/vpc/aws@latest", "no version constraint"),
        ({"name": "vpc", "source": "modules/vpc"}, "does not know how to fetch"),
        ({"name": "vpc", "source": "./modules/vpc"}, ""),
        ("terraform-aws-modules/vpc/aws@~> 5.0", ""),
        ("git@github.com:acme/vpc.git", ""),
    ],
)
def test_modules(project: Path, module: object, message: str) -> None:
    findings = found(project, "from imports.vpc import Vpc", modules=[module])
    assert [message in finding.message for finding in findings] == ([True] if message else [])
