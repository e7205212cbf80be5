"""Rename over the protocol."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import LanguageClient

from server.conftest import capabilities, open_file, start

NETWORK = '"🌐"; CIDR = "10.0.0.0/16"\n'
CODE = """from cdktf import App
from network import CIDR

App(); print("🌐", CIDR)
"""


def able(encoding: str = "utf-16") -> types.ClientCapabilities:
    """A client that renames."""
    made = capabilities(pulls=True, encoding=encoding)
    assert made.text_document is not None
    made.text_document.rename = types.RenameClientCapabilities(prepare_support=True)
    return made


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "there", "here"), [("utf-16", 6, 19), ("utf-8", 8, 21)])
async def test_a_name_in_two_files(
    client: LanguageClient, tmp_path: Path, encoding: str, there: int, here: int
) -> None:
    (tmp_path / "network.py").write_text(NETWORK, encoding="utf-8")
    await start(client, tmp_path, able(encoding))
    uri = open_file(client, tmp_path / "main.py", CODE)
    where = types.Position(3, here + 1)
    prepared = await client.text_document_prepare_rename_async(
        types.PrepareRenameParams(types.TextDocumentIdentifier(uri), where)
    )
    assert isinstance(prepared, types.PrepareRenamePlaceholder)
    assert (prepared.placeholder, prepared.range.start) == ("CIDR", types.Position(3, here))
    edit = await client.text_document_rename_async(
        types.RenameParams(types.TextDocumentIdentifier(uri), where, "BLOCK")
    )
    assert edit is not None
    assert edit.document_changes is not None
    found: dict[tuple[str, int | None], list[types.Position]] = {}
    for change in edit.document_changes:
        assert isinstance(change, types.TextDocumentEdit)
        name = change.text_document.uri.rpartition("/")[2]
        found[name, change.text_document.version] = [
            each.range.start for each in change.edits if isinstance(each, types.TextEdit) and each.new_text == "BLOCK"
        ]
    assert found == {
        ("main.py", 1): [types.Position(1, 20), types.Position(3, here)],
        ("network.py", None): [types.Position(0, there)],
    }


@pytest.mark.asyncio
async def test_what_is_not_the_projects(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, able())
    uri = open_file(client, tmp_path / "main.py", CODE)
    document = types.TextDocumentIdentifier(uri)
    where = types.Position(3, 1)
    assert await client.text_document_prepare_rename_async(types.PrepareRenameParams(document, where)) is None
    with pytest.raises(JsonRpcException, match="not the project's"):
        await client.text_document_rename_async(types.RenameParams(document, where, "Other"))


@pytest.mark.asyncio
async def test_what_becomes_of_constructs_is_told(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, able())
    text = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc

stack = TerraformStack(App(), "stack")
Vpc(stack, "main")
"""
    document = types.TextDocumentIdentifier(open_file(client, tmp_path / "main.py", text))
    edit = await client.text_document_rename_async(types.RenameParams(document, types.Position(4, 13), "net"))
    assert edit is not None
    (told,) = [each.message for each in client.messages if each.message.startswith("aws_vpc.main becomes aws_vpc.net")]
    assert "Terraform replaces it" in told
