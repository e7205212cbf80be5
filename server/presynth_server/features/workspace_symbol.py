"""`workspace/symbol`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from presynth.assist.outline import Symbol, outline
from presynth.config.errors import ConfigurationError
from presynth.engine import Workspace
from presynth_server.features.document_symbol import KINDS
from presynth_server.server import PresynthServer

_MOST = 500
"""More nobody reads: whoever wants others types on."""


def register(server: PresynthServer) -> None:
    """Add this to `server`."""

    @server.feature(types.WORKSPACE_SYMBOL)
    async def find(ls: PresynthServer, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
        return await ls.session.on_engine(lambda: _found(ls, params.query.casefold()))


def _found(ls: PresynthServer, query: str) -> list[types.SymbolInformation]:
    """The symbols of all projects that a query may mean, the likeliest first."""
    found: list[tuple[int, str, Symbol, str]] = []
    for engine, path in _files(ls):
        for symbol, container in _symbols(engine, path):
            distance = _distance(symbol, query)
            if distance is not None:
                found.append((distance, path, symbol, container))
    found.sort(key=lambda each: each[0])
    return [_information(ls, path, symbol, container) for _, path, symbol, container in found[:_MOST]]


def _files(ls: PresynthServer) -> Iterator[tuple[Workspace, str]]:
    """The files of all projects, those that are open and were never saved among them."""
    known: set[str] = set()
    for engine, path in ls.session.files():
        known.add(path)
        yield engine, path
    for document in list(ls.session.documents.values()):
        if document.path not in known and ls.session.point_at(document) is not None:
            yield ls.session.engine_of(document.path), document.path


def _information(ls: PresynthServer, path: str, symbol: Symbol, container: str) -> types.SymbolInformation:
    place = types.Location(ls.session.uri_of(path), ls.session.converter(path).range(path, symbol.name_range))
    told = ", ".join(filter(None, (container, symbol.detail)))
    return types.SymbolInformation(place, symbol.name, KINDS[symbol.kind], container_name=told or None)


def _symbols(engine: Workspace, path: str) -> Iterator[tuple[Symbol, str]]:
    """All symbols of a file, each with the name of what it is in."""
    try:
        program = engine.project(path).program([path])
    except ConfigurationError:
        return  # the user is told where files are judged
    source = engine.documents.source(path)
    for root in outline(program, source) if source is not None else ():
        yield from root.walk(Path(path).stem)


def _distance(symbol: Symbol, query: str) -> int | None:
    """How far the name of a symbol, or its addresses, are from a query; None for those it does not mean."""
    name = symbol.name.casefold()
    if name.startswith(query):
        return 0 if name == query else 1
    if query in name:
        return 2
    if any(query in address.casefold() for address in (symbol.addresses or (symbol.detail,))):
        return 3
    letters = iter(name)
    return 4 if all(letter in letters for letter in query) else None
