"""Days of work in seconds: files come and go, the environment changes under the server, requests are given up.

Afterwards nothing is lost and nothing stale: what is found is what a server finds that has just begun. The seed is
printed where something fails; PRESYNTH_FUZZ_SEED repeats a run, PRESYNTH_FUZZ_SECONDS makes it longer.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from catalog.archives import core, install, provider
from presynth.config.configuration import Configuration
from presynth.engine import Workspace
from server.conftest import PATIENCE, capabilities, open_file, start

SEED = int(os.environ.get("PRESYNTH_FUZZ_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
SECONDS = float(os.environ.get("PRESYNTH_FUZZ_SECONDS", "4"))
CODE = """from cdktf import Fn
from helpers import bucket

name = "🪣"
bucket(name, tgas={{}})
number = Fn.joinn({number})
"""
HELPERS = "def bucket(name, *, tags=None):\n    return name\n"
FILES = 500


class Day:
    """What happens, one thing after the other, to `client` and the project it has open."""

    def __init__(self, client: LanguageClient, folder: Path, chance: random.Random) -> None:
        self._client = client
        self._folder = folder
        self._chance = chance
        self._versions: dict[Path, int] = {}
        self._asked = 0

    def happen(self) -> None:
        """One thing more."""
        chance = self._chance
        path = self._folder / f"file_{chance.randrange(FILES)}.py"
        if self._versions and chance.random() < 0.6:
            path = chance.choice(list(self._versions))
        if path not in self._versions:
            self._versions[path] = 1
            open_file(self._client, path, CODE.format(number=1))
            return
        match chance.randrange(13):
            case 0:
                self.close(path)
            case 1:
                self._write("cdktf.json", chance.choice(('{"app": "python main.py"}', "{", "[]", '{"app": 3}')))
            case 2:
                self._write("presynth.toml", chance.choice(("", 'ignore = ["missing-import"]\n', "x = ", "nope = 1\n")))
            case 3:
                self._write("helpers.py", chance.choice((HELPERS, "def bucket(", HELPERS.replace("tags", "tgas"))))
            case 4:
                self._switch()
            case 5 | 6 | 7:
                self._ask(path)
            case 8 if chance.random() < 0.1:
                self._rebuild()
            case _:
                self._edit(path)

    def close(self, path: Path) -> None:
        """Close a file, unsaved."""
        del self._versions[path]
        document = types.TextDocumentIdentifier(path.as_uri())
        self._client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    def settle(self) -> None:
        """All as it was in the morning."""
        for path in list(self._versions):
            self.close(path)
        self._write("cdktf.json", '{"app": "python main.py"}')
        self._write("presynth.toml", "")
        self._write("helpers.py", HELPERS)
        self._configure({})

    def _edit(self, path: Path) -> None:
        self._versions[path] += 1
        line = self._chance.randrange(6)
        where = types.Range(types.Position(line, 0), types.Position(line, self._chance.randrange(4)))
        change = types.TextDocumentContentChangePartial(where, self._chance.choice(("", "x", "(", "🪣", "\n", "# ")))
        document = types.VersionedTextDocumentIdentifier(self._versions[path], path.as_uri())
        self._client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def _ask(self, path: Path) -> None:
        """Ask for something, and give it up before there is an answer."""
        self._asked += 1
        document, position = types.TextDocumentIdentifier(path.as_uri()), types.Position(4, 12)
        method, params = self._chance.choice(
            (
                (types.TEXT_DOCUMENT_COMPLETION, types.CompletionParams(document, position)),
                (types.TEXT_DOCUMENT_HOVER, types.HoverParams(document, position)),
                (types.TEXT_DOCUMENT_DIAGNOSTIC, types.DocumentDiagnosticParams(document)),
                (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(document)),
                (types.WORKSPACE_SYMBOL, types.WorkspaceSymbolParams("file")),
            )
        )
        self._client.protocol.send_request(method, params, msg_id=f"given-up-{self._asked}")
        self._client.cancel_request(types.CancelParams(f"given-up-{self._asked}"))

    def _switch(self) -> None:
        """Another environment, the provider in one of them upgraded, or the indexes gone."""
        environment = self._folder.parent / self._chance.choice(("one", "two"))
        for name, assembly in (("cdktf", core()), ("cdktf_toy", provider())):
            install(environment / "lib/python3.11/site-packages", name, assembly)
        self._configure({"python": str(environment)})

    def _rebuild(self) -> None:
        """Have all indexes deleted, and made again."""
        self._asked += 1
        params = types.ExecuteCommandParams("presynth.rebuildIndex")
        self._client.protocol.send_request(types.WORKSPACE_EXECUTE_COMMAND, params, msg_id=f"rebuilt-{self._asked}")

    def _configure(self, settings: dict[str, object]) -> None:
        changed = types.DidChangeConfigurationParams({"presynth": settings})
        self._client.workspace_did_change_configuration(changed)

    def _write(self, name: str, text: str) -> None:
        path = self._folder / name
        path.write_text(text, encoding="utf-8")
        event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
        self._client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


@pytest.mark.asyncio
@pytest.mark.parametrize("pulls", [True, False])
async def test_after_a_long_day_all_is_as_in_the_morning(
    client: LanguageClient, tmp_path: Path, pulls: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    day = Day(client, folder, random.Random(f"{SEED} {pulls}"))
    await start(client, folder, capabilities(pulls=pulls))
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        day.happen()
        await asyncio.sleep(0.005)
    day.settle()
    path = folder / "main.py"
    path.write_text(CODE.format(number=2), encoding="utf-8")
    uri = open_file(client, path, path.read_text(encoding="utf-8"))
    report = Workspace(Configuration(folder), folder=folder).check([str(path)]).reports[str(path)]
    expected = [each.message for each in report.findings]
    assert expected
    if pulls:
        asked = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
        answer = await asyncio.wait_for(client.text_document_diagnostic_async(asked), PATIENCE)
        assert isinstance(answer, types.RelatedFullDocumentDiagnosticReport)
        assert [each.message for each in answer.items] == expected, f"PRESYNTH_FUZZ_SEED={SEED}"
    else:
        deadline = time.monotonic() + PATIENCE
        while [each.message for each in client.diagnostics.get(uri, [])] != expected:
            assert time.monotonic() < deadline, f"PRESYNTH_FUZZ_SEED={SEED}"
            await asyncio.sleep(0.05)
        assert all(not said for other, said in client.diagnostics.items() if other != uri), "what is closed is silent"
    assert "Traceback" not in capfd.readouterr().err, f"PRESYNTH_FUZZ_SEED={SEED}"
