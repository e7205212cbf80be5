"""Signature help over the protocol."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import capabilities, open_file, start

CODE = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

stack = TerraformStack(App(), "main")
S3Bucket(stack, "🪣", acl="""


def able(encoding: str, *, offsets: bool) -> types.ClientCapabilities:
    """A client that shows signatures."""
    made = capabilities(pulls=True, encoding=encoding)
    assert made.text_document is not None
    parameters = types.ClientSignatureParameterInformationOptions(label_offset_support=offsets)
    information = types.ClientSignatureInformationOptions(
        documentation_format=[types.MarkupKind.Markdown], parameter_information=parameters
    )
    made.text_document.signature_help = types.SignatureHelpClientCapabilities(signature_information=information)
    return made


async def _help(client: LanguageClient, uri: str, line: int, character: int) -> types.SignatureHelp | None:
    where = types.Position(line, character)
    return await client.text_document_signature_help_async(
        types.SignatureHelpParams(types.TextDocumentIdentifier(uri), where)
    )


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "column", "offsets"), [("utf-16", 26, True), ("utf-8", 28, False)])
async def test_the_argument_that_is_written(
    client: LanguageClient, tmp_path: Path, encoding: str, column: int, offsets: bool
) -> None:
    await start(client, tmp_path, able(encoding, offsets=offsets))
    uri = open_file(client, tmp_path / "main.py", CODE)
    found = await _help(client, uri, 4, column)
    assert found is not None
    (signature,) = found.signatures
    assert signature.label.startswith("S3Bucket(scope: Construct, id_: str, *, ")
    assert found.active_parameter is not None
    assert signature.parameters is not None
    active = signature.parameters[found.active_parameter]
    label = active.label if isinstance(active.label, str) else signature.label[slice(*active.label)]
    assert isinstance(active.label, str) is not offsets
    assert label.startswith("acl: str")
    assert isinstance(active.documentation, types.MarkupContent)
    assert "One of `private`" in active.documentation.value


@pytest.mark.asyncio
async def test_nothing_outside_of_calls(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, able("utf-16", offsets=True))
    uri = open_file(client, tmp_path / "main.py", CODE)
    assert await _help(client, uri, 3, 0) is None
