from pathlib import Path

import pytest

from presynth.terraform import discover


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(root: Path, folder: str = ".") -> tuple[str, str, str] | None:
    version = discover(root / folder)
    return None if version is None else (version.product, version.version, version.source)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("versions.tf", 'terraform {\n  required_version = "~> 1.9.0"\n}\n', ("terraform", "~> 1.9.0")),
        ("versions.tf", 'terraform { required_version = "1.9.2" }\n', ("terraform", "1.9.2")),
        ("versions.tofu", 'terraform {\n  required_version = "1.8.1"\n}\n', ("opentofu", "1.8.1")),
        ("main.tf", 'terraform {\n  # required_version = "1.9.0"\n}\n', None),
        (".terraform-version", "1.9.5\n", ("terraform", "1.9.5")),
        (".terraform-version", "# pinned\n1.9.5 # here\n", ("terraform", "1.9.5")),
        (".terraform-version", "latest\n", None),
        (".opentofu-version", "1.8.0", ("opentofu", "1.8.0")),
        (".tool-versions", "python 3.12\nterraform 1.9.8 # comment\n", ("terraform", "1.9.8")),
        (".tool-versions", "opentofu 1.8.3\n", ("opentofu", "1.8.3")),
        ("mise.toml", '[tools]\npython = "3.12"\nterraform = "1.9"\n', ("terraform", "1.9")),
        (".mise.toml", '[tools]\n"aqua:opentofu/opentofu" = { version = "1.8.2" }\n', ("opentofu", "1.8.2")),
        ("mise.toml", '[tools]\nterraform = ["1.9.1", "1.8"]\n', ("terraform", "1.9.1")),
        ("mise.toml", "[tools\nterraform", None),
        ("mise.toml", "tools = 3\n", None),
        (".github/workflows/ci.yml", "with:\n  terraform_version: 1.9.5 # why\n", ("terraform", "1.9.5")),
        (".github/workflows/ci.yaml", 'with: { tofu_version: "1.8.4" }\n', ("opentofu", "1.8.4")),
        (".github/workflows/ci.yml", "# terraform_version: 1.9.5\n", None),
        (
            ".github/workflows/ci.yml",
            "env:\n  TF: '1.9.7'\nsteps:\n- with:\n    terraform_version: ${{ env.TF }}\n",
            ("terraform", "1.9.7"),
        ),
        (".github/workflows/ci.yml", "with:\n  terraform_version: ${{ matrix.version }}\n", None),
        (".gitlab-ci.yml", "image: hashicorp/terraform:1.9\n", ("terraform", "1.9")),
        (".gitlab-ci.yml", "image:\n  name: ghcr.io/opentofu/opentofu:1.8.5-minimal\n", ("opentofu", "1.8.5-minimal")),
        (".gitlab-ci.yml", "image: hashicorp/terraform:latest\n", None),
    ],
)
def test_each_source(tmp_path: Path, name: str, text: str, expected: tuple[str, str] | None) -> None:
    write(tmp_path, {name: text})
    assert found(tmp_path) == (None if expected is None else (*expected, Path(name).name))


def test_nothing_says(tmp_path: Path) -> None:
    assert found(tmp_path) is None


def test_settings_come_first(tmp_path: Path) -> None:
    write(tmp_path, {".terraform-version": "1.9.5"})
    version = discover(tmp_path, opentofu_version="1.8")
    assert version is not None
    assert (version.product, version.version, version.source) == ("opentofu", "1.8", "opentofu-version")


def test_looks_up_to_the_root_of_the_repository_and_no_further(tmp_path: Path) -> None:
    write(tmp_path, {".terraform-version": "1.5.0", "repository/.git/HEAD": "", "repository/infra/app.py": ""})
    assert found(tmp_path, "repository/infra") is None
    write(tmp_path, {"repository/.tool-versions": "terraform 1.9.5"})
    assert found(tmp_path, "repository/infra") == ("terraform", "1.9.5", ".tool-versions")


def test_outside_a_repository_only_the_folder_itself_counts(tmp_path: Path) -> None:
    write(tmp_path, {".terraform-version": "1.5.0", "infra/app.py": ""})
    assert found(tmp_path, "infra") is None


def test_a_pinned_version_wins_over_a_nearer_constraint(tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "", "infra/versions.tf": 'terraform {\n  required_version = ">= 1.5"\n}\n'})
    assert found(tmp_path, "infra") == ("terraform", ">= 1.5", "versions.tf")
    write(tmp_path, {".terraform-version": "1.9.5"})
    assert found(tmp_path, "infra") == ("terraform", "1.9.5", ".terraform-version")


def test_pipelines_that_disagree_say_nothing(tmp_path: Path) -> None:
    workflow = "with:\n  terraform_version: {}\n"
    write(tmp_path, {".github/workflows/a.yml": workflow.format("1.9.5")})
    write(tmp_path, {".github/workflows/b.yml": workflow.format("1.9.5")})
    assert found(tmp_path) == ("terraform", "1.9.5", "a.yml")
    write(tmp_path, {".github/workflows/b.yml": workflow.format("1.10.0")})
    assert found(tmp_path) is None


def test_broken_files_say_nothing(tmp_path: Path) -> None:
    (tmp_path / ".terraform-version").mkdir()
    (tmp_path / ".tool-versions").write_bytes(b"\xff\xfe\x00terraform\n")
    (tmp_path / ".opentofu-version").write_text("1.8.1", encoding="utf-8")
    assert found(tmp_path) == ("opentofu", "1.8.1", ".opentofu-version")
