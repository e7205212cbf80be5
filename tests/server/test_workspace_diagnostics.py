"""Findings in files that nobody has opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import capabilities, open_file, start

FAULTY = """from cdktf import TerraformStack


def logs(stack: TerraformStack) -> None:
    S3Bucket(stack, "logs")
"""
GOOD = FAULTY.replace("\n\n\n", "\nfrom cdktf_cdktf_provider_aws.s3_bucket import S3Bucket\n\n\n", 1)


def _workspace(folder: Path) -> list[Path]:
    paths = [folder / "faulty.py", folder / "good.py", folder / ".venv" / "hidden.py", folder / "plain.py"]
    for path, text in zip(paths, (FAULTY, GOOD, FAULTY, "import os\n"), strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return paths[:2]


async def _pulled(
    client: LanguageClient, known: list[types.PreviousResultId] | None = None
) -> dict[str, types.WorkspaceDocumentDiagnosticReport]:
    answer = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known or []))
    return {Path(each.uri).name: each for each in answer.items}


def _codes(report: types.WorkspaceDocumentDiagnosticReport) -> list[object]:
    assert isinstance(report, types.WorkspaceFullDocumentDiagnosticReport)
    return [each.code for each in report.items]


async def _announced(client: LanguageClient, folder: Path, **settings: object) -> bool:
    answer = await start(client, folder, capabilities(pulls=True), **settings)
    options = answer.capabilities.diagnostic_provider
    assert options is not None
    return options.workspace_diagnostics


@pytest.mark.asyncio
async def test_it_is_off_until_it_is_asked_for(client: LanguageClient, tmp_path: Path) -> None:
    assert not await _announced(client, tmp_path)


@pytest.mark.asyncio
async def test_the_editor_asks_for_it(client: LanguageClient, tmp_path: Path) -> None:
    assert await _announced(client, tmp_path, workspaceDiagnostics=True)


@pytest.mark.asyncio
async def test_the_project_asks_for_it(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "presynth.toml").write_text("workspace-diagnostics = true\n", encoding="utf-8")
    assert await _announced(client, tmp_path)


@pytest.mark.asyncio
async def test_all_files_once_and_then_what_has_changed(client: LanguageClient, tmp_path: Path) -> None:
    faulty, good = _workspace(tmp_path)
    await start(client, tmp_path, capabilities(pulls=True), workspaceDiagnostics=True)
    first = await _pulled(client)
    assert {name: _codes(each) for name, each in first.items()} == {"faulty.py": ["PS102"], "good.py": []}
    known = [types.PreviousResultId(each.uri, each.result_id or "") for each in first.values()]
    second = await _pulled(client, known)
    assert all(isinstance(each, types.WorkspaceUnchangedDocumentDiagnosticReport) for each in second.values())
    open_file(client, faulty, GOOD, version=7)
    good.unlink()
    gone = types.FileEvent(good.as_uri(), types.FileChangeType.Deleted)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([gone]))
    third = await _pulled(client, known)
    assert {name: _codes(each) for name, each in third.items()} == {"faulty.py": [], "good.py": []}
    assert third["faulty.py"].version == 7


@pytest.mark.asyncio
async def test_it_comes_in_parts_to_who_wants_them(client: LanguageClient, tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / f"stack_{number}.py").write_text(FAULTY, encoding="utf-8")
    parts: list[int] = []
    token = "parts"
    await start(client, tmp_path, capabilities(pulls=True), workspaceDiagnostics=True)
    usual = client.protocol._handle_notification  # pyright: ignore[reportPrivateUsage] - it takes no such progress

    def listen(method_name: str, params: Any) -> None:
        if method_name == types.PROGRESS and params.token == token:
            parts.append(len(params.value["items"]))
        else:
            usual(method_name, params)

    client.protocol._handle_notification = listen  # pyright: ignore[reportPrivateUsage]
    asked = types.WorkspaceDiagnosticParams([], partial_result_token=token)
    answer = await client.workspace_diagnostic_async(asked)
    assert list(answer.items) == []
    assert parts == [10, 10, 5]


@pytest.mark.asyncio
async def test_each_folder_has_its_settings(client: LanguageClient, tmp_path: Path) -> None:
    folders: list[types.WorkspaceFolder] = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        _workspace(tmp_path / name)
        folders.append(types.WorkspaceFolder((tmp_path / name).as_uri(), name))
    able = capabilities(pulls=True)
    assert able.workspace is not None
    able.workspace.configuration = True
    client.set_configuration({"presynth": {"workspaceDiagnostics": True}})
    loud = {"presynth": {"workspaceDiagnostics": True, "severity": {"missing-import": "info"}}}
    client.set_configuration(loud, scope_uri=(tmp_path / "two").as_uri())
    asking = {"settings": {"workspaceDiagnostics": True}}
    await client.initialize_session(
        types.InitializeParams(able, workspace_folders=folders, initialization_options=asking)
    )
    found: dict[str, list[object]] = {}
    for _ in range(100):
        answer = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        reports = [each for each in answer.items if isinstance(each, types.WorkspaceFullDocumentDiagnosticReport)]
        found = {each.uri: [one.severity for one in each.items] for each in reports}
        if len(found) == 4:
            break
    severity = types.DiagnosticSeverity
    assert found[(tmp_path / "one" / "faulty.py").as_uri()] == [severity.Error]
    assert found[(tmp_path / "two" / "faulty.py").as_uri()] == [severity.Information]
