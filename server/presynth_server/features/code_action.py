"""`textDocument/codeAction` and `codeAction/resolve`: fixes, fix all, and ignoring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from presynth.findings import Finding, Fix, Safety, TextEdit
from presynth.fixes import FixRefused, edits
from presynth.fixes.fixing import Fixer
from presynth.fixes.ignore import ignore_edit
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument
from presynth_server.workspace_edit import workspace_edit

FIX_ALL = "source.fixAll.presynth"
CONTENT_MODIFIED = -32801


def register(server: PresynthServer) -> None:
    """Add these to `server`."""
    options = types.CodeActionOptions(
        code_action_kinds=[types.CodeActionKind.QuickFix, cast(types.CodeActionKind, FIX_ALL)], resolve_provider=True
    )

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def code_action(ls: PresynthServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        document = ls.session.documents.get(params.text_document.uri)
        if document is None:
            return []
        actions = await ls.session.on_engine(lambda: list(_actions(ls, document, params)))
        if _resolves_edits(ls):
            return actions
        resolved = [await ls.session.on_engine(lambda action=action: _resolve(ls, action)) for action in actions]
        return [action for action in resolved if action.edit is not None]

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(ls: PresynthServer, params: types.CodeAction) -> types.CodeAction:
        return await ls.session.on_engine(lambda: _resolve(ls, params))


def _actions(ls: PresynthServer, document: OpenDocument, params: types.CodeActionParams) -> Iterator[types.CodeAction]:
    """What can be offered at a range, without the edits."""
    wanted = params.context.only
    report = ls.session.report(document)
    converter = ls.session.converter(document.path)
    if _is_wanted(types.CodeActionKind.QuickFix.value, wanted):
        for finding in report.findings:
            diagnostic = converter.diagnostic(finding, document.version)
            if _is_meant(diagnostic, params):
                yield from _of_finding(document, finding, diagnostic)
    if _is_wanted(FIX_ALL, wanted) and any(_first_safe(finding) for finding in report.findings):
        data = {"uri": document.uri, "version": document.version, "kind": "all"}
        kind = cast(types.CodeActionKind, FIX_ALL)
        yield types.CodeAction("Fix all safe problems in this file", kind=kind, data=data)


def _of_finding(document: OpenDocument, finding: Finding, diagnostic: types.Diagnostic) -> Iterator[types.CodeAction]:
    start = diagnostic.range.start
    key: dict[str, Any] = {
        "uri": document.uri,
        "version": document.version,
        "code": finding.code,
        "at": [start.line, start.character],
    }
    preferred = _first_safe(finding)
    for number, fix in enumerate(finding.fixes):
        if fix.safety is Safety.DISPLAY:
            continue
        title = fix.title if fix.safety is Safety.SAFE else f"{fix.title} (unsafe)"
        yield types.CodeAction(
            title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            is_preferred=True if fix is preferred else None,
            data={**key, "kind": "fix", "fix": number},
        )
    yield types.CodeAction(
        f"Ignore {finding.name} here",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        data={**key, "kind": "ignore"},
    )


def _first_safe(finding: Finding) -> Fix | None:
    return next((fix for fix in finding.fixes if fix.safety is Safety.SAFE), None)


def _is_wanted(kind: str, only: Iterable[object] | None) -> bool:
    """Whether a client that asks for some kinds only gets this one: a kind includes those below it."""
    if only is None:
        return True
    kinds = [str(getattr(each, "value", each)) for each in only]
    return any(each == "" or kind == each or kind.startswith(f"{each}.") for each in kinds)


def _is_meant(diagnostic: types.Diagnostic, params: types.CodeActionParams) -> bool:
    """Whether the client asks about it: by the diagnostics it names where it names any, else by the range.

    A client may have lost the source and code of a diagnostic, so that places are compared.
    """
    if params.context.diagnostics:
        return any(_overlap(diagnostic.range, each.range) for each in params.context.diagnostics)
    return _overlap(diagnostic.range, params.range)


def _overlap(one: types.Range, other: types.Range) -> bool:
    def pair(position: types.Position) -> tuple[int, int]:
        return position.line, position.character

    return pair(one.start) <= pair(other.end) and pair(other.start) <= pair(one.end)


def _resolve(ls: PresynthServer, action: types.CodeAction) -> types.CodeAction:
    """The action with its edit, made for the documents as they are now."""
    data = cast("dict[str, Any]", action.data or {})
    document = ls.session.documents.get(str(data.get("uri")))
    if document is None:
        return action
    if data["kind"] == "all":
        action.edit = workspace_edit(ls, _all_edits(ls, document))
        return action
    finding = _found_again(ls, document, data)
    if finding is None:
        if data.get("version") != document.version:
            raise JsonRpcException(code=CONTENT_MODIFIED, message="the document has changed since this was offered")
        return action
    engine = ls.session.engine_of(document.path)
    try:
        if data["kind"] == "ignore":
            source = engine.documents.source(document.path)
            edit = None if source is None else ignore_edit(source, finding)
            made = () if edit is None else (edit,)
        else:
            made = edits(
                finding.fixes[int(data["fix"])], engine.documents.source, engine.project(document.path).catalog
            )
    except FixRefused:
        return action
    action.edit = workspace_edit(ls, made)
    return action


def _found_again(ls: PresynthServer, document: OpenDocument, data: dict[str, Any]) -> Finding | None:
    """The finding that an action was offered for, in the document as it is now."""
    converter = ls.session.converter(document.path)
    for finding in ls.session.report(document).findings:
        start = converter.range(document.path, finding.place.range).start
        if finding.code == data["code"] and [start.line, start.character] == data["at"]:
            return finding
    return None


def _all_edits(ls: PresynthServer, document: OpenDocument) -> tuple[TextEdit, ...]:
    """The edits that make all safe fixes in one document, one after the other until none is left."""
    ls.session.report(document)
    engine = ls.session.engine_of(document.path)
    try:
        return Fixer.of_one_file(engine, document.path)
    finally:
        engine.documents.put(document.path, document.text)


def _resolves_edits(ls: PresynthServer) -> bool:
    """Whether the client asks for the edit of an action when it is chosen."""
    documents = ls.client_capabilities.text_document
    actions = documents.code_action if documents is not None else None
    support = actions.resolve_support if actions is not None else None
    return support is not None and "edit" in support.properties
