"""The server: what it can do, and what it keeps."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Coroutine
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from presynth import __version__
from presynth_server.collecting import Collector
from presynth_server.protocol import Protocol
from presynth_server.session import Session

logger = logging.getLogger("presynth")


_REFUSED = (-32602, -32801, -32803)
"""InvalidParams, ContentModified, RequestFailed."""
_MOST_STOPS = 5
"""So often in a row diagnostics may be begun anew before they are finished once."""


def is_refusal(error: object) -> bool:
    """Whether an error is none of the server's: what somebody asks for cannot be done, and they are told why."""
    return isinstance(error, JsonRpcException) and error.code in _REFUSED


class Publisher:
    """What has been pushed: `published` by URI. While it is `working`, further wishes are one (`wanted`).

    What is `working` on a text that has changed is told to `stop`, but not too often: somebody who never pauses wants
    to see something too.
    """

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.stops = 0
        self.wanted = False
        self.working = False
        self.published: set[str] = set()

    def supersede(self) -> None:
        """Stop the work under way, as its outcome would be out of date."""
        if self.stops < _MOST_STOPS:
            self.stop.set()


class PresynthServer(LanguageServer):
    """A language server with a session.

    `pulls`: the client asks for diagnostics; they are then never pushed. `refreshing`: it is about to be told to ask.
    `shows_hints`: it has asked for inlay hints.
    """

    def __init__(self) -> None:
        kind = types.TextDocumentSyncKind.Incremental
        super().__init__(  # pyright: ignore[reportUnknownMemberType] - pygls says no type
            "presynth", __version__, kind, protocol_cls=Protocol
        )
        self.session = Session(self._tell_user)
        self.pulls = False
        self.indexing = False
        self.refreshing = False
        self.shows_hints = False
        self.publisher = Publisher()
        self.collector = Collector()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.tasks: set[asyncio.Task[None]] = set()

    @property
    def shows_documents(self) -> bool:
        """Whether the client opens pages when it is asked to."""
        window = self.client_capabilities.window
        return window is not None and window.show_document is not None and window.show_document.support

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Let a coroutine run to its end beside everything else; its failure is logged."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def stop(self) -> None:
        """End the engine and whatever runs beside."""
        for task in list(self.tasks):
            task.cancel()
        self.session.stop()

    def _done(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            logger.error("a background task failed", exc_info=task.exception())

    def _tell_user(self, message: str) -> None:
        """Show a message; callable from any thread."""
        if self.loop is not None:
            shown = types.ShowMessageParams(types.MessageType.Warning, message)
            self.loop.call_soon_threadsafe(self.window_show_message, shown)

    def report_server_error(self, error: Exception, source: object) -> None:
        """Into the log: a popup for each would not help anybody. What was refused is told whoever asked for it."""
        if is_refusal(error):
            logger.info("%s: %s", source, error)
            return
        logger.error("%s: %s", source, error, exc_info=error)
