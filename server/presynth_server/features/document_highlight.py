"""`textDocument/documentHighlight`."""

from __future__ import annotations

from lsprotocol import types

from presynth.assist.occurrences import occurrences
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument


def register(server: PresynthServer) -> None:
    """Add this to `server`."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    async def highlight(
        ls: PresynthServer, params: types.DocumentHighlightParams
    ) -> list[types.DocumentHighlight] | None:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        return await ls.session.on_engine(lambda: _highlight(ls, document, params.position), urgent=True)


def _highlight(
    ls: PresynthServer, document: OpenDocument, position: types.Position
) -> list[types.DocumentHighlight] | None:
    point = ls.session.point(document, position)
    found = None if point is None else occurrences(point, only_here=True)
    if found is None:
        return None
    converter = ls.session.converter(document.path)
    kinds = types.DocumentHighlightKind
    return [
        types.DocumentHighlight(converter.range(each.path, each.range), kinds.Write if each.declares else kinds.Read)
        for each in found.found
    ]
