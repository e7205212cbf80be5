"""A file of more than 10,000 lines: what is given up is answered at once, what is out of date is not finished."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import PATIENCE, capabilities, open_file, start

CANCELLED = -32800
HEAD = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

stack = TerraformStack(App(), "large")
"""
QUEUE = 'SqsQueue(\n    stack,\n    "queue-{0}",\n    name="{1}-{0}",\n    tgas={{}},\n)\n'
QUEUES = 150


def _large(name: str) -> str:
    """150 queues with a fault each in 10,000 lines, all of which are others for another name."""
    plain = "\n".join(f'{name}_{number} = "{number}"' for number in range(9_200))
    return HEAD + "".join(QUEUE.format(number, name) for number in range(QUEUES)) + plain + "\n"


def _change(client: LanguageClient, uri: str, version: int, text: str) -> None:
    change = types.TextDocumentContentChangeWholeDocument(text)
    identifier = types.VersionedTextDocumentIdentifier(version, uri)
    client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))


class _Requests:
    """Requests, and the order in which they are answered."""

    def __init__(self, client: LanguageClient) -> None:
        self._client = client
        self.answered: list[str] = []
        self.failed: dict[str, int] = {}
        self._waiting: list[asyncio.Future[Any]] = []

    def send(self, name: str, method: str, params: Any) -> None:
        answer: asyncio.Future[Any] = asyncio.wrap_future(
            self._client.protocol.send_request(method, params, msg_id=name)
        )
        answer.add_done_callback(lambda answer: self._note(name, answer))
        self._waiting.append(answer)

    def cancel(self, names: Iterable[str]) -> None:
        for name in names:
            self._client.cancel_request(types.CancelParams(name))

    async def all_answered(self) -> None:
        await asyncio.wait_for(asyncio.gather(*self._waiting, return_exceptions=True), PATIENCE * 3)

    def _note(self, name: str, answer: asyncio.Future[Any]) -> None:
        self.answered.append(name)
        error = answer.exception()
        if error is not None:
            self.failed[name] = getattr(error, "code", 0)


@pytest.mark.asyncio
async def test_what_is_given_up_is_answered_before_anything_else(client: LanguageClient, tmp_path: Path) -> None:
    """Though it has been begun, and though others wait for the same file."""
    await start(client, tmp_path, capabilities(pulls=True))
    uri = open_file(client, tmp_path / "main.py", _large("first"))
    document = types.TextDocumentIdentifier(uri)
    requests = _Requests(client)
    asked = types.DocumentDiagnosticParams(document)
    given_up = [f"given up {number}" for number in range(3)]
    for name in given_up:
        requests.send(name, types.TEXT_DOCUMENT_DIAGNOSTIC, asked)
    requests.send("symbols", types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(document))
    requests.send("findings", types.TEXT_DOCUMENT_DIAGNOSTIC, asked)
    requests.cancel(given_up)
    # Answered without the engine: whoever reads this has read that the others are given up.
    requests.send("unknown", "presynth/unknown", {})
    await requests.all_answered()
    assert requests.answered[4:] == ["symbols", "findings"]
    assert set(requests.answered[:4]) == {*given_up, "unknown"}
    assert [requests.failed[name] for name in given_up] == [CANCELLED] * 3
    assert set(requests.failed) == {*given_up, "unknown"}


@pytest.mark.asyncio
async def test_what_is_out_of_date_is_not_told(client: LanguageClient, tmp_path: Path) -> None:
    """Texts follow one another faster than they can be judged: only some of them are, and the last one is."""
    await start(client, tmp_path, capabilities(pulls=False))
    told: list[types.PublishDiagnosticsParams] = []
    uri = open_file(client, tmp_path / "main.py", _large("zero"))
    versions = 12
    for version in range(2, versions + 1):
        _change(client, uri, version, _large("abcdefghijklm"[version]))
    while not told or told[-1].version != versions:
        arrival = client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        told.append(await asyncio.wait_for(arrival, PATIENCE * 3))
    assert len(told) < versions / 2
    assert [each.code for each in told[-1].diagnostics].count("PS103") == QUEUES
