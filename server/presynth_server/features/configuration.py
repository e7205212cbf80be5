"""`workspace/didChangeConfiguration`, and asking the editor for its settings."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from lsprotocol import types

from presynth_server.features import diagnostics
from presynth_server.server import PresynthServer

SECTION = "presynth"
_CLIENT_ONLY = {"path", "trace", "inlayHints", "logLevel"}
"""Settings of the editor's side, which are not the analyser's."""


def section(settings: object) -> Mapping[str, object]:
    """The analyser's settings in what an editor sends: the section itself, or something that has it."""
    if not isinstance(settings, Mapping):
        return {}
    given = cast(Mapping[str, Any], settings)
    inner = given.get(SECTION, given)
    if not isinstance(inner, Mapping):
        return {}
    own = cast(Mapping[str, object], inner)
    return {key: value for key, value in own.items() if key not in _CLIENT_ONLY and value is not None}


async def fetch(ls: PresynthServer, given: Mapping[str, object] | None = None) -> None:
    """Ask for the settings of every folder, where the editor can tell; judge anew where they are others than before.

    `given` are settings that the editor has sent unasked.
    """
    before = _in_force(ls)
    if given is not None:
        ls.session.settings = {None: given}
    await _ask(ls)
    if _in_force(ls) != before:
        await renew(ls)


def _in_force(ls: PresynthServer) -> dict[Path | None, Mapping[str, object]]:
    """The settings of each folder, and of what is in none."""
    settings = ls.session.settings
    others = settings.get(None, {})
    return {None: others, **{folder: settings.get(folder, others) for folder in ls.session.folders}}


async def _ask(ls: PresynthServer) -> None:
    workspace = ls.client_capabilities.workspace
    if workspace is not None and workspace.configuration:
        folders = list(ls.session.folders)
        items = [types.ConfigurationItem(scope_uri=folder.as_uri(), section=SECTION) for folder in folders]
        items.append(types.ConfigurationItem(section=SECTION))
        request = ls.workspace_configuration_async(types.ConfigurationParams(items))
        answers = await asyncio.shield(request)
        for folder, answer in zip([*folders, None], answers, strict=False):
            if answer is not None:
                ls.session.settings[folder] = section(answer)


async def renew(ls: PresynthServer) -> None:
    """Judge everything anew."""
    await ls.session.on_engine(ls.session.forget)
    await diagnostics.refresh(ls)


def register(server: PresynthServer) -> None:
    """Add these to `server`."""

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change(ls: PresynthServer, params: types.DidChangeConfigurationParams) -> None:
        await fetch(ls, section(params.settings) if params.settings else None)
