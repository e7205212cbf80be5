"""What the server's protocol does otherwise than pygls."""

from __future__ import annotations

import asyncio

import pytest
from lsprotocol import types

from presynth_server.features import create
from presynth_server.protocol import Protocol


@pytest.mark.asyncio
async def test_what_is_over_is_forgotten() -> None:
    server = create()
    protocol = server.protocol
    assert isinstance(protocol, Protocol)
    handled: list[object] = []

    async def handle(parameters: object) -> None:
        handled.append(parameters)

    for number in range(3):
        protocol._execute_handler(f"n{number}", handle, lambda _: None, args=(number,))  # pyright: ignore[reportPrivateUsage, reportUnknownLambdaType]
    assert len(protocol._request_futures) == 3  # pyright: ignore
    await asyncio.sleep(0.05)
    assert handled == [0, 1, 2]
    assert protocol._request_futures == {}  # pyright: ignore
    server.session.stop()


def test_documents_are_the_session_s() -> None:
    handled = Protocol.lsp_text_document__did_change
    assert getattr(handled, "method_name", None) == types.TEXT_DOCUMENT_DID_CHANGE
