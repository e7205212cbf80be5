"""`workspace/executeCommand`: `presynth.openRule`, `presynth.showGraph`, `presynth.rebuildIndex`.

From a palette, commands are given the URI of the active document and the position in it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from presynth.checks.registry import all_rules
from presynth.engine.graph import graph_of
from presynth.report.graph import svg
from presynth_server.convert import RULES_PAGE
from presynth_server.features import configuration, diagnostics
from presynth_server.offers import OPEN_RULE
from presynth_server.server import PresynthServer

_INVALID = -32602
_FAILED = -32803


def register(server: PresynthServer) -> None:
    """Add these to `server`."""

    @server.command(OPEN_RULE)
    async def open_rule(ls: PresynthServer, *given: Any) -> str:
        name = await ls.session.on_engine(lambda: _rule(ls, given))
        page = f"{RULES_PAGE}{name}/"
        if ls.shows_documents:
            shown = types.ShowDocumentParams(page, external=True)
            await asyncio.shield(ls.window_show_document_async(shown))
        return page

    @server.command("presynth.showGraph")
    async def show_graph(ls: PresynthServer, *given: Any) -> dict[str, str]:
        return await ls.session.on_engine(lambda: _graph(ls, given))

    @server.command("presynth.rebuildIndex")
    async def rebuild_index(ls: PresynthServer, *given: Any) -> None:
        await ls.session.on_engine(ls.session.discard_indexes)
        await configuration.renew(ls)
        await diagnostics.offer_index(ls)


def _rule(ls: PresynthServer, given: tuple[Any, ...]) -> str:
    """The rule that is named, by name or code, or that has the finding at a place."""
    asked = str(given[0]) if given else ""
    rules = {name: rule.name for rule in all_rules() for name in (rule.name, rule.code)}
    if asked in rules:
        return rules[asked]
    document = ls.session.documents.get(asked)
    position = _position(given)
    if document is None or position is None:
        raise JsonRpcException(code=_INVALID, message=f"presynth has no rule {asked or 'without a name'}")
    converter = ls.session.converter(document.path)
    for finding in ls.session.latest_report(document).findings:
        range_ = converter.range(document.path, finding.place.range)
        if _pair(range_.start) <= _pair(position) <= _pair(range_.end):
            return finding.name
    raise JsonRpcException(code=_FAILED, message="presynth has nothing to say where the cursor is")


def _position(given: tuple[Any, ...]) -> types.Position | None:
    place = given[1] if len(given) > 1 else None
    if isinstance(place, Mapping):
        told = cast(Mapping[str, object], place)
        line, character = told.get("line"), told.get("character")
    else:
        line, character = getattr(place, "line", None), getattr(place, "character", None)
    if isinstance(line, int) and isinstance(character, int):
        return types.Position(line, character)
    return None


def _pair(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def _graph(ls: PresynthServer, given: tuple[Any, ...]) -> dict[str, str]:
    """The graph of the project that a document (or a folder) belongs to; else that of the first folder."""
    path = to_fs_path(str(given[0])) if given else None
    if path is None:
        path = str(ls.session.folders[0]) if ls.session.folders else None
    if path is None:
        raise JsonRpcException(code=_INVALID, message="presynth.showGraph wants the URI of a file of the project")
    inside = str(Path(path) / "__init__.py") if Path(path).is_dir() else path
    for document in ls.session.documents.values():
        ls.session.point_at(document)  # so that what is open counts as it is in the editor
    project = ls.session.engine_of(inside).project(inside)
    graph = graph_of(project.program([inside] if Path(inside).is_file() else []), project.folder)
    if not graph.nodes:
        raise JsonRpcException(code=_FAILED, message=f"presynth found no resource in {project.folder}")
    return {"format": "svg", "text": svg.render(graph), "folder": project.folder}
