"""A server in a process of its own, and clients as different as editors are."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

ROOT = Path(__file__).parent.parent.parent
_PATH = os.pathsep.join([str(ROOT / "rules"), str(ROOT / "server")])
PATIENCE = 20
"""Seconds after which a test gives up."""
_CONFIG = ClientServerConfig(
    server_command=[sys.executable, "-m", "presynth_server"],
    server_env={"PYTHONPATH": _PATH, "PRESYNTH_CACHE_DIR": str(Path.home() / ".cache" / "presynth-tests")},
)


def capabilities(
    *, pulls: bool, resolves: bool = True, document_changes: bool = True, encoding: str = "utf-16"
) -> types.ClientCapabilities:
    """What an editor says it can do."""
    resolve = types.ClientCodeActionResolveOptions(properties=["edit"]) if resolves else None
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(encoding)]),
        text_document=types.TextDocumentClientCapabilities(
            synchronization=types.TextDocumentSyncClientCapabilities(did_save=True),
            diagnostic=types.DiagnosticClientCapabilities() if pulls else None,
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True),
            code_action=types.CodeActionClientCapabilities(
                data_support=True,
                resolve_support=resolve,
                is_preferred_support=True,
            ),
        ),
        window=types.WindowClientCapabilities(show_document=types.ShowDocumentClientCapabilities(True)),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=document_changes),
        ),
    )


@pytest_lsp.fixture(config=_CONFIG)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """A client that has said nothing yet; the test initializes it."""
    yield
    await lsp_client.shutdown_session()


async def start(
    client: LanguageClient, folder: Path, able: types.ClientCapabilities, **settings: object
) -> types.InitializeResult:
    """Open a workspace folder."""
    return await client.initialize_session(
        types.InitializeParams(
            capabilities=able,
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
            initialization_options={"settings": settings},
        )
    )


def open_file(client: LanguageClient, path: Path, text: str, version: int = 1) -> str:
    """Open a file with this text; returns its URI."""
    document = types.TextDocumentItem(path.as_uri(), "python", version, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(document))
    return path.as_uri()


async def pushed(client: LanguageClient, uri: str, codes: list[str]) -> list[types.Diagnostic]:
    """The diagnostics of a document, as soon as they have these codes."""
    while [each.code for each in client.diagnostics.get(uri, [])] != codes or uri not in client.diagnostics:
        arrival = client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        await asyncio.wait_for(arrival, PATIENCE)
    return list(client.diagnostics[uri])
