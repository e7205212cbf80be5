"""`textDocument/references`."""

from __future__ import annotations

from lsprotocol import types

from presynth.assist.occurrences import occurrences
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument


def register(server: PresynthServer) -> None:
    """Add this to `server`."""

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def refer(ls: PresynthServer, params: types.ReferenceParams) -> list[types.Location] | None:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        declarations = params.context.include_declaration
        return await ls.session.on_engine(lambda: _refer(ls, document, params.position, declarations))


def _refer(
    ls: PresynthServer, document: OpenDocument, position: types.Position, declarations: bool
) -> list[types.Location] | None:
    point = ls.session.point(document, position)
    found = None if point is None else occurrences(point)
    if found is None:
        return None
    converter = ls.session.converter(document.path)
    return [
        types.Location(ls.session.uri_of(each.path), converter.range(each.path, each.range))
        for each in found.found
        if declarations or not each.declares
    ]
