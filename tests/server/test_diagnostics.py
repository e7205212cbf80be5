"""What an editor is told, pushed or pulled."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from server.conftest import capabilities, open_file, pushed, start

IMPORT = "from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket\n"
FAULTY = """import os
from cdktf import TerraformStack


def logs(stack: TerraformStack) -> None:
    name = "🪣" + os.sep; S3Bucket(stack, "logs", tags={"kind": name})
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "main.py"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.asyncio
async def test_push(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=False))
    uri = open_file(client, _write(tmp_path, FAULTY), FAULTY)
    (diagnostic,) = await pushed(client, uri, ["PS102"])
    assert diagnostic.source == "presynth"
    assert diagnostic.severity is types.DiagnosticSeverity.Error
    assert diagnostic.range == types.Range(types.Position(5, 26), types.Position(5, 34))
    assert diagnostic.code_description is not None
    assert diagnostic.code_description.href.endswith("missing-import/")
    at_import = types.Range(types.Position(1, 0), types.Position(1, 0))
    change = types.TextDocumentContentChangePartial(at_import, IMPORT)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri), [change])
    )
    await pushed(client, uri, [])


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 28), ("utf-16", 26), ("utf-32", 25)])
async def test_columns_are_the_clients(client: LanguageClient, tmp_path: Path, encoding: str, column: int) -> None:
    await start(client, tmp_path, capabilities(pulls=True, encoding=encoding))
    uri = open_file(client, _write(tmp_path, FAULTY), FAULTY)
    (diagnostic,) = await _pull(client, uri, ["PS102"])
    assert diagnostic.range.start == types.Position(5, column)


@pytest.mark.asyncio
async def test_pull_says_unchanged(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=True))
    uri = open_file(client, _write(tmp_path, FAULTY), FAULTY)
    first = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    )
    assert isinstance(first, types.RelatedFullDocumentDiagnosticReport)
    again = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri), previous_result_id=first.result_id)
    )
    assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)
    assert client.diagnostics == {}, "a client that pulls is not pushed to"


@pytest.mark.asyncio
async def test_a_broken_statement_costs_only_itself(client: LanguageClient, tmp_path: Path) -> None:
    text = FAULTY.replace("\n\n\ndef", "\n\nqueue = SqsQueue(\n\n\ndef")
    await start(client, tmp_path, capabilities(pulls=True))
    uri = open_file(client, _write(tmp_path, text), text)
    found = await _pull(client, uri, None)
    assert ("PS102", text.count("\n") - 1) in [(each.code, each.range.start.line) for each in found]
    assert "syntax-error" in [each.code for each in found]


@pytest.mark.asyncio
async def test_settings_of_the_editor_count(client: LanguageClient, tmp_path: Path) -> None:
    await start(client, tmp_path, capabilities(pulls=False), severity={"missing-import": "info"})
    uri = open_file(client, _write(tmp_path, FAULTY), FAULTY)
    (diagnostic,) = await pushed(client, uri, ["PS102"])
    assert diagnostic.severity is types.DiagnosticSeverity.Information
    client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"presynth": {"ignore": ["missing-import"]}})
    )
    await pushed(client, uri, [])


@pytest.mark.asyncio
async def test_the_command_line_says_the_same(client: LanguageClient, tmp_path: Path) -> None:
    path = _write(tmp_path, FAULTY)
    report = Workspace(Configuration(tmp_path), folder=tmp_path).check([str(path)]).reports[str(path)]
    expected = [(finding.code, finding.message, finding.place.range.start.line - 1) for finding in report.findings]
    assert expected
    await start(client, tmp_path, capabilities(pulls=True))
    pulled = await _pull(client, open_file(client, path, FAULTY), None)
    assert [(each.code, each.message, each.range.start.line) for each in pulled] == expected


NETWORK = """from cdktf import TerraformStack


class Network(TerraformStack):
    def __init__(self, scope, id, *, cidr):
        super().__init__(scope, id)
        self.cidr = cidr
"""
MAIN = """from cdktf import App
from network import Network

app = App()
Network(app, "network", cidr="10.0.0.0/16")
app.synth()
"""


@pytest.mark.asyncio
async def test_a_changed_module_judges_its_dependants_anew(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "cdktf.json").write_text('{"app": "python main.py"}', encoding="utf-8")
    (tmp_path / "network.py").write_text(NETWORK, encoding="utf-8")
    await start(client, tmp_path, capabilities(pulls=False))
    main = open_file(client, _write(tmp_path, MAIN), MAIN)
    network = open_file(client, tmp_path / "network.py", NETWORK)
    await pushed(client, main, [])
    whole = types.TextDocumentContentChangeWholeDocument(NETWORK.replace("cidr", "block"))
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, network), [whole])
    )
    (diagnostic,) = await pushed(client, main, ["PS108"])
    (related,) = diagnostic.related_information or []
    assert (related.location.uri, related.location.range.start) == (network, types.Position(3, 6))


async def _pull(client: LanguageClient, uri: str, codes: list[str] | None) -> list[types.Diagnostic]:
    report = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    )
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert codes is None or [each.code for each in report.items] == codes
    return list(report.items)
