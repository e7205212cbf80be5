"""`textDocument/documentLink`."""

from __future__ import annotations

from lsprotocol import types

from presynth.assist.links import links
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument


def register(server: PresynthServer) -> None:
    """Add this to `server`."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def list_links(ls: PresynthServer, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        return await ls.session.on_engine(lambda: _links(ls, document))


def _links(ls: PresynthServer, document: OpenDocument) -> list[types.DocumentLink] | None:
    point = ls.session.point_at(document)
    if point is None:
        return None
    documents = ls.client_capabilities.text_document
    able = documents.document_link if documents is not None else None
    tooltips = able is not None and bool(able.tooltip_support)
    converter = ls.session.converter(document.path)
    return [
        types.DocumentLink(converter.range(document.path, link.range), link.target, link.tooltip if tooltips else None)
        for link in links(point.program, document.path)
    ]
