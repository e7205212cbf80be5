"""What the server's protocol does otherwise than pygls."""

from __future__ import annotations

import asyncio

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

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
    """pygls's own would look for its workspace first, and there is none yet."""
    server = create()
    protocol = server.protocol
    assert isinstance(protocol, Protocol)
    opened = types.DidOpenTextDocumentParams(types.TextDocumentItem("file:///a.py", "python", 1, "x = 1\n"))
    changed = types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, "file:///a.py"), [])
    for handed, parameters in (
        (protocol.lsp_text_document__did_open(opened), opened),
        (protocol.lsp_text_document__did_change(changed), changed),
    ):
        assert next(handed)[1] == (parameters,)
    server.session.stop()


def test_a_refusal_is_no_error_of_the_servers(caplog: pytest.LogCaptureFixture) -> None:
    server = create()
    with caplog.at_level("WARNING", logger="presynth"):
        server.report_server_error(JsonRpcException(code=-32803, message="there is a `x` already"), "rename")
        assert caplog.records == []
        server.report_server_error(ValueError("broken"), "rename")
        assert len(caplog.records) == 1
    server.session.stop()


@pytest.mark.asyncio
async def test_a_request_in_a_wrong_form_is_answered() -> None:
    server = create()
    answers: list[object] = []
    server.protocol._send_response = lambda *told, **more: answers.append((told, more))  # pyright: ignore
    asked = {"jsonrpc": "2.0", "id": 7, "method": types.TEXT_DOCUMENT_HOVER, "params": {"position": "here"}}
    with pytest.raises(JsonRpcException):
        server.protocol.structure_message(asked)
    ((told, more),) = answers  # pyright: ignore
    assert told == (7,)
    assert more["error"].code == -32602  # pyright: ignore
    server.session.stop()
