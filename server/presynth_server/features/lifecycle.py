"""`initialize`, `initialized`, `shutdown`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from lsprotocol import types
from pygls.uris import to_fs_path

from presynth.source.positions import Encoding
from presynth_server.features import configuration, watched_files, workspace_diagnostics
from presynth_server.server import PresynthServer


def register(server: PresynthServer) -> None:
    """Add these to `server`."""

    @server.feature(types.INITIALIZE)
    def initialize(ls: PresynthServer, params: types.InitializeParams) -> None:
        ls.loop = asyncio.get_running_loop()
        session = ls.session
        documents = params.capabilities.text_document
        ls.pulls = documents is not None and documents.diagnostic is not None
        published = documents.publish_diagnostics if documents is not None else None
        session.shows_related = published is not None and bool(published.related_information)
        encoding = ls.workspace.position_encoding
        session.encoding = cast(Encoding, str(getattr(encoding, "value", encoding) or "utf-16"))
        session.folders = _folders(params)
        options = params.initialization_options
        if isinstance(options, Mapping):
            given = cast(Mapping[str, Any], options)
            session.settings[None] = configuration.section(given.get("settings", given))
        if workspace_diagnostics.is_wanted(ls):
            workspace_diagnostics.register(ls)

    @server.feature(types.INITIALIZED)
    async def initialized(ls: PresynthServer, params: types.InitializedParams) -> None:
        ls.spawn(configuration.fetch(ls))
        ls.spawn(watched_files.watch(ls))

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_folders(ls: PresynthServer, params: types.DidChangeWorkspaceFoldersParams) -> None:
        ls.session.folders = _paths(list(ls.workspace.folders.values()))
        await configuration.fetch(ls)
        await configuration.renew(ls)

    @server.feature(types.SHUTDOWN)
    def shutdown(ls: PresynthServer, params: None) -> None:
        ls.stop()


def _folders(params: types.InitializeParams) -> tuple[Path, ...]:
    if params.workspace_folders:
        return _paths(params.workspace_folders)
    root = to_fs_path(params.root_uri) if params.root_uri else params.root_path
    return (Path(root),) if root else ()


def _paths(folders: Sequence[types.WorkspaceFolder]) -> tuple[Path, ...]:
    paths = [to_fs_path(folder.uri) for folder in folders]
    return tuple(Path(path) for path in paths if path)
