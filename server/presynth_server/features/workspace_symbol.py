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
    """The symbols of all projects that have the letters of a query in this order, in their name or address."""
    found: list[types.SymbolInformation] = []
    for engine, path in ls.session.files():
        for symbol, container in _symbols(engine, path):
            if not (_has_letters(symbol.name, query) or _has_letters(symbol.detail, query)):
                continue
            range_ = ls.session.converter(path).range(path, symbol.name_range)
            place = types.Location(ls.session.uri_of(path), range_)
            told = ", ".join(filter(None, (container, symbol.detail)))
            found.append(types.SymbolInformation(place, symbol.name, KINDS[symbol.kind], container_name=told or None))
            if len(found) == _MOST:
                return found
    return found


def _symbols(engine: Workspace, path: str) -> Iterator[tuple[Symbol, str]]:
    """All symbols of a file, each with the name of what it is in."""
    try:
        program = engine.project(path).program([path])
    except ConfigurationError:
        return  # the user is told where files are judged
    source = engine.documents.source(path)
    for root in outline(program, source) if source is not None else ():
        yield from root.walk(Path(path).stem)


def _has_letters(text: str, query: str) -> bool:
    letters = iter(text.casefold())
    return all(letter in letters for letter in query)
