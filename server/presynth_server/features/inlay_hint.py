"""`textDocument/inlayHint`."""

from __future__ import annotations

from lsprotocol import types

from presynth.assist.hints import hints
from presynth.source.positions import EditorPosition, Lines
from presynth.source.statement import Range
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument

_TOOLTIPS = {
    "address": "the Terraform address",
    "name": "what the text comes to",
    "region": "the region of the provider",
}


def register(server: PresynthServer) -> None:
    """Add this to `server`."""

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def list_hints(ls: PresynthServer, params: types.InlayHintParams) -> list[types.InlayHint] | None:
        ls.shows_hints = True
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        return await ls.session.on_engine(lambda: _hints(ls, document, params.range))


def _hints(ls: PresynthServer, document: OpenDocument, range_: types.Range) -> list[types.InlayHint] | None:
    point = ls.session.point_at(document)
    if point is None:
        return None
    lines, encoding = Lines(point.source.text), ls.session.encoding
    start, end = (
        lines.from_editor(EditorPosition(each.line, each.character), encoding) for each in (range_.start, range_.end)
    )
    settings = ls.session.options(document.path)
    converter = ls.session.converter(document.path)
    return [
        types.InlayHint(
            converter.position(document.path, hint.position),
            hint.text,
            tooltip=_TOOLTIPS[hint.kind],
            padding_left=True,
        )
        for hint in hints(point.program, point.outcome, point.source, Range(start, end), settings)
    ]
