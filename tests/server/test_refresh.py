"""What changes beside the documents is noticed, and the editor told to ask again."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import PATIENCE, capabilities, open_file, start

CODE = "from cdktf import App\nfrom helpers import bucket\n\nbucket(name='b', tags={})\nS3Bucket(App(), 'b')\n"
HELPERS = "def bucket(name, *, tags=None):\n    return name\n"


class _Told:
    """What the editor is asked to do: to watch files, to ask for diagnostics again."""

    def __init__(self, client: LanguageClient) -> None:
        self.watched: list[str] = []
        self._client = client
        self._seen = 0

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams) -> None:
            for each in params.registrations:
                options: Any = each.register_options
                watchers = options["watchers"] if isinstance(options, dict) else options.watchers
                self.watched += [
                    str(getattr(watcher, "glob_pattern", "") or watcher["globPattern"]) for watcher in watchers
                ]

    @property
    def times(self) -> int:
        return self._client.diagnostic_refresh_count

    async def to_ask_again(self) -> None:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while self.times == self._seen:
            assert asyncio.get_running_loop().time() < deadline
            await asyncio.sleep(0.02)
        self._seen = self.times


def _able() -> types.ClientCapabilities:
    able = capabilities(pulls=True)
    assert able.workspace is not None
    able.workspace.did_change_watched_files = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    able.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    return able


async def _codes(client: LanguageClient, uri: str) -> list[object]:
    report = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    )
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    return [each.code for each in report.items]


def _changed(client: LanguageClient, path: Path, text: str, kind: types.FileChangeType) -> None:
    path.write_text(text, encoding="utf-8")
    event = types.FileEvent(path.as_uri(), kind)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


@pytest.mark.asyncio
async def test_files_and_settings_that_change(client: LanguageClient, tmp_path: Path) -> None:
    told = _Told(client)
    helpers = tmp_path / "helpers.py"
    helpers.write_text(HELPERS, encoding="utf-8")
    await start(client, tmp_path, _able())
    uri = open_file(client, tmp_path / "main.py", CODE)
    assert await _codes(client, uri) == ["PS102"]
    assert {"**/*.py", "**/cdktf.json", "**/{pyproject,presynth}.toml", "**/*.jsii.tgz"} <= set(told.watched)
    _changed(client, helpers, HELPERS.replace("tags", "labels"), types.FileChangeType.Changed)
    await told.to_ask_again()
    assert await _codes(client, uri) == ["PS108", "PS102"]
    _changed(client, tmp_path / "presynth.toml", 'ignore = ["missing-import"]\n', types.FileChangeType.Created)
    await told.to_ask_again()
    assert await _codes(client, uri) == ["PS108"]
    client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"presynth": {"ignore": [], "select": ["missing-import"]}})
    )
    await told.to_ask_again()
    assert await _codes(client, uri) == ["PS102"]


@pytest.mark.asyncio
async def test_many_changes_at_once_are_told_once(client: LanguageClient, tmp_path: Path) -> None:
    told = _Told(client)
    await start(client, tmp_path, _able())
    uri = open_file(client, tmp_path / "main.py", CODE)
    assert await _codes(client, uri) == ["PS102"]
    for number in range(50):
        _changed(client, tmp_path / "helpers.py", f"{HELPERS}# {number}\n", types.FileChangeType.Changed)
    await told.to_ask_again()
    assert await _codes(client, uri) == ["PS102"]
    assert told.times < 10


@pytest.mark.asyncio
async def test_an_action_of_an_older_text_is_made_for_the_newer_one_or_refused(
    client: LanguageClient, tmp_path: Path
) -> None:
    await start(client, tmp_path, capabilities(pulls=True, document_changes=False))
    uri = open_file(client, tmp_path / "main.py", CODE)
    document = types.TextDocumentIdentifier(uri)
    place = types.Range(types.Position(4, 2), types.Position(4, 2))
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document, place, types.CodeActionContext([]))
    )
    offered = [each for each in actions or [] if isinstance(each, types.CodeAction) and each.command is None]
    assert offered
    change = types.TextDocumentContentChangeWholeDocument("from cdktf import App\n\nApp()\n")
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri), [change])
    )
    for action in offered:
        if action.kind == "source.fixAll.presynth":
            continue  # what is left to fix, if anything, is for it to find
        with pytest.raises(Exception, match=r"has changed since|cannot do this"):
            await client.code_action_resolve_async(action)
