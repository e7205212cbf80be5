"""`workspace/diagnostic`: findings in all files of the workspace, for those whose settings ask for them.

It is not announced before somebody asks for it: a client that knows of it asks again and again.
"""

from __future__ import annotations

from lsprotocol import types

from presynth_server.features.diagnostics import digest, told
from presynth_server.server import PresynthServer

_SLICE = 10
"""So many files are judged before others, who may be more urgent, have their turn."""

_Report = types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport


def is_wanted(ls: PresynthServer) -> bool:
    """Whether the settings of any folder ask for it."""
    return any(ls.session.options(str(folder / "main.py")).workspace_diagnostics for folder in ls.session.folders)


def register(server: PresynthServer) -> None:
    """Add this to `server`."""

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def pull(ls: PresynthServer, params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
        known = {each.uri: each.value for each in params.previous_result_ids}
        paths = await ls.session.on_engine(lambda: _wanted(ls))
        collected: list[_Report] = []

        def hand_over(items: list[_Report]) -> None:
            if params.partial_result_token is None:
                collected.extend(items)
            elif items:
                ls.progress(types.ProgressParams(params.partial_result_token, types.WorkspaceDiagnosticReport(items)))

        for start in range(0, len(paths), _SLICE):
            part = paths[start : start + _SLICE]
            hand_over(await ls.session.on_engine(lambda part=part: [_report(ls, path, known) for path in part]))
        gone = known.keys() - {ls.session.uri_of(path) for path in paths}
        hand_over([types.WorkspaceFullDocumentDiagnosticReport(uri, [], result_id=digest([])) for uri in sorted(gone)])
        return types.WorkspaceDiagnosticReport(collected)


def _wanted(ls: PresynthServer) -> list[str]:
    """The files whose settings ask for it."""
    return [path for _, path in ls.session.files() if ls.session.options(path).workspace_diagnostics]


def _report(ls: PresynthServer, path: str, known: dict[str, str]) -> _Report:
    uri = ls.session.uri_of(path)
    document = ls.session.documents.get(uri)
    version = None if document is None else document.version
    said = told(ls, ls.session.report_at(path), version)
    result = digest(said)
    if known.get(uri) == result:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(uri, result, version=version)
    return types.WorkspaceFullDocumentDiagnosticReport(uri, said, result_id=result, version=version)
