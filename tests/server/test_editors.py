"""Every editor gets its findings and fixes: the server is told what the real ones were recorded to say.

`editors/` holds, for each, the capabilities it announced and the context it asked for code actions with, where
`diagnostics` says whether it sends those at the cursor.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import converters, types
from pytest_lsp import LanguageClient

from server.conftest import open_file, pushed

EDITORS = sorted((Path(__file__).parent / "editors").glob("*.json"))
FAULTY = """from cdktf_cdktf_provider_aws.security_group import SecurityGroup


def web(stack):
    name = "🔥"; SecurityGroup(stack, name, ingress=[{"from_port": 443, "to_port": 443, "protocol": "tcp"}])
"""
FIXED = FAULTY.replace("import SecurityGroup", "import SecurityGroup, SecurityGroupIngress").replace(
    '{"from_port": 443, "to_port": 443, "protocol": "tcp"}',
    'SecurityGroupIngress(from_port=443, to_port=443, protocol="tcp")',
)
UNITS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
"""Bytes of one unit of a column."""


@pytest.mark.asyncio
@pytest.mark.parametrize("path", EDITORS, ids=[path.stem for path in EDITORS])
async def test_a_fault_is_found_and_mended(client: LanguageClient, tmp_path: Path, path: Path) -> None:
    recorded = json.loads(path.read_text(encoding="utf-8"))
    able = converters.get_converter().structure(recorded["capabilities"], types.ClientCapabilities)
    client.set_configuration({"presynth": {}})
    if able.workspace is not None:
        # The client of this test watches no files, and answers nothing that is asked about that.
        able.workspace.did_change_watched_files = None
        able.workspace.diagnostics = None
    folders = [types.WorkspaceFolder(tmp_path.as_uri(), tmp_path.name)]
    answer = await client.initialize_session(types.InitializeParams(able, workspace_folders=folders))
    encoding = str(getattr(answer.capabilities.position_encoding, "value", answer.capabilities.position_encoding))
    uri = open_file(client, tmp_path / "main.py", FAULTY)
    document = types.TextDocumentIdentifier(uri)
    if able.text_document is not None and able.text_document.diagnostic is not None:
        report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        (finding,) = report.items
    else:
        (finding,) = await pushed(client, uri, ["PS106"])
    asked = recorded["codeActionContext"]
    context = types.CodeActionContext(
        [_as_sent_back(finding)] if asked["diagnostics"] else [], only=asked.get("only"), trigger_kind=None
    )
    actions = await client.text_document_code_action_async(types.CodeActionParams(document, finding.range, context))
    action = next(each for each in actions or [] if isinstance(each, types.CodeAction))
    assert action.kind == types.CodeActionKind.QuickFix
    edit = action.edit or (await client.code_action_resolve_async(action)).edit
    assert edit is not None
    assert _applied(FAULTY, _edits(edit, uri, able), encoding) == FIXED


def _as_sent_back(finding: types.Diagnostic) -> types.Diagnostic:
    """As ALE sends it: without source, severity and data."""
    return types.Diagnostic(range=finding.range, message=finding.message, code=finding.code)


def _edits(edit: types.WorkspaceEdit, uri: str, able: types.ClientCapabilities) -> list[Any]:
    """The edits of the one document, in the form that the editor takes."""
    knows_versions = able.workspace is not None and able.workspace.workspace_edit is not None
    if knows_versions and able.workspace.workspace_edit.document_changes:  # pyright: ignore[reportOptionalMemberAccess]
        (change,) = edit.document_changes or []
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(uri, 1)
        return [*change.edits]
    assert edit.document_changes is None
    assert edit.changes is not None
    return [*edit.changes[uri]]


def _applied(text: str, edits: list[types.TextEdit], encoding: str) -> str:
    """The text after the edits, its columns counted in the units of an encoding."""
    unit, codec = UNITS[encoding], encoding if encoding == "utf-8" else f"{encoding}-le"
    lines = [line.encode(codec) for line in text.splitlines(keepends=True)]

    def offset(position: types.Position) -> int:
        return sum(len(line) for line in lines[: position.line]) + position.character * unit

    content = b"".join(lines)
    for each in sorted(edits, key=lambda each: offset(each.range.start), reverse=True):
        content = content[: offset(each.range.start)] + each.new_text.encode(codec) + content[offset(each.range.end) :]
    return content.decode(codec)
