"""`textDocument/documentSymbol`."""

from __future__ import annotations

from lsprotocol import types

from presynth.assist.outline import Symbol, SymbolKind, outline
from presynth_server.convert import Converter
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument

KINDS: dict[SymbolKind, types.SymbolKind] = {
    "class": types.SymbolKind.Class,
    "function": types.SymbolKind.Function,
    "method": types.SymbolKind.Method,
    "stack": types.SymbolKind.Module,
    "resource": types.SymbolKind.Object,
    "provider": types.SymbolKind.Package,
    "output": types.SymbolKind.Property,
    "variable": types.SymbolKind.Variable,
    "construct": types.SymbolKind.Namespace,
}
"""As what editors show a symbol."""


def register(server: PresynthServer) -> None:
    """Add this to `server`."""

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def list_symbols(
        ls: PresynthServer, params: types.DocumentSymbolParams
    ) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return None
        return await ls.session.on_engine(lambda: _symbols(ls, document))


def _symbols(
    ls: PresynthServer, document: OpenDocument
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    point = ls.session.point_at(document)
    if point is None:
        return None
    converter = ls.session.converter(document.path)
    found = outline(point.program, point.source)
    documents = ls.client_capabilities.text_document
    able = documents.document_symbol if documents is not None else None
    if able is not None and able.hierarchical_document_symbol_support:
        return [_tree(converter, document.path, symbol) for symbol in found]
    return [
        types.SymbolInformation(
            types.Location(document.uri, converter.range(document.path, symbol.range)),
            symbol.name,
            KINDS[symbol.kind],
            container_name=container or None,
        )
        for root in found
        for symbol, container in root.walk()
    ]


def _tree(converter: Converter, path: str, symbol: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        symbol.name,
        KINDS[symbol.kind],
        converter.range(path, symbol.range),
        converter.range(path, symbol.name_range),
        detail=symbol.detail or None,
        children=[_tree(converter, path, child) for child in symbol.children],
    )
