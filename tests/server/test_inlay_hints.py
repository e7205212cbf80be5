"""Inlay hints, as the settings want them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import capabilities, open_file, start

CODE = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

stack = TerraformStack(App(), "logs")
"🪣"; S3Bucket(stack, "logs", bucket=f"{'logs'}-prod")
"""


async def _hints(client: LanguageClient, uri: str) -> list[tuple[object, int]]:
    everywhere = types.Range(types.Position(0, 0), types.Position(99, 0))
    found = await client.text_document_inlay_hint_async(
        types.InlayHintParams(types.TextDocumentIdentifier(uri), everywhere)
    )
    assert found is not None
    return [(each.label, each.position.character) for each in found]


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "more"), [("utf-8", 2), ("utf-16", 0), ("utf-32", -1)])
async def test_hints_stand_where_the_client_counts(
    client: LanguageClient, tmp_path: Path, encoding: str, more: int
) -> None:
    await start(client, tmp_path, capabilities(pulls=True, encoding=encoding))
    uri = open_file(client, tmp_path / "main.py", CODE)
    assert await _hints(client, uri) == [("aws_s3_bucket.logs", 28 + more), ("'logs-prod'", 53 + more)]


@pytest.mark.asyncio
async def test_settings_switch_them_off(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True), hintNames=False)
    uri = open_file(client, tmp_path / "main.py", CODE)
    assert [label for label, _ in await _hints(client, uri)] == ["aws_s3_bucket.logs"]
    (tmp_path / "pyproject.toml").write_text("[tool.presynth]\nhint-addresses = false\n", encoding="utf-8")
    changed = types.FileEvent((tmp_path / "pyproject.toml").as_uri(), types.FileChangeType.Created)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
    assert await _hints(client, uri) == []
