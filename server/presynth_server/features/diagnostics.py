"""Diagnostics, pushed (`textDocument/publishDiagnostics`) or pulled (`textDocument/diagnostic`), never both."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import Coroutine
from typing import Any

from lsprotocol import types

from presynth.engine import FileReport
from presynth.interruption import Interrupted
from presynth_server import indexing
from presynth_server.features import completion
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument

_BURST = 0.05
"""So many seconds after one change others that belong to it may come."""

_PAUSE = 5.0
"""So many seconds in which nobody asks for anything are a pause."""

Diagnostics = dict[str, tuple[int | None, list[types.Diagnostic]]]
"""By URI: the version of the document, and what there is to say of it."""


def _diagnostics(ls: PresynthServer, documents: list[OpenDocument]) -> Diagnostics:
    """On the engine's thread: the diagnostics of some documents."""
    versions = {document.uri: document.version for document in documents}
    reports = ls.session.reports(documents)
    found: Diagnostics = {}
    for document in documents:
        version = versions[document.uri]
        found[document.uri] = (version, told(ls, reports[document.uri], version))
    return found


def told(ls: PresynthServer, report: FileReport, version: int | None) -> list[types.Diagnostic]:
    """What there is to say of a file of which the client has that version."""
    converter = ls.session.converter(report.path)
    said = [converter.diagnostic(finding, version) for finding in report.findings]
    return said + [converter.syntax_error(error.path, error.range, error.message) for error in report.errors]


async def publish(ls: PresynthServer) -> None:
    """Push the diagnostics of all open documents, as far as they are new, to a client that does not pull."""
    if ls.pulls:
        return
    publisher = ls.publisher
    publisher.wanted = True
    if publisher.working:
        publisher.supersede()
        return
    publisher.working = True
    try:
        while publisher.wanted:
            publisher.wanted = False
            publisher.stop = threading.Event()
            documents = list(ls.session.documents.values())
            try:
                found = await ls.session.on_engine(
                    lambda documents=documents: _diagnostics(ls, documents), publisher.stop
                )
            except Interrupted:
                publisher.stops += 1
                continue
            publisher.stops = 0
            for uri, (version, said) in found.items():
                _push(ls, uri, version, said)
    finally:
        publisher.working = False
    await go_on(ls)


def _push(ls: PresynthServer, uri: str, version: int | None, said: list[types.Diagnostic]) -> None:
    document = ls.session.documents.get(uri)
    if document is None or document.version != version:
        return
    ls.publisher.published.add(uri)
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, said, version))


def clear(ls: PresynthServer, uri: str) -> None:
    """Take back what was pushed for a document that is closed."""
    if uri in ls.publisher.published:
        ls.publisher.published.discard(uri)
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


async def refresh(ls: PresynthServer) -> None:
    """Something else than a document has changed: push again, or ask the client to pull again.

    Changes come in bursts, of which the client is told once.
    """
    if not ls.pulls:
        await publish(ls)
    if not ls.refreshing:
        ls.refreshing = True
        ls.spawn(_ask_to_pull(ls))


async def _ask_to_pull(ls: PresynthServer) -> None:
    await asyncio.sleep(_BURST)
    ls.refreshing = False
    workspace = ls.client_capabilities.workspace
    if workspace is None:
        return
    if ls.pulls and workspace.diagnostics is not None and workspace.diagnostics.refresh_support:
        ls.spawn(_answered(ls.workspace_diagnostic_refresh_async(None)))
    if ls.shows_hints and workspace.inlay_hint is not None and workspace.inlay_hint.refresh_support:
        ls.spawn(_answered(ls.workspace_inlay_hint_refresh_async(None)))


async def _answered(request: Coroutine[Any, Any, None]) -> None:
    await asyncio.shield(request)


async def go_on(ls: PresynthServer) -> None:
    """What is done when there is nothing more urgent: missing indexes, and what the first completion would wait for."""
    await offer_index(ls)
    await completion.prepare(ls)
    if ls.collector.is_due():
        ls.spawn(_collect(ls))


async def _collect(ls: PresynthServer) -> None:
    """Look for garbage in the next pause."""
    before = -1
    while ls.session.times_asked != before or not ls.session.is_idle:
        before = ls.session.times_asked
        await asyncio.sleep(_PAUSE)
    await ls.session.on_engine(ls.collector.collect)


async def offer_index(ls: PresynthServer) -> None:
    """Build the indexes that are missing, beside everything else, and judge by them when they are there."""
    pending = await ls.session.on_engine(ls.session.pending_engines)
    if pending and not ls.indexing:
        ls.indexing = True
        ls.spawn(_index(ls))


async def _index(ls: PresynthServer) -> None:
    try:
        await indexing.build(ls)
    finally:
        ls.indexing = False
    await ls.session.on_engine(ls.session.forget)
    await refresh(ls)


def digest(said: list[types.Diagnostic]) -> str:
    """What tells one set of diagnostics from another; versions of documents do not count."""
    parts = [repr((d.range, d.code, d.severity, d.message, d.tags, d.related_information)) for d in said]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def register(server: PresynthServer) -> None:
    """Add the pull side to `server`."""
    options = types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier="presynth")

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def pull(ls: PresynthServer, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return types.RelatedFullDocumentDiagnosticReport(items=[])
        try:
            found = await ls.session.on_engine(lambda: _diagnostics(ls, [document]))
        finally:
            ls.spawn(go_on(ls))
        _, said = found[document.uri]
        result = digest(said)
        if params.previous_result_id == result:
            return types.RelatedUnchangedDocumentDiagnosticReport(result_id=result)
        return types.RelatedFullDocumentDiagnosticReport(items=said, result_id=result)
