"""What the editor is told of the schema in use."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pytest_lsp import LanguageClient

from catalog.archives import core, install, provider
from server.conftest import PATIENCE, capabilities, open_file, start

CODE = "from cdktf import TerraformStack\n"


async def _paths(client: LanguageClient, uri: str) -> list[Path]:
    asked = {"textDocument": {"uri": uri}}
    answer: list[dict[str, str]] = await client.protocol.send_request_async("presynth/schema", asked)
    return [Path(each["path"]) for each in answer]


async def _indexed(client: LanguageClient, uri: str, environment: Path) -> None:
    """Wait until the document is judged by packages of this environment, which are indexed in the background."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while True:
        paths = await _paths(client, uri)
        if any(path.is_relative_to(environment) for path in paths):
            return
        assert asyncio.get_running_loop().time() < deadline, paths
        await asyncio.sleep(0.05)


def _environment(folder: Path) -> Path:
    site = folder / "lib/python3.11/site-packages"
    for name, assembly in (("cdktf", core()), ("cdktf_toy", provider())):
        install(site, name, assembly)
    return folder


@pytest.mark.asyncio
async def test_the_environment_selected_in_the_editor_counts(client: LanguageClient, tmp_path: Path) -> None:
    selected = _environment(tmp_path / "selected")
    project = tmp_path / "project"
    project.mkdir()
    await start(client, project, capabilities(pulls=False), activeEnvironment=str(selected))
    await _indexed(client, open_file(client, project / "main.py", CODE), selected)


@pytest.mark.asyncio
async def test_what_the_project_asks_for_counts_more(client: LanguageClient, tmp_path: Path) -> None:
    selected, wanted = _environment(tmp_path / "selected"), _environment(tmp_path / "wanted")
    project = tmp_path / "project"
    project.mkdir()
    (project / "presynth.toml").write_text(f"python = '{wanted}'\n")
    await start(client, project, capabilities(pulls=False), activeEnvironment=str(selected))
    await _indexed(client, open_file(client, project / "main.py", CODE), wanted)


@pytest.mark.asyncio
async def test_nothing_is_said_of_a_file_that_is_not_open(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True))
    assert await _paths(client, (tmp_path / "main.py").as_uri()) == []
