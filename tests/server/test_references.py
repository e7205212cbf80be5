"""References and highlights over the protocol."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import capabilities, open_file, start

NETWORK = '"🌐"; CIDR = "10.0.0.0/16"\n'
CODE = """from cdktf import App
from network import CIDR

App(); print("🌐", CIDR)
CIDR = CIDR
"""


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "there", "here"), [("utf-16", 6, 19), ("utf-8", 8, 21)])
async def test_references_in_all_files(
    client: LanguageClient, tmp_path: Path, encoding: str, there: int, here: int
) -> None:
    (tmp_path / "network.py").write_text(NETWORK, encoding="utf-8")
    await start(client, tmp_path, capabilities(pulls=True, encoding=encoding))
    uri = open_file(client, tmp_path / "main.py", CODE.partition("\nCIDR =")[0])
    where = types.Position(3, here)
    found = await client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(True), types.TextDocumentIdentifier(uri), where)
    )
    assert found is not None
    starts = [(each.uri.rpartition("/")[2], each.range.start) for each in found]
    assert starts == [
        ("main.py", types.Position(1, 20)),
        ("main.py", types.Position(3, here)),
        ("network.py", types.Position(0, there)),
    ]
    used = await client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(False), types.TextDocumentIdentifier(uri), where)
    )
    assert used is not None
    assert [each.range.start for each in used] == [types.Position(3, here)]


@pytest.mark.asyncio
async def test_highlights_in_one(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True))
    uri = open_file(client, tmp_path / "main.py", "from cdktf import App\napp = App()\nprint(app)\n")
    found = await client.text_document_document_highlight_async(
        types.DocumentHighlightParams(types.TextDocumentIdentifier(uri), types.Position(2, 7))
    )
    assert found is not None
    kinds = types.DocumentHighlightKind
    assert [(each.range.start.line, each.kind) for each in found] == [(1, kinds.Write), (2, kinds.Read)]
