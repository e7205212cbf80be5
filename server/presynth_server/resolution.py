"""The edits of code actions, made for the documents as they are now, and tried before they are given away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from presynth.findings import Finding, Fix, TextEdit
from presynth.fixes import FixRefused, edits
from presynth.fixes.edits import paths_of
from presynth.fixes.fixing import Fixer
from presynth.fixes.ignore import ignore_edit
from presynth.fixes.verify import verified
from presynth_server.offers import rewrites
from presynth_server.server import PresynthServer
from presynth_server.texts import OpenDocument
from presynth_server.workspace_edit import workspace_edit

CONTENT_MODIFIED = -32801


def resolved(ls: PresynthServer, action: types.CodeAction) -> types.CodeAction:
    """The action with its edit. Raises FixRefused where it cannot be made, or would do no good.

    Raises ContentModified where the document has changed, and what the action was for is not there any more.
    """
    data = cast("dict[str, Any]", action.data or {})
    document = ls.session.documents.get(str(data.get("uri")))
    if document is not None:
        action.edit = workspace_edit(ls, _edits(ls, document, data))
    return action


def _edits(ls: PresynthServer, document: OpenDocument, data: dict[str, Any]) -> tuple[TextEdit, ...]:
    if data["kind"] == "all":
        return _all_edits(ls, document)
    engine = ls.session.engine_of(document.path)
    if data["kind"] == "rewrite":
        found = rewrites(ls, document, types.Position(*data["at"]))
        fix = next((each for _, each in found if each.title == data["title"]), None)
        if fix is None:
            raise _gone(document, data)
        return edits(fix, engine.documents.source, engine.project(document.path).catalog)
    finding = _found_again(ls, document, data)
    if finding is None:
        raise _gone(document, data)
    if data["kind"] == "fix":
        return _tried(ls, document, finding, finding.fixes[int(data["fix"])])
    source = engine.documents.source(document.path)
    edit = None if source is None else ignore_edit(source, finding, data.get("reason", ""))
    if edit is None:
        raise FixRefused("no comment can be put here")
    return (edit,)


def _gone(document: OpenDocument, data: dict[str, Any]) -> Exception:
    if data.get("version") != document.version:
        return JsonRpcException(code=CONTENT_MODIFIED, message="the document has changed since this was offered")
    return FixRefused("there is nothing to change any more")


def _found_again(ls: PresynthServer, document: OpenDocument, data: dict[str, Any]) -> Finding | None:
    """The finding that an action was offered for, in the document as it is now: where it was, or if it was moved."""
    converter = ls.session.converter(document.path)
    alike = [each for each in ls.session.latest_report(document).findings if each.code == data["code"]]
    for finding in alike:
        start = converter.range(document.path, finding.place.range).start
        if [start.line, start.character] == data["at"]:
            return finding
    moved = [each for each in alike if each.message == data["message"]]
    return moved[0] if len(moved) == 1 and data["version"] != document.version else None


def _tried(ls: PresynthServer, document: OpenDocument, finding: Finding, fix: Fix) -> tuple[TextEdit, ...]:
    """The edits of a fix, after a look at what is found when they are made. Raises FixRefused."""
    engine = ls.session.engine_of(document.path)
    project = engine.project(document.path)
    paths = sorted(project.connected({document.path, *paths_of(fix)}))
    changed: dict[str, str] = {}

    def findings() -> Iterable[Finding]:
        reports = engine.check(paths).reports
        return [each for path in paths for each in reports[path].findings]

    def judge(texts: Mapping[str, str]) -> Iterable[Finding]:
        changed.update(texts)
        for path, text in texts.items():
            engine.documents.put(path, text)
        return findings()

    try:
        return verified(fix, finding, findings(), engine.documents.source, project.catalog, judge)
    finally:
        for path in changed:
            engine.documents.put(path, None)
        # With what is open in the editor, which moves statements back to their lines.
        ls.session.reports(list(ls.session.documents.values()))


def _all_edits(ls: PresynthServer, document: OpenDocument) -> tuple[TextEdit, ...]:
    """The edits that make all safe fixes in one document, one after the other until none is left."""
    ls.session.report(document)
    engine = ls.session.engine_of(document.path)
    try:
        return Fixer.of_one_file(engine, document.path)
    finally:
        engine.documents.put(document.path, document.text)
