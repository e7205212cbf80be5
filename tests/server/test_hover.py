"""Hover over the protocol."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import capabilities, open_file, start

CODE = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

stack = TerraformStack(App(), "main")
S3Bucket(stack, "🪣", acl="private", bukcet="b")
"""


def able(encoding: str, *formats: str) -> types.ClientCapabilities:
    """A client that shows hovers in these formats."""
    made = capabilities(pulls=True, encoding=encoding)
    assert made.text_document is not None
    kinds = [types.MarkupKind(each) for each in formats]
    made.text_document.hover = types.HoverClientCapabilities(content_format=kinds)
    return made


async def _hover(client: LanguageClient, uri: str, line: int, character: int) -> types.Hover | None:
    where = types.Position(line, character)
    return await client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), where))


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "column"), [("utf-16", 22), ("utf-8", 24)])
async def test_an_argument(client: LanguageClient, tmp_path: Path, encoding: str, column: int) -> None:
    await start(client, tmp_path, able(encoding, "markdown", "plaintext"))
    uri = open_file(client, tmp_path / "main.py", CODE)
    found = await _hover(client, uri, 4, column + 1)
    assert found is not None
    assert found.range == types.Range(types.Position(4, column), types.Position(4, column + 3))
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.kind is types.MarkupKind.Markdown
    assert "One of `private`" in found.contents.value


@pytest.mark.asyncio
async def test_the_rule_behind_a_finding_in_plain_text(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, able("utf-16", "plaintext"))
    uri = open_file(client, tmp_path / "main.py", CODE)
    found = await _hover(client, uri, 4, 37)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.kind is types.MarkupKind.PlainText
    assert "unknown-argument: https://" in found.contents.value
    assert "`" not in found.contents.value


@pytest.mark.asyncio
async def test_nothing(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, able("utf-16", "markdown"))
    uri = open_file(client, tmp_path / "main.py", CODE)
    assert await _hover(client, uri, 2, 0) is None
