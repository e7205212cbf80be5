"""`workspace/didChangeWatchedFiles`: files that change behind the editor's back."""

from __future__ import annotations

import asyncio

from lsprotocol import types

from presynth_server.features import configuration, diagnostics
from presynth_server.server import PresynthServer

_PATTERNS = (
    "**/*.py",
    "**/cdktf.json",
    "**/{pyproject,presynth}.toml",
    "**/{.terraform-version,.opentofu-version,.tool-versions,mise.toml,.mise.toml}",
    "**/pyvenv.cfg",
    "**/*.jsii.tgz",
    "**/{requirements*.txt,Pipfile,*.lock,setup.cfg,setup.py}",
)


async def watch(ls: PresynthServer) -> None:
    """Ask the editor to watch, where it can."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace is not None else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in _PATTERNS])
    registration = types.Registration("presynth-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    await asyncio.shield(ls.client_register_capability_async(types.RegistrationParams([registration])))


def register(server: PresynthServer) -> None:
    """Add this to `server`."""

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change(ls: PresynthServer, params: types.DidChangeWatchedFilesParams) -> None:
        only_edits = all(
            event.type is types.FileChangeType.Changed and event.uri.endswith(".py") for event in params.changes
        )
        if only_edits:
            ls.session.touch()
            await diagnostics.refresh(ls)
        else:
            await configuration.renew(ls)
