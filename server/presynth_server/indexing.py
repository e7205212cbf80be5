"""Building missing schema indexes in the background, with progress shown."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any, cast

from lsprotocol import types

from presynth.engine import Workspace
from presynth_server.server import PresynthServer


async def build(ls: PresynthServer) -> None:
    """Build all indexes that the projects of open documents lack: in child processes, waited for on a spare thread."""
    token = await _begin(ls)
    try:
        for engine in await ls.session.on_engine(ls.session.pending_engines):
            await asyncio.to_thread(_build, engine)
    finally:
        if token is not None:
            ls.work_done_progress.end(token, types.WorkDoneProgressEnd(message="the schema is ready"))


def _build(engine: Workspace) -> None:
    engine.build_indexes()


async def _begin(ls: PresynthServer) -> str | None:
    window = ls.client_capabilities.window
    if window is None or not window.work_done_progress:
        return None
    token = str(uuid.uuid4())
    progress = cast(Any, ls.work_done_progress)  # pygls does not say what it returns
    await asyncio.shield(progress.create_async(token))
    begin = types.WorkDoneProgressBegin(title="presynth: reading the provider's schema", cancellable=False)
    ls.work_done_progress.begin(token, begin)
    return token
