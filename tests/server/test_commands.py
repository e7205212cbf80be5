"""What an editor can have done: the page of a rule, the graph, a new index."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import LanguageClient

from catalog.archives import core, install, provider
from server.conftest import PATIENCE, capabilities, open_file, start

STACK = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc

stack = TerraformStack(App(), "network")
vpc = Vpc(stack, "main", cidr_block="10.0.0.0/16")
Subnet(stack, "a", vpc_id=vpc.id, cidr_blok="10.0.1.0/24")
"""


async def _run(client: LanguageClient, command: str, *given: object) -> Any:
    return await client.workspace_execute_command_async(types.ExecuteCommandParams(command, list(given)))


@pytest.mark.asyncio
async def test_the_page_of_a_rule(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True))
    uri = open_file(client, tmp_path / "main.py", STACK)
    place = types.Range(types.Position(6, 36), types.Position(6, 36))
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(types.TextDocumentIdentifier(uri), place, types.CodeActionContext([]))
    )
    assert "Open the page of unknown-argument" in [each.title for each in actions or []]
    assert await _run(client, "presynth.openRule", "unknown-argument") == client.shown_documents[0].uri
    shown = client.shown_documents[0]
    assert shown.uri.endswith("/rules/unknown-argument/")
    assert shown.external
    from_palette = await _run(client, "presynth.openRule", uri, {"line": 6, "character": 36})
    assert from_palette == shown.uri
    with pytest.raises(JsonRpcException, match="nothing to say"):
        await _run(client, "presynth.openRule", uri, {"line": 0, "character": 0})
    with pytest.raises(JsonRpcException, match="no rule"):
        await _run(client, "presynth.openRule", "of-thumb")


@pytest.mark.asyncio
async def test_the_graph_of_what_is_in_the_editor(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True))
    (tmp_path / "main.py").write_text("import cdktf\n", encoding="utf-8")
    with pytest.raises(JsonRpcException, match="no resource"):
        await _run(client, "presynth.showGraph")
    uri = open_file(client, tmp_path / "main.py", STACK)
    for given in ([], [uri, {"line": 0, "character": 0}]):
        graph = await _run(client, "presynth.showGraph", *given)
        assert graph["format"] == "svg"
        assert graph["text"].startswith("<svg")
        assert "aws_subnet.a waits for aws_vpc.main" in graph["text"]


@pytest.mark.asyncio
async def test_an_index_is_built_anew(client: LanguageClient, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    for name, assembly in (("cdktf", core()), ("cdktf_toy", provider())):
        install(environment / "lib/python3.11/site-packages", name, assembly)
    project = tmp_path / "project"
    project.mkdir()
    able = capabilities(pulls=False)
    able.window = types.WindowClientCapabilities(work_done_progress=True)
    await start(client, project, able, python=str(environment))
    uri = open_file(client, project / "main.py", STACK)
    await _judged_by(client, uri, environment)
    before = len(client.progress_reports)
    await _run(client, "presynth.rebuildIndex", uri)
    await _judged_by(client, uri, environment)
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while len(client.progress_reports) == before and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(0.05)  # it is told beside the answers
    assert len(client.progress_reports) == before + 1


async def _judged_by(client: LanguageClient, uri: str, environment: Path) -> None:
    deadline = asyncio.get_running_loop().time() + PATIENCE
    paths: list[str] = []
    while not any(path.startswith(str(environment)) for path in paths):
        assert asyncio.get_running_loop().time() < deadline, paths
        await asyncio.sleep(0.05)
        told = await client.protocol.send_request_async("presynth/schema", {"textDocument": {"uri": uri}})
        paths = [each["path"] for each in told]
