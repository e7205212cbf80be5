"""The protocol as pygls speaks it, but for what pygls keeps for itself: a copy of each document, and what is over."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Mapping
from contextlib import suppress
from typing import Any, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, lsp_method

_Handed = Generator[tuple[Any, tuple[Any], None], Any, None]


class Protocol(LanguageServerProtocol):
    """Hands on what happens to documents: the session has their text.

    pygls would walk through all lines of a document at each change, for a copy that nobody reads.
    """

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> _Handed:
        yield from self._hand_on(types.TEXT_DOCUMENT_DID_OPEN, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> _Handed:
        yield from self._hand_on(types.TEXT_DOCUMENT_DID_CHANGE, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> _Handed:
        yield from self._hand_on(types.TEXT_DOCUMENT_DID_CLOSE, params)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message that has come. Who asks for something in a wrong form is told so, and does not wait for ever."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def _execute_handler(self, msg_id: Any, *arguments: Any, **keywords: Any) -> None:
        """Runs a handler, and forgets it when it is done: pygls keeps those of notifications for ever."""
        super()._execute_handler(msg_id, *arguments, **keywords)
        running = cast(dict[Any, Any], self._request_futures)  # pyright: ignore[reportUnknownMemberType]
        handling = running.get(msg_id)
        if handling is not None:
            loop = asyncio.get_running_loop()

            def forget(_: object) -> None:
                # Not at once: pygls may be going through them, to cancel each.
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(running.pop, msg_id, None)

            handling.add_done_callback(forget)

    def _hand_on(self, method: str, params: object) -> _Handed:
        handlers = cast(Mapping[str, object], self.fm.features)  # pyright: ignore[reportUnknownMemberType] - pygls says no type
        handler = handlers.get(method)
        if handler is not None:
            yield handler, (params,), None
