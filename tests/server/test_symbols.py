"""Symbols of a document and of the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import capabilities, open_file, start

NETWORK = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc


class Network(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        "🪣"; Vpc(self, "main", cidr_block="10.0.0.0/16")


Network(App(), "network")
"""


def _hierarchical() -> types.ClientCapabilities:
    able = capabilities(pulls=True)
    assert able.text_document is not None
    able.text_document.document_symbol = types.DocumentSymbolClientCapabilities(
        hierarchical_document_symbol_support=True
    )
    return able


def _asked(uri: str) -> types.DocumentSymbolParams:
    return types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))


@pytest.mark.asyncio
async def test_a_tree(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, _hierarchical())
    uri = open_file(client, tmp_path / "main.py", NETWORK)
    found = await client.text_document_document_symbol_async(_asked(uri))
    assert found is not None
    roots = [each for each in found if isinstance(each, types.DocumentSymbol)]
    assert [(each.name, each.detail) for each in roots] == [("Network", None), ("network", "Network")]
    (method,) = roots[0].children or []
    (vpc,) = method.children or []
    assert (vpc.name, vpc.detail, vpc.kind) == ("main", "aws_vpc.main", types.SymbolKind.Object)
    assert vpc.selection_range == types.Range(types.Position(7, 14), types.Position(7, 17))


@pytest.mark.asyncio
async def test_a_client_that_knows_no_trees(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True))
    uri = open_file(client, tmp_path / "main.py", NETWORK)
    found = await client.text_document_document_symbol_async(_asked(uri))
    assert found is not None
    told = [(each.name, each.container_name) for each in found if isinstance(each, types.SymbolInformation)]
    assert told == [("Network", None), ("__init__", "Network"), ("main", "Network"), ("network", None)]


@pytest.mark.asyncio
async def test_the_workspace(client: LanguageClient, tmp_path: Path) -> None:
    for project in ("one", "two"):
        (tmp_path / project).mkdir()
        (tmp_path / project / "cdktf.json").write_text('{"app": "python main.py"}', encoding="utf-8")
        (tmp_path / project / "main.py").write_text(NETWORK, encoding="utf-8")
    await start(client, tmp_path, capabilities(pulls=True))
    uri = open_file(client, tmp_path / "two" / "main.py", NETWORK.replace('"main"', '"private"'))
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("aws_vpc"))
    told = [(each.name, each.container_name) for each in found or []]
    assert told == [("main", "Network, aws_vpc.main"), ("private", "Network, aws_vpc.private")]
    (private,) = await client.workspace_symbol_async(types.WorkspaceSymbolParams("PRIV")) or []
    assert isinstance(private.location, types.Location)
    assert private.location.uri == uri


@pytest.mark.asyncio
async def test_the_likeliest_first_and_files_that_were_never_saved(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(NETWORK, encoding="utf-8")
    await start(client, tmp_path, capabilities(pulls=True))
    open_file(client, tmp_path / "new.py", NETWORK.replace('"main"', '"net"').replace("Network", "Other"))
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("net"))
    assert [each.name for each in found or []] == ["net", "Network", "network", "network"]
    assert not await client.workspace_symbol_async(types.WorkspaceSymbolParams("mainframe"))
