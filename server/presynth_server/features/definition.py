"""`textDocument/definition`."""

from __future__ import annotations

from lsprotocol import types

from presynth.assist.definition import Definition, definitions
from presynth_server.convert import Converter
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument


def register(server: PresynthServer) -> None:
    """Add this to `server`."""

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def define(
        ls: PresynthServer, params: types.DefinitionParams
    ) -> list[types.Location] | list[types.LocationLink] | None:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        return await ls.session.on_engine(lambda: _define(ls, document, params.position), urgent=True)


def _define(
    ls: PresynthServer, document: OpenDocument, position: types.Position
) -> list[types.Location] | list[types.LocationLink] | None:
    point = ls.session.point(document, position)
    found = definitions(point) if point is not None else []
    if not found:
        return None
    converter = ls.session.converter(document.path)
    documents = ls.client_capabilities.text_document
    able = documents.definition if documents is not None else None
    if able is None or not able.link_support:
        return [types.Location(ls.session.uri_of(each.path), _range(converter, each)) for each in found]
    return [
        types.LocationLink(
            target_uri=ls.session.uri_of(each.path),
            target_range=_range(converter, each),
            target_selection_range=_range(converter, each),
            origin_selection_range=converter.range(document.path, each.origin),
        )
        for each in found
    ]


def _range(converter: Converter, found: Definition) -> types.Range:
    """The place in the target. The source of a binding is not read for it: it is large, and declares ASCII names."""
    return converter.ascii_range(found.range) if found.in_binding else converter.range(found.path, found.range)
