"""However a text came to be, by whatever edits in whatever units: what is found is what a fresh look finds.

The seed is another each time, and printed where something fails; PRESYNTH_FUZZ_SEED repeats a run,
PRESYNTH_FUZZ_SECONDS makes it longer.
"""

from __future__ import annotations

import gc
import os
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from lsprotocol import types

from presynth import interruption
from presynth.config.configuration import Configuration
from presynth.engine import FileReport, Workspace
from presynth.source.positions import Encoding, Lines
from presynth_server.collecting import Collector
from presynth_server.session import Session
from presynth_server.texts import OpenDocument

CASES = Path(__file__).parents[1] / "truth" / "cases"
EXAMPLE = Path(__file__).parents[2] / "examples" / "payments"
SEED = int(os.environ.get("PRESYNTH_FUZZ_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)
SECONDS = float(os.environ.get("PRESYNTH_FUZZ_SECONDS", "4"))
STALL = 0.5
"""No edit may take so many seconds of the processor: more than five times what any took."""
OPEN = 3
"""So many files of a project are open, and edited in turn."""
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
MODULES = {
    "main.py": """
from cdktf import App
from web import Web

app = App()
web = Web(app, "web", names=["a", "b"])
web.add("c", tgas={})
app.synth()
""",
    "web.py": """
from base import Base, named
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Web(Base):
    def __init__(self, scope, id, *, names):
        super().__init__(scope, id, region="eu-west-1")
        self.queues = {name: self.add(name) for name in names}

    def add(self, name, **more):
        return SqsQueue(self, named("queue", name), name=f"{self.prefix}-{name}", **more)
""",
    "base.py": """
import main  # each knows the others
from cdktf import S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

PREFIX = "acme"


def named(*parts):
    return "-".join(parts)


class Base(TerraformStack):
    prefix = PREFIX

    def __init__(self, scope, id, *, region, stage="dev"):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region)
        S3Backend(self, bucket=named(PREFIX, "state"), key=f"{id}/{stage}.tfstate", region=region)
""",
}
TYPED = (
    *("(", ")", "[", "]", "{", "}", '"', "'", '"""', "\n", "\n    ", "\t", "\r\n", ":", ",", "=", ".", "#", "\\", "\f"),
    *("🪣", "é", "\u2028", "\x00", "\ud83d", "def f(", "class A(", "for x in ", "if x:", "else:", "return", "self."),
    *('S3Bucket(self, "', "S3Bucket(", "bucket=", 'f"{', "lambda: ", "# presynth: ignore[", "async ", "@", "match x:"),
)
ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")

Edit = tuple[int, int, str]
"""From one offset up to another there is this instead."""


def projects(chance: random.Random) -> dict[str, str]:
    """The texts of a project's files, by their names."""
    match chance.randrange(5):
        case 0:
            return {"main.py": NOTES}
        case 1:
            return MODULES
        case 2:
            return {path.relative_to(EXAMPLE).as_posix(): path.read_text("utf-8") for path in EXAMPLE.rglob("*.py")}
        case _:
            return {"main.py": chance.choice(sorted(CASES.glob("*/*.py"))).read_text("utf-8")}


def edits(chance: random.Random, text: str, original: str) -> list[Edit]:
    """What somebody does: types, deletes, pastes, comments out, renames, moves lines, undoes it all now and then."""
    at = chance.randint(0, len(text))
    match chance.randrange(12):
        case 0 | 1 | 2:
            return [(at, at, chance.choice(TYPED))]
        case 3 | 4:
            return [(at, min(len(text), at + chance.choice((1, 1, 1, 2, 5, 40))), "")]
        case 5:
            return [(at, at, f"{_block(chance, original)}\n")]
        case 6:
            return [(at, min(len(text), at + chance.randint(0, 400)), _block(chance, original))]
        case 7:
            brackets = [number for number, each in enumerate(text) if each in "()[]{}\"'"]
            where = chance.choice(brackets or [0])
            return [(where, min(where + 1, len(text)), "")]
        case 8:
            return _renamed(chance, text)
        case 9:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at) + 1 or len(text)
            moved = text[start:end]
            place = text.rfind("\n", 0, chance.randint(0, start)) + 1
            return [(start, end, ""), (place, place, moved)]
        case 10:
            start = text.rfind("\n", 0, at) + 1
            return [(start, start, chance.choice(("# ", "    ", "        ", "\t")))]
        case _:
            return [(0, len(text), chance.choice((original, original, "", original.replace("\n", "\r\n"))))]


def _block(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    first = chance.randrange(len(lines))
    return "\n".join(lines[first : first + chance.randint(1, 12)])


def _renamed(chance: random.Random, text: str) -> list[Edit]:
    """One word becomes another everywhere, from the end to the beginning."""
    words = list(re.finditer(r"\w+", text))
    if not words:
        return []
    old, new = chance.choice(words)[0], chance.choice(("renamed", "self", "é", "1", chance.choice(words)[0]))
    return [(*each.span(), new) for each in reversed(words) if each[0] == old]


def told(report: FileReport) -> list[object]:
    """A report without what moves."""
    findings = [
        (each.code, each.severity, each.message, each.place.range, each.construct, [fix.title for fix in each.fixes])
        for each in report.findings
    ]
    return [*findings, *((each.range, each.message) for each in report.errors)]


def normal(text: str) -> str:
    """A text as presynth has it."""
    return re.sub("\r\n?", "\n", text).replace("\ud83d", "\ufffd")


class After:
    """A signal that is set when it has been asked so often."""

    def __init__(self, times: int) -> None:
        self._left = times

    def is_set(self) -> bool:
        self._left -= 1
        return self._left < 0


class Typist:
    """Open documents of a project, the same texts kept beside them, and what is found in them."""

    def __init__(self, folder: Path, texts: Mapping[str, str], opened: Sequence[str], encoding: Encoding) -> None:
        self._folder = folder
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        (folder / "cdktf.json").write_text('{"language": "python", "app": "python main.py"}', encoding="utf-8")
        self.texts = {name: texts[name] for name in opened}
        self._session = Session(lambda _: None)
        self._session.encoding = encoding
        self._session.folders = (folder,)
        self._documents: dict[str, OpenDocument] = {}
        for name, text in self.texts.items():
            document = self._session.open(types.TextDocumentItem((folder / name).as_uri(), "python", 1, text))
            assert document is not None
            self._documents[name] = document
        self.found()

    def edit(self, name: str, made: list[Edit]) -> None:
        """Make edits in one file, one after the other."""
        document, text, encoding = self._documents[name], self.texts[name], self._session.encoding
        changes: list[types.TextDocumentContentChangeEvent] = []
        for start, end, new in made:
            lines = Lines(text)
            first, last = (lines.to_editor(lines.at_offset(each), encoding) for each in (start, end))
            where = types.Range(types.Position(*first), types.Position(*last))
            changes.append(types.TextDocumentContentChangePartial(where, new))
            text = normal(text[:start] + new + text[end:])
        document.change((document.version or 0) + 1, changes, encoding)
        self._session.touch()
        self.texts[name] = text
        assert document.text == text

    def begin(self, points: int) -> None:
        """Look for what can be found, and give it up after so many points where that can be done."""
        with suppress(interruption.Interrupted), interruption.until(After(points)):
            self._session.reports(list(self._documents.values()))

    def found(self) -> dict[str, list[object]]:
        """What is found in the files that are open."""
        reports = self._session.reports(list(self._documents.values()))
        return {name: told(reports[document.uri]) for name, document in self._documents.items()}

    def fresh(self) -> dict[str, list[object]]:
        """What is found by who has never seen the texts before."""
        workspace = Workspace(Configuration(self._folder), folder=self._folder)
        for name, text in self.texts.items():
            workspace.documents.put(str(self._folder / name), text)
        reports = workspace.check([str(self._folder / name) for name in self.texts]).reports
        return {name: told(reports[str(self._folder / name)]) for name in self.texts}

    def close(self) -> None:
        self._session.stop()


@pytest.fixture
def collector() -> Iterator[None]:
    """As the server has it: what other tests have left is not walked over while an edit is timed."""
    threshold = gc.get_threshold()
    Collector().start()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()


@pytest.mark.usefixtures("collector")
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_edits_lead_where_a_fresh_open_does(tmp_path: Path, encoding: Encoding) -> None:
    seed = f"{SEED} {encoding}"
    chance = random.Random(seed)
    texts = projects(chance)
    opened = chance.sample(sorted(texts), min(OPEN, len(texts)))
    typist = Typist(tmp_path, texts, opened, encoding)
    history: list[tuple[str, list[Edit]]] = []
    ends = time.monotonic() + SECONDS
    try:
        while time.monotonic() < ends:
            name = chance.choice(opened)
            made = edits(chance, typist.texts[name], normal(texts[name]))
            history.append((name, made))
            typist.edit(name, made)
            if chance.random() < 0.3:
                typist.begin(int(10 ** (4 * chance.random())))
            began = time.process_time()
            found = typist.found()
            assert time.process_time() - began < STALL
            if len(history) % 7 == 0:
                assert found == typist.fresh()
    except Exception as error:
        last = f"after {len(history)} edits of {opened}, the last {history[-7:]}"
        raise AssertionError(f"PRESYNTH_FUZZ_SEED={SEED}: {last}") from error
    finally:
        typist.close()
