from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from catalog.archives import core, install, provider
from presynth.catalog import environment
from presynth.catalog.environment import Environment, Machine

POSIX_SITE = "lib/python3.11/site-packages"
WINDOWS_SITE = "Lib/site-packages"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "work/project"
    (folder / "stacks").mkdir(parents=True)
    (folder / "stacks/main.py").write_text("")
    return folder


def machine(tmp_path: Path, platform: str = "linux", environ: Mapping[str, str] | None = None) -> Machine:
    return Machine(environ or {}, platform, tmp_path / "home", tmp_path / "own", tmp_path / "root")


def bind(prefix: Path, site: str = POSIX_SITE, package: str = "cdktf_cdktf_provider_toy") -> Path:
    install(prefix / site, package, provider())
    return prefix


def find(project: Path, host: Machine, setting: str | None = None) -> Environment | None:
    return environment.find(project / "stacks/main.py", project, setting, host)


def mark(text: str, size: int = 32) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:size]).decode()[:8]


def test_nothing_anywhere(project: Path, tmp_path: Path) -> None:
    bind(project.parent / ".venv")  # above the workspace: not this project's
    bind(tmp_path / "home/.virtualenvs/another")
    assert find(project, machine(tmp_path)) is None


def test_what_comes_first(project: Path, tmp_path: Path) -> None:
    names = ("set", "active", "conda")
    folders = [bind(tmp_path / each) for each in names]
    folders += [
        bind(project / "stacks/venv"),
        bind(project / ".venv"),
        bind(tmp_path / "own"),
        bind(tmp_path / "root/usr"),
    ]
    host = machine(tmp_path, environ={"VIRTUAL_ENV": str(folders[1]), "CONDA_PREFIX": str(folders[2])})
    for folder in folders:
        found = find(project, host, str(tmp_path / "set"))
        assert found is not None
        assert found.prefix == folder
        folder.rename(folder.with_name(f"{folder.name}-gone"))
    assert find(project, host) is None


def test_an_environment_without_a_binding_is_passed_over(project: Path, tmp_path: Path) -> None:
    bind(project / "stacks/.venv", package="constructs")
    bind(project / "stacks/venv", package="aws_cdk")
    (project / "stacks/env" / POSIX_SITE / "cdktf").mkdir(parents=True)
    bind(project / ".venv")
    found = find(project, machine(tmp_path))
    assert found is not None
    assert (found.prefix, found.origin) == (project / ".venv", ".venv")


def test_sources(tmp_path: Path) -> None:
    site = tmp_path / POSIX_SITE
    for package in ("cdktf", "constructs", "aws_cdk", "cdktn_aws", "acme_provider"):
        install(site, package, core())
    assert [each.package for each in environment.sources(tmp_path)] == [
        "acme_provider",
        "cdktf",
        "cdktn_aws",
        "constructs",
    ]


def test_the_newest_archive_counts(tmp_path: Path) -> None:
    for version in ("0.9.0", "0.21.0", "0.20.1"):
        install(tmp_path / POSIX_SITE, "cdktf", core(), version)
    (source,) = environment.sources(tmp_path)
    assert source.archive.name == "cdktf@0.21.0.jsii.tgz"


@pytest.mark.parametrize(
    ("setting", "site"),
    [
        ("env-x", POSIX_SITE),
        ("env-x/bin", POSIX_SITE),
        ("env-x/bin/python", POSIX_SITE),
        ("env-x/bin/python3.11", POSIX_SITE),
        ("env-x", WINDOWS_SITE),
        ("env-x/Scripts/python.exe", WINDOWS_SITE),
        ("env-x/python.exe", WINDOWS_SITE),
        ("env-x/lib/python3.11/site-packages", POSIX_SITE),
    ],
)
def test_the_setting_names_a_folder_or_an_interpreter(project: Path, tmp_path: Path, setting: str, site: str) -> None:
    bind(project / "env-x", site)
    path = project / setting
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir() if path.name == "bin" else path.write_text("")
    for written in (setting, str(path)):
        found = find(project, machine(tmp_path), written)
        assert found is not None
        assert len(found.sources) == 1


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_an_interpreter_that_is_a_link_is_its_environments(project: Path, tmp_path: Path) -> None:
    bind(tmp_path / "usr", package="cdktn")
    prefix = bind(project / "env-x")
    for folder in (tmp_path / "usr/bin", prefix / "bin"):
        folder.mkdir()
    (tmp_path / "usr/bin/python").write_text("")
    (prefix / "bin/python").symlink_to(tmp_path / "usr/bin/python")
    found = find(project, machine(tmp_path), "env-x/bin/python")
    assert found is not None
    assert found.prefix == prefix


@pytest.mark.parametrize("shared", ["true", "false"])
def test_an_environment_may_share_the_systems_packages(project: Path, tmp_path: Path, shared: str) -> None:
    bind(tmp_path / "usr")
    prefix = project / ".venv"
    prefix.mkdir()
    (prefix / "pyvenv.cfg").write_text(f"home = {tmp_path / 'usr/bin'}\nInclude-System-Site-Packages = {shared}\n")
    found = find(project, machine(tmp_path))
    assert (found is not None) == (shared == "true")


def test_editable_installs(project: Path, tmp_path: Path) -> None:
    site = project / ".venv" / POSIX_SITE
    site.mkdir(parents=True)
    install(tmp_path / "checkout", "cdktf_toy", provider())
    (site / "toy.pth").write_text(f"# note\nimport os; os.abort()\n{tmp_path / 'checkout'}\n")
    found = find(project, machine(tmp_path))
    assert found is not None
    assert [each.package for each in found.sources] == ["cdktf_toy"]


_WINDOWS_LOCAL = {"LOCALAPPDATA": "{tmp}/local", "APPDATA": "{tmp}/roaming"}
_TOOLS: dict[str, tuple[str, str, dict[str, str], dict[str, str], str]] = {
    # origin: platform, files of the project, environment variables, prefix
    "pipenv": ("Pipenv", "linux", {"Pipfile": ""}, {}, "home/.local/share/virtualenvs/project-{pipfile}"),
    "pipenv with a chosen Python": (
        "Pipenv", "linux", {"Pipfile": ""}, {}, "home/.local/share/virtualenvs/project-{pipfile}-python3.9",
    ),
    "pipenv on Windows": ("Pipenv", "win32", {"Pipfile": ""}, _WINDOWS_LOCAL, "home/.virtualenvs/project-{pipfile}"),
    "pipenv in WORKON_HOME": ("Pipenv", "darwin", {"Pipfile": ""}, {"WORKON_HOME": "{tmp}/envs"}, "envs/p-{pipfile}"),
    "pipenv named by variable": (
        "Pipenv", "linux", {"Pipfile": ""}, {"PIPENV_CUSTOM_VENV_NAME": "mine"}, "home/.local/share/virtualenvs/mine",
    ),
    "pipenv named by file": (
        "Pipenv", "linux", {"Pipfile": "", ".venv": "mine\n"}, {}, "home/.local/share/virtualenvs/mine",
    ),
    "poetry": ("Poetry", "linux", {"pyproject.toml": ""}, {}, "home/.cache/pypoetry/virtualenvs/p-{folder}-py3.11"),
    "poetry on macOS": (
        "Poetry", "darwin", {"pyproject.toml": ""}, {}, "home/Library/Caches/pypoetry/virtualenvs/p-{folder}-py3.11",
    ),
    "poetry on Windows": (
        "Poetry", "win32", {"pyproject.toml": ""}, _WINDOWS_LOCAL, "local/pypoetry/Cache/virtualenvs/p-{folder}-py3.11",
    ),
    "poetry elsewhere": (
        "Poetry", "linux", {"pyproject.toml": ""}, {"POETRY_VIRTUALENVS_PATH": "{tmp}/envs"}, "envs/p-{folder}-py3.11",
    ),
    "hatch": ("Hatch", "linux", {"pyproject.toml": ""}, {}, "home/.local/share/hatch/env/virtual/p/{folder}/p"),
    "hatch on macOS": (
        "Hatch", "darwin", {"pyproject.toml": ""}, {},
        "home/Library/Application Support/hatch/env/virtual/p/{folder}/p",
    ),
    "hatch beside the project": ("Hatch", "linux", {"pyproject.toml": ""}, {}, "work/project/.hatch/p"),
    "pdm": ("PDM", "linux", {".pdm-python": "{tmp}/envs/p/bin/python\n"}, {}, "envs/p"),
    "uv": ("uv", "linux", {}, {"UV_PROJECT_ENVIRONMENT": "{tmp}/envs/uv"}, "envs/uv"),
    "uv relative": ("uv", "linux", {}, {"UV_PROJECT_ENVIRONMENT": ".uv"}, "work/project/.uv"),
}  # fmt: skip


@pytest.mark.parametrize("kind", _TOOLS)
def test_where_tools_keep_environments(project: Path, tmp_path: Path, kind: str) -> None:
    origin, platform, files, environ, prefix = _TOOLS[kind]
    for name, content in files.items():
        (project / name).write_text(content.format(tmp=tmp_path))
    folder = os.path.normcase(os.path.realpath(project))
    expected = tmp_path / prefix.format(pipfile=mark(str(project / "Pipfile"), 6), folder=mark(folder))
    bind(expected, WINDOWS_SITE if platform == "win32" else POSIX_SITE)
    host = machine(tmp_path, platform, {key: value.format(tmp=tmp_path) for key, value in environ.items()})
    found = find(project, host)
    assert found is not None
    assert (found.origin, found.prefix) == (origin, expected)


def test_another_projects_environment_is_not_taken(project: Path, tmp_path: Path) -> None:
    (project / "Pipfile").write_text("")
    (project / "pyproject.toml").write_text("")
    bind(tmp_path / "home/.local/share/virtualenvs/project-AAAAAAAA")
    bind(tmp_path / "home/.cache/pypoetry/virtualenvs/project-AAAAAAAA-py3.11")
    assert find(project, machine(tmp_path)) is None


def test_pipenv_notes_the_project(project: Path, tmp_path: Path) -> None:
    (project / "Pipfile").write_text("")
    prefix = bind(tmp_path / "home/.local/share/virtualenvs/project-AAAAAAAA")
    (prefix / ".project").write_text(str(project))
    found = find(project, machine(tmp_path))
    assert found is not None
    assert found.prefix == prefix


def test_pep_582(project: Path, tmp_path: Path) -> None:
    install(project / "__pypackages__/3.11/lib", "cdktf_toy", provider())
    found = find(project, machine(tmp_path))
    assert found is not None
    assert found.origin == "PDM"


@pytest.mark.parametrize(
    ("platform", "site"),
    [
        ("linux", "root/usr/lib/python3/dist-packages"),
        ("linux", "root/usr/local/lib/python3.12/dist-packages"),
        ("linux", "home/.local/lib/python3.12/site-packages"),
        ("darwin", "root/opt/homebrew/lib/python3.13/site-packages"),
        ("darwin", "root/Library/Frameworks/Python.framework/Versions/3.12/lib/python3.12/site-packages"),
        ("darwin", "home/Library/Python/3.9/lib/python/site-packages"),
        ("win32", "local/Programs/Python/Python312/Lib/site-packages"),
        ("win32", "roaming/Python/Python312/site-packages"),
        ("win32", "root/Program Files/Python312/Lib/site-packages"),
    ],
)
def test_the_systems_packages(project: Path, tmp_path: Path, platform: str, site: str) -> None:
    install(tmp_path / site, "cdktf", core())
    environ = {key: value.format(tmp=tmp_path) for key, value in _WINDOWS_LOCAL.items()} if platform == "win32" else {}
    found = find(project, machine(tmp_path, platform, environ))
    assert found is not None
    assert [each.package for each in found.sources] == ["cdktf"]


def test_folders_above(project: Path, tmp_path: Path) -> None:
    assert list(environment.folders_above(project / "stacks/main.py", project)) == [project / "stacks", project]
    assert list(environment.folders_above(project, project)) == [project]
    elsewhere = tmp_path / "elsewhere"
    assert list(environment.folders_above(elsewhere / "a.py", project)) == [elsewhere, project]
    assert project.parent in environment.folders_above(project, None)
