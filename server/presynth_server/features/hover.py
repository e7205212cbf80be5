"""`textDocument/hover`."""

from __future__ import annotations

from lsprotocol import types

from presynth.assist.hover import hover
from presynth.assist.rule_text import rule_text
from presynth.findings import Finding
from presynth.source.statement import Position
from presynth_server.convert import RULES_PAGE
from presynth_server.markup import markup
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument


def register(server: PresynthServer) -> None:
    """Add this to `server`."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def on_hover(ls: PresynthServer, params: types.HoverParams) -> types.Hover | None:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        return await ls.session.on_engine(lambda: _hover(ls, document, params.position), urgent=True)


def _hover(ls: PresynthServer, document: OpenDocument, position: types.Position) -> types.Hover | None:
    """What there is to say, and the rules behind the findings at the position."""
    point = ls.session.point(document, position)
    if point is None:
        return None
    said = hover(point)
    findings = [each for each in ls.session.last_findings(document) if _covers(each, point.position)]
    parts = [*([said.text] if said is not None else []), *([rule_text(findings, RULES_PAGE)] if findings else [])]
    if not parts:
        return None
    range_ = said.range if said is not None else findings[0].place.range
    documents = ls.client_capabilities.text_document
    able = documents.hover if documents is not None else None
    contents = markup("\n\n---\n\n".join(parts), able.content_format if able is not None else None)
    return types.Hover(contents, ls.session.converter(document.path).range(document.path, range_))


def _covers(finding: Finding, position: Position) -> bool:
    start, end = finding.place.range
    return start <= position <= end
