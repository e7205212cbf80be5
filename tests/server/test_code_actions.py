"""What an editor offers at a finding, and what becomes of the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from server.conftest import capabilities, open_file, start

FAULTY = """from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioning


def keep(stack, bucket):
    S3BucketVersioning(stack, "keep", bucket=bucket, versioning_configuration={"status": "Enabled"})
"""
FIXED = FAULTY.replace("S3BucketVersioning", "S3BucketVersioningA")


async def _actions(client: LanguageClient, uri: str, line: int, *kinds: str) -> list[types.CodeAction]:
    place = types.Range(types.Position(line, 60), types.Position(line, 60))
    context = types.CodeActionContext([], only=[types.CodeActionKind(kind) for kind in kinds] or None)
    found = await client.text_document_code_action_async(
        types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
    )
    return [action for action in found or [] if isinstance(action, types.CodeAction)]


def _applied(text: str, edits: list[types.TextEdit]) -> str:
    lines = text.split("\n")

    def offset(position: types.Position) -> int:
        return sum(len(line) + 1 for line in lines[: position.line]) + position.character

    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


@pytest.mark.asyncio
async def test_a_fix_is_resolved_and_does_what_it_says(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True))
    uri = open_file(client, tmp_path / "main.py", FAULTY)
    actions = await _actions(client, uri, 0)
    fix = actions[0]
    assert fix.is_preferred
    assert fix.edit is None
    assert [diagnostic.code for diagnostic in fix.diagnostics or []] == ["PS101"]
    resolved = await client.code_action_resolve_async(fix)
    assert resolved.edit is not None
    assert resolved.edit.document_changes is not None
    (change,) = resolved.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version == 1
    assert _applied(FAULTY, [edit for edit in change.edits if isinstance(edit, types.TextEdit)]) == FIXED


@pytest.mark.asyncio
async def test_a_client_that_does_not_resolve_gets_the_edit_at_once(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=False, resolves=False, document_changes=False))
    uri = open_file(client, tmp_path / "main.py", FAULTY)
    fix = (await _actions(client, uri, 0))[0]
    assert fix.edit is not None
    assert fix.edit.changes is not None
    assert _applied(FAULTY, list(fix.edit.changes[uri])) == FIXED


@pytest.mark.asyncio
async def test_fix_all(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True, document_changes=False))
    uri = open_file(client, tmp_path / "main.py", FAULTY)
    (action,) = await _actions(client, uri, 0, "source.fixAll")
    assert action.kind == "source.fixAll.presynth"
    resolved = await client.code_action_resolve_async(action)
    assert resolved.edit is not None
    assert resolved.edit.changes is not None
    assert _applied(FAULTY, list(resolved.edit.changes[uri])) == FIXED


@pytest.mark.asyncio
async def test_ignoring_hides_the_finding(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True, document_changes=False))
    uri = open_file(client, tmp_path / "main.py", FAULTY)
    ignore = next(action for action in await _actions(client, uri, 0) if action.title.startswith("Ignore"))
    resolved = await client.code_action_resolve_async(ignore)
    assert resolved.edit is not None
    assert resolved.edit.changes is not None
    text = _applied(FAULTY, list(resolved.edit.changes[uri]))
    assert text.split("\n")[0].endswith("# presynth: ignore[unknown-import]")
    change = types.TextDocumentContentChangeWholeDocument(text)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri), [change])
    )
    report = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    )
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert list(report.items) == []


@pytest.mark.asyncio
async def test_what_was_offered_before_an_edit_still_does_what_it_says(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True, document_changes=False))
    uri = open_file(client, tmp_path / "main.py", FAULTY)
    fix = (await _actions(client, uri, 0))[0]
    longer = FAULTY + "\n\nNAME = 1\n"
    change = types.TextDocumentContentChangeWholeDocument(longer)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri), [change])
    )
    resolved = await client.code_action_resolve_async(fix)
    assert resolved.edit is not None
    assert resolved.edit.changes is not None
    assert _applied(longer, list(resolved.edit.changes[uri])) == FIXED + "\n\nNAME = 1\n"


@pytest.mark.asyncio
async def test_ignoring_with_a_reason(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True, document_changes=False), requireIgnoreReason=True)
    uri = open_file(client, tmp_path / "main.py", FAULTY)
    (ignore,) = (action for action in await _actions(client, uri, 0) if action.title.startswith("Ignore"))
    resolved = await client.code_action_resolve_async(ignore)
    assert resolved.edit is not None
    assert resolved.edit.changes is not None
    first, _, rest = _applied(FAULTY, list(resolved.edit.changes[uri])).partition("\n")
    assert first.endswith("  # presynth: ignore[unknown-import] -- TODO: why")
    assert rest == FAULTY.partition("\n")[2]


REWRITTEN = """from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


def keep(stack):
    S3Bucket(stack, "🪣-with-a-long-name", versioning={"enabled": True})
"""


@pytest.mark.asyncio
@pytest.mark.parametrize("resolves", [True, False])
async def test_a_dict_becomes_a_struct(client: LanguageClient, tmp_path: Path, resolves: bool) -> None:
    able = capabilities(pulls=True, resolves=resolves, document_changes=False, encoding="utf-32")
    await start(client, tmp_path, able)
    uri = open_file(client, tmp_path / "main.py", REWRITTEN)
    (action,) = await _actions(client, uri, 4, "refactor")
    assert action.kind == types.CodeActionKind.RefactorRewrite
    edit = (await client.code_action_resolve_async(action)).edit if resolves else action.edit
    assert edit is not None
    assert edit.changes is not None
    expected = REWRITTEN.replace("import S3Bucket", "import S3Bucket, S3BucketVersioning")
    expected = expected.replace('{"enabled": True}', "S3BucketVersioning(enabled=True)")
    assert _applied(REWRITTEN, list(edit.changes[uri])) == expected


@pytest.mark.asyncio
async def test_a_fix_is_tried_before_it_is_given_away(client: LanguageClient, tmp_path: Path) -> None:
    """After it, what is found, here and in other open files, is what was found before."""
    await start(client, tmp_path, capabilities(pulls=True))
    uri = open_file(client, tmp_path / "main.py", FAULTY)
    document = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    before = await client.text_document_diagnostic_async(document)
    for action in await _actions(client, uri, 0):
        if action.command is None:
            assert (await client.code_action_resolve_async(action)).edit is not None
    after = await client.text_document_diagnostic_async(document)
    assert after == before


@pytest.mark.asyncio
async def test_what_was_offered_is_found_again_where_it_has_moved(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True, document_changes=False))
    uri = open_file(client, tmp_path / "main.py", FAULTY)
    fix = (await _actions(client, uri, 0))[0]
    change = types.TextDocumentContentChangeWholeDocument(f"NAME = 1\n{FAULTY}")
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri), [change])
    )
    resolved = await client.code_action_resolve_async(fix)
    assert resolved.edit is not None
    assert resolved.edit.changes is not None
    assert _applied(f"NAME = 1\n{FAULTY}", list(resolved.edit.changes[uri])) == f"NAME = 1\n{FIXED}"


@pytest.mark.asyncio
async def test_importing_what_nobody_knows(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True, document_changes=False))
    text = f"{FIXED}\n\ndef more(stack):\n    return {'x' * 45!r}, SnsTopicPolicy(stack, 'policy')\n"
    uri = open_file(client, tmp_path / "main.py", text)
    (action,) = [each for each in await _actions(client, uri, 8, "quickfix") if each.title.startswith("Import")]
    resolved = await client.code_action_resolve_async(action)
    assert resolved.edit is not None
    assert resolved.edit.changes is not None
    assert "import SnsTopicPolicy\n" in _applied(text, list(resolved.edit.changes[uri]))


@pytest.mark.asyncio
async def test_what_a_rule_offers_to_import_is_not_offered_twice(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True))
    text = f"{FIXED}\n\nSnsTopicPolicy(None, 'policy')\n"
    uri = open_file(client, tmp_path / "main.py", text)
    place = types.Range(types.Position(7, 3), types.Position(7, 3))
    found = await client.text_document_code_action_async(
        types.CodeActionParams(types.TextDocumentIdentifier(uri), place, types.CodeActionContext([]))
    )
    titles = [each.title for each in found or [] if each.title.startswith("Import")]
    assert len(titles) == 1
