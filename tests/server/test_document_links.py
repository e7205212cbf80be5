"""Links in a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import capabilities, open_file, start

CODE = '"🪣"\nfrom cdktf_cdktf_provider_aws.s3_bucket import S3Bucket\n'


@pytest.mark.asyncio
async def test_an_imported_class_leads_to_the_registry(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True))
    uri = open_file(client, tmp_path / "main.py", CODE)
    (link,) = (
        await client.text_document_document_link_async(types.DocumentLinkParams(types.TextDocumentIdentifier(uri)))
        or []
    )
    assert link.range == types.Range(types.Position(1, 47), types.Position(1, 55))
    assert link.target is not None
    assert link.target.endswith("/resources/s3_bucket")
