"""Definition over the protocol."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import capabilities, open_file, start

NETWORK = '"🌐"; CIDR = "10.0.0.0/16"\n'
CODE = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc
from network import CIDR

stack = TerraformStack(App(), "main")
Vpc(stack, "🌐", cidr_block=CIDR)
"""


def able(encoding: str, *, links: bool) -> types.ClientCapabilities:
    """A client that goes to definitions."""
    made = capabilities(pulls=True, encoding=encoding)
    assert made.text_document is not None
    made.text_document.definition = types.DefinitionClientCapabilities(link_support=links)
    return made


async def _define(client: LanguageClient, uri: str, line: int, character: int) -> list[object]:
    where = types.Position(line, character)
    params = types.DefinitionParams(types.TextDocumentIdentifier(uri), where)
    found = await client.text_document_definition_async(params)
    return [] if found is None else [*found] if isinstance(found, Sequence) else [found]


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "there", "here"), [("utf-16", 6, 28), ("utf-8", 8, 30)])
async def test_a_link_across_modules(
    client: LanguageClient, tmp_path: Path, encoding: str, there: int, here: int
) -> None:
    (tmp_path / "network.py").write_text(NETWORK, encoding="utf-8")
    await start(client, tmp_path, able(encoding, links=True))
    uri = open_file(client, tmp_path / "main.py", CODE)
    (link,) = await _define(client, uri, 5, here + 1)
    assert isinstance(link, types.LocationLink)
    assert link.target_uri == (tmp_path / "network.py").as_uri()
    target = types.Range(types.Position(0, there), types.Position(0, there + 4))
    assert (link.target_range, link.target_selection_range) == (target, target)
    assert link.origin_selection_range == types.Range(types.Position(5, here), types.Position(5, here + 4))


@pytest.mark.asyncio
async def test_a_class_of_a_binding(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, able("utf-16", links=False))
    uri = open_file(client, tmp_path / "main.py", CODE)
    (location,) = await _define(client, uri, 5, 1)
    assert isinstance(location, types.Location)
    assert location.uri.endswith("/cdktf_cdktf_provider_aws/vpc/__init__.py")
    assert location.range.start.character == 6


@pytest.mark.asyncio
async def test_nothing(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, able("utf-16", links=True))
    uri = open_file(client, tmp_path / "main.py", CODE)
    assert await _define(client, uri, 3, 0) == []
