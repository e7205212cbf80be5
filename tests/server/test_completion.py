"""Completion over the protocol."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import capabilities, open_file, start

CODE = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

stack = TerraformStack(App(), "main")
"""


def able(encoding: str = "utf-16", *, snippets: bool = True, resolves: bool = True) -> types.ClientCapabilities:
    """A client that completes, with or without the finer points."""
    made = capabilities(pulls=True, encoding=encoding)
    assert made.text_document is not None
    support = types.ClientCompletionItemResolveOptions(["documentation", "additionalTextEdits"]) if resolves else None
    item = types.ClientCompletionItemOptions(
        snippet_support=snippets, resolve_support=support, documentation_format=[types.MarkupKind.Markdown]
    )
    made.text_document.completion = types.CompletionClientCapabilities(completion_item=item)
    return made


async def _complete(client: LanguageClient, uri: str, line: int, character: int) -> types.CompletionList:
    found = await client.text_document_completion_async(
        types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
    )
    assert isinstance(found, types.CompletionList)
    return found


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "column"), [("utf-16", 22), ("utf-8", 24), ("utf-32", 21)])
async def test_columns_are_the_clients(client: LanguageClient, tmp_path: Path, encoding: str, column: int) -> None:
    text = CODE + 'S3Bucket(stack, "🪣", buc'
    await start(client, tmp_path, able(encoding))
    uri = open_file(client, tmp_path / "main.py", text)
    found = await _complete(client, uri, 4, column + 3)
    edit = found.items[0].text_edit
    assert edit == types.TextEdit(types.Range(types.Position(4, column), types.Position(4, column + 3)), "bucket=")
    assert not found.is_incomplete


@pytest.mark.asyncio
async def test_an_item_is_resolved_to_its_import_and_documentation(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, able())
    uri = open_file(client, tmp_path / "main.py", CODE + "aws_sqs_queue")
    item = (await _complete(client, uri, 4, 13)).items[0]
    assert (item.label, item.filter_text, item.additional_text_edits) == ("SqsQueue", "aws_sqs_queue", None)
    resolved = await client.completion_item_resolve_async(item)
    assert resolved.additional_text_edits is not None
    (edit,) = resolved.additional_text_edits
    assert edit.new_text.strip() == "from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue"
    assert isinstance(resolved.documentation, types.MarkupContent)
    assert "registry.terraform.io" in resolved.documentation.value


@pytest.mark.asyncio
async def test_a_plain_client_gets_plain_text_with_the_import(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, able(snippets=False, resolves=False))
    uri = open_file(client, tmp_path / "main.py", CODE + 'S3Bucket(stack, "a", website=')
    (item,) = (await _complete(client, uri, 4, 29)).items
    assert item.insert_text_format is None
    assert isinstance(item.text_edit, types.TextEdit)
    assert item.text_edit.new_text == "S3BucketWebsite()"
    assert [edit.new_text for edit in item.additional_text_edits or []] == [", S3BucketWebsite"]


@pytest.mark.asyncio
async def test_a_client_with_snippets_gets_places_to_fill_in(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, able())
    uri = open_file(client, tmp_path / "main.py", CODE + 'S3Bucket(stack, "a", cors_rule=[')
    (item,) = (await _complete(client, uri, 4, 32)).items
    assert item.insert_text_format is types.InsertTextFormat.Snippet
    assert isinstance(item.text_edit, types.TextEdit)
    assert item.text_edit.new_text == "S3BucketCorsRule(allowed_methods=[${1}], allowed_origins=[${2}])$0"


@pytest.mark.asyncio
async def test_a_file_without_constructs_is_let_be(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, able())
    uri = open_file(client, tmp_path / "main.py", "import os\nos.pa")
    found = await client.text_document_completion_async(
        types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(1, 5))
    )
    assert found is None
