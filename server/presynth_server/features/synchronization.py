"""`textDocument/didOpen`, `didChange`, `didSave`, `didClose`."""

from __future__ import annotations

from lsprotocol import types

from presynth_server.features import diagnostics
from presynth_server.server import PresynthServer


def register(server: PresynthServer) -> None:
    """Add these to `server`."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(ls: PresynthServer, params: types.DidOpenTextDocumentParams) -> None:
        if ls.session.open(params.text_document) is not None:
            await diagnostics.publish(ls)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(ls: PresynthServer, params: types.DidChangeTextDocumentParams) -> None:
        if ls.session.change(params) is not None:
            await diagnostics.publish(ls)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(ls: PresynthServer, params: types.DidSaveTextDocumentParams) -> None:
        await diagnostics.publish(ls)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(ls: PresynthServer, params: types.DidCloseTextDocumentParams) -> None:
        document = ls.session.close(params.text_document.uri)
        if document is not None:
            await ls.session.on_engine(lambda: ls.session.closed(document.path))
            diagnostics.clear(ls, document.uri)
            await diagnostics.publish(ls)
