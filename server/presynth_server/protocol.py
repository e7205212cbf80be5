"""The protocol as pygls speaks it, but for the copy of each document that pygls keeps for itself."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, cast

from lsprotocol import types
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

    def _hand_on(self, method: str, params: object) -> _Handed:
        handlers = cast(Mapping[str, object], self.fm.features)  # pyright: ignore[reportUnknownMemberType] - pygls says no type
        handler = handlers.get(method)
        if handler is not None:
            yield handler, (params,), None
