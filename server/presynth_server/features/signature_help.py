"""`textDocument/signatureHelp`."""

from __future__ import annotations

from lsprotocol import types

from presynth.assist.documentation import documentation
from presynth.assist.point import Point
from presynth.assist.signature import ShownParameter, Signature, signature
from presynth.source.positions import units
from presynth_server.markup import markup
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument


def register(server: PresynthServer) -> None:
    """Add this to `server`."""
    options = types.SignatureHelpOptions(trigger_characters=["(", ","], retrigger_characters=["=", ")"])

    @server.feature(types.TEXT_DOCUMENT_SIGNATURE_HELP, options)
    async def help_(ls: PresynthServer, params: types.SignatureHelpParams) -> types.SignatureHelp | None:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        return await ls.session.on_engine(lambda: _help(ls, document, params.position), urgent=True)


def _help(ls: PresynthServer, document: OpenDocument, position: types.Position) -> types.SignatureHelp | None:
    point = ls.session.point(document, position)
    found = None if point is None else signature(point)
    if point is None or found is None:
        return None
    # One that is out of range is what every client takes for none.
    active = len(found.parameters) if found.active is None else found.active
    return types.SignatureHelp([_information(ls, point, found)], active_signature=0, active_parameter=active)


def _information(ls: PresynthServer, point: Point, found: Signature) -> types.SignatureInformation:
    documents = ls.client_capabilities.text_document
    able = documents.signature_help if documents is not None else None
    information = able.signature_information if able is not None else None
    parameters = information.parameter_information if information is not None else None
    offsets = parameters is not None and bool(parameters.label_offset_support)
    formats = information.documentation_format if information is not None else None

    def parameter(number: int, shown: ShownParameter) -> types.ParameterInformation:
        # Of the many arguments of a resource only the one that is written is worth looking up.
        text = documentation(point.catalog, shown.about) if shown.about and number == found.active else ""
        return types.ParameterInformation(
            _label(found, shown, offsets=offsets), markup(text, formats) if text else None
        )

    shown = [parameter(number, each) for number, each in enumerate(found.parameters)]
    return types.SignatureInformation(found.label, parameters=shown)


def _label(found: Signature, shown: ShownParameter, *, offsets: bool) -> str | tuple[int, int]:
    """The parameter as part of the label: by its place, in UTF-16 whatever positions are in, or as its text."""
    if not offsets:
        return found.label[shown.start : shown.end]
    return units(found.label[: shown.start], "utf-16"), units(found.label[: shown.end], "utf-16")
