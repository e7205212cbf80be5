"""Code actions that can be offered somewhere, without their edits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, cast

from lsprotocol import types

from presynth.assist.importing import importing
from presynth.assist.refactoring import refactorings
from presynth.findings import Finding, Fix, Safety
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument

FIX_ALL = cast(types.CodeActionKind, "source.fixAll.presynth")
OPEN_RULE = "presynth.openRule"
_UNSAFE = " (unsafe)"
_WAYS = {types.CodeActionKind.QuickFix: importing, types.CodeActionKind.RefactorRewrite: refactorings}


def offers(ls: PresynthServer, document: OpenDocument, params: types.CodeActionParams) -> Iterator[types.CodeAction]:
    """What can be done about a range of a document, of the kinds that the client asks for."""
    wanted = params.context.only
    report = ls.session.latest_report(document)
    converter = ls.session.converter(document.path)
    repairs: list[types.CodeAction] = []
    if _is_wanted(types.CodeActionKind.QuickFix, wanted):
        for finding in report.findings:
            diagnostic = converter.diagnostic(finding, document.version)
            if _is_meant(diagnostic, params):
                repairs += _of_finding(ls, document, finding, diagnostic)
    yield from repairs
    yield from _rewrites(
        ls, document, params.range.start, wanted, {each.title.removesuffix(_UNSAFE) for each in repairs}
    )
    if _is_wanted(FIX_ALL, wanted) and any(_first_safe(finding) for finding in report.findings):
        data = {"uri": document.uri, "version": document.version, "kind": "all"}
        yield types.CodeAction("Fix all safe problems in this file", kind=FIX_ALL, data=data)


def _of_finding(
    ls: PresynthServer, document: OpenDocument, finding: Finding, diagnostic: types.Diagnostic
) -> Iterator[types.CodeAction]:
    start = diagnostic.range.start
    key: dict[str, Any] = {
        "uri": document.uri,
        "version": document.version,
        "code": finding.code,
        "message": finding.message,
        "at": [start.line, start.character],
    }

    def action(title: str, data: dict[str, Any], *, preferred: bool = False) -> types.CodeAction:
        return types.CodeAction(
            title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            is_preferred=True if preferred else None,
            data={**key, **data},
        )

    preferred = _first_safe(finding)
    for number, fix in enumerate(finding.fixes):
        if fix.safety is not Safety.DISPLAY:
            title = fix.title if fix.safety is Safety.SAFE else f"{fix.title}{_UNSAFE}"
            yield action(title, {"kind": "fix", "fix": number}, preferred=fix is preferred)
    if not ls.session.options(document.path).require_ignore_reason:
        yield action(f"Ignore {finding.name} here", {"kind": "ignore"})
    yield action(f"Ignore {finding.name} here, with a reason", {"kind": "ignore", "reason": "TODO: why"})
    if ls.shows_documents:
        title = f"Open the page of {finding.name}"
        command = types.Command(title, OPEN_RULE, arguments=[finding.name])
        yield types.CodeAction(
            title, kind=types.CodeActionKind.QuickFix, diagnostics=[diagnostic], command=command, data={"kind": "page"}
        )


def _rewrites(
    ls: PresynthServer,
    document: OpenDocument,
    position: types.Position,
    wanted: Iterable[object] | None,
    there: Collection[str],
) -> Iterator[types.CodeAction]:
    """What can be imported or written differently at a position, but for what is `there` already."""
    for kind, fix in rewrites(ls, document, position, wanted):
        if fix.title in there:
            continue
        data = {
            "uri": document.uri,
            "version": document.version,
            "kind": "rewrite",
            "title": fix.title,
            "at": [position.line, position.character],
        }
        yield types.CodeAction(fix.title, kind=kind, data=data)


def rewrites(
    ls: PresynthServer, document: OpenDocument, position: types.Position, wanted: Iterable[object] | None = None
) -> Iterator[tuple[types.CodeActionKind, Fix]]:
    """What can be imported or written differently at a position, of the kinds that the client asks for."""
    ways = [(kind, way) for kind, way in _WAYS.items() if _is_wanted(kind, wanted)]
    point = ls.session.point(document, position) if ways else None
    if point is not None:
        yield from ((kind, fix) for kind, way in ways for fix in way(point))


def _first_safe(finding: Finding) -> Fix | None:
    return next((fix for fix in finding.fixes if fix.safety is Safety.SAFE), None)


def _is_wanted(kind: types.CodeActionKind, only: Iterable[object] | None) -> bool:
    """Whether a client that asks for some kinds only gets this one: a kind includes those below it."""
    if only is None:
        return True
    own = str(getattr(kind, "value", kind))
    kinds = [str(getattr(each, "value", each)) for each in only]
    return any(each == "" or own == each or own.startswith(f"{each}.") for each in kinds)


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
