"""However a text came to be, by whatever edits in whatever units: what is found is what a fresh look finds.

The seed is another each time, and printed where something fails; PRESYNTH_FUZZ_SEED repeats a run,
PRESYNTH_FUZZ_SECONDS makes it longer.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from presynth.config.configuration import Configuration
from presynth.engine import FileReport, Workspace
from presynth.source.positions import Encoding, Lines
from presynth_server.session import Session

CASES = Path(__file__).parents[1] / "truth" / "cases" / "good"
SEED = int(os.environ.get("PRESYNTH_FUZZ_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
SECONDS = float(os.environ.get("PRESYNTH_FUZZ_SECONDS", "4"))
STALL = 5.0
"""No edit may take so long, on however busy a machine."""
NOTES = """
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

STAGE = "prod"


class Web(TerraformStack):
    def __init__(self, scope, id, *, names=("🪣", "b")):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        for name in names:
            S3Bucket(self, f"b-{name}", bucket=f"é-{STAGE}-{name}", tags={"Stage": STAGE})
        self.web = SecurityGroup(self, "web", ingress=[{"from_port": 443, "to_port": 443, "protocol": "tcp"}])

    def told(self):
        TerraformOutput(self, "id", value=self.web.id.upper())


app = App()
Web(app, "web", nmes=["x"])
app.synth()
"""
TYPED = (
    *("(", ")", "[", "]", "{", "}", '"', "'", '"""', "\n", "\n    ", "\t", "\r\n", ":", ",", "=", ".", "#", "\\", "\f"),
    *("🪣", "é", "\u2028", "\x00", "\ud83d", "def f(", "class A(", "for x in ", "if x:", "else:", "return", "self."),
    *('S3Bucket(self, "', "S3Bucket(", "bucket=", 'f"{', "lambda: ", "# presynth: ignore[", "async ", "@", "match x:"),
)
ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")

Edit = tuple[int, int, str]
"""From one offset up to another there is this instead."""


def edits(chance: random.Random, now: Callable[[], str], original: str) -> Iterator[Edit]:
    """What somebody does: types, deletes, pastes, comments out, undoes it all now and then."""
    while True:
        text = now()
        at = chance.randint(0, len(text))
        lines = original.split("\n")
        first = chance.randrange(len(lines))
        block = "\n".join(lines[first : first + chance.randint(1, 12)])
        match chance.randrange(9):
            case 0 | 1 | 2:
                yield at, at, chance.choice(TYPED)
            case 3 | 4:
                yield at, min(len(text), at + chance.choice((1, 1, 1, 2, 5, 40))), ""
            case 5:
                yield at, at, f"{block}\n"
            case 6:
                yield at, min(len(text), at + chance.randint(0, 400)), block
            case 7:
                brackets = [number for number, each in enumerate(text) if each in "()[]{}\"'"]
                where = chance.choice(brackets or [0])
                yield where, min(where + 1, len(text)), ""
            case _:
                if chance.random() < 0.3:
                    yield 0, len(text), original
                else:
                    start = text.rfind("\n", 0, at) + 1
                    yield start, start, chance.choice(("# ", "    ", "        ", "\t"))


def told(report: FileReport) -> list[object]:
    """A report without what moves."""
    findings = [
        (each.code, each.severity, each.message, each.place.range, each.construct, [fix.title for fix in each.fixes])
        for each in report.findings
    ]
    return [*findings, *((each.range, each.message) for each in report.errors)]


class Typist:
    """An open document, the same text kept beside it, and what is found in it."""

    def __init__(self, folder: Path, text: str, encoding: Encoding) -> None:
        self.text = text
        self._folder = folder
        self._path = folder / "main.py"
        self._session = Session(lambda _: None)
        self._session.encoding = encoding
        self._session.folders = (folder,)
        item = types.TextDocumentItem(self._path.as_uri(), "python", 1, text)
        opened = self._session.open(item)
        assert opened is not None
        self._document = opened

    def edit(self, edit: Edit) -> list[object]:
        """Make an edit; returns what is found then."""
        start, end, new = edit
        lines = Lines(self.text)
        first, last = (lines.to_editor(lines.at_offset(each), self._session.encoding) for each in (start, end))
        where = types.Range(types.Position(*first), types.Position(*last))
        change = types.TextDocumentContentChangePartial(where, new)
        version = (self._document.version or 0) + 1
        self._document.change(version, [change], self._session.encoding)
        self.text = self.text[:start] + new + self.text[end:]
        self.text = self.text.replace("\r\n", "\n").replace("\r", "\n").replace("\ud83d", "\ufffd")
        assert self._document.text == self.text
        began = time.monotonic()
        found = told(self._session.report(self._document))
        assert time.monotonic() - began < STALL
        return found

    def fresh(self) -> list[object]:
        """What is found by who has never seen the text before."""
        workspace = Workspace(Configuration(self._folder), folder=self._folder)
        workspace.documents.put(str(self._path), self.text)
        return told(workspace.check([str(self._path)]).reports[str(self._path)])

    def close(self) -> None:
        self._session.stop()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_edits_lead_where_a_fresh_open_does(tmp_path: Path, encoding: Encoding) -> None:
    seed = f"{SEED} {encoding}"
    chance = random.Random(seed)
    originals = [NOTES, *((CASES / name).read_text(encoding="utf-8") for name in ("comprehensions.py", "user_data.py"))]
    original = chance.choice(originals)
    typist = Typist(tmp_path, original, encoding)
    history: list[Edit] = []
    ends = time.monotonic() + SECONDS
    try:
        for edit in edits(chance, lambda: typist.text, original):
            history.append(edit)
            found = typist.edit(edit)
            if len(history) % 7 == 0:
                assert found == typist.fresh(), f"seed {SEED}"
            if time.monotonic() > ends:
                break
    except Exception as error:
        raise AssertionError(
            f"PRESYNTH_FUZZ_SEED={SEED}: after {len(history)} edits, the last {history[-7:]}"
        ) from error
    finally:
        typist.close()
