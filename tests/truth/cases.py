"""The truth cases: programs, what real CDKTF makes of them, and where presynth is to find what.

`cases/good/` holds programs that synthesise and in which there is nothing to find: a Python file each, or a folder
whose entry is `main.py`.

`cases/bad/*.md` holds faults, one below each second-level heading: prose, the program, the result.

- The program is a ```` ```python ```` block (`main.py`), or several with their file names behind `python`. One that
  defines no class and no App is the body of a stack: `expand` puts its imports above one.
- `# expect: PS106` ends the line where the finding lies (several codes separated by commas), `# raises` the line where
  the oracle sees the error; together: `# expect: PS107; raises`.
- The result is an ```` ```error ```` block, `outcome Type: part of the message`, or a ```` ```json ```` block: the
  facts (see model.py, paths joined by dots) of some addresses, complete, so that what is lost is what is not there. A
  value that starts with `re:` is a pattern; null as the facts of an address means that there is no such construct.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from truth.oracle import read_project

HERE = Path(__file__).parent / "cases"

_MARK = re.compile(r"#\s*(?:expect:\s*(?P<codes>PS\d+(?:\s*,\s*PS\d+)*))?\s*;?\s*(?P<raises>raises)?\s*$")
_FENCE = re.compile(r"^```(?P<kind>python|error|json)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_IMPORT_LINES = re.compile(r"(?:(?:from|import) [^\n(]*(?:\([^)]*\)[^\n]*)?\n|\n)*")
_STACK = """

class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
"""


class Mark(NamedTuple):
    """A line (from 1) of a file of a case."""

    file: str
    line: int


@dataclass(frozen=True)
class Case:
    """One program. `findings` maps places to rule codes; `error` is outcome, type and a part of the message."""

    name: str
    files: dict[str, str]
    entry: str = "main.py"
    findings: dict[Mark, tuple[str, ...]] = field(default_factory=dict)
    raises: Mark | None = None
    error: tuple[str, str, str] | None = None
    facts: dict[str, dict[str, Any] | None] = field(default_factory=dict)

    @property
    def request(self) -> dict[str, Any]:
        """What to ask the oracle."""
        return {"id": self.name, "files": self.files, "entry": self.entry}


def good_cases() -> Iterator[Case]:
    """The programs without a fault."""
    for path in sorted((HERE / "good").iterdir()):
        if path.is_dir():
            yield Case(path.name, read_project(path))
        elif path.suffix == ".py":
            yield Case(path.stem, {"main.py": path.read_text(encoding="utf-8")})


def bad_cases() -> Iterator[Case]:
    """The programs with faults."""
    for path in sorted((HERE / "bad").glob("*.md")):
        for section in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title = section.partition("\n")[0].strip()
            yield _read(f"{path.stem}: {title}", section)


def expand(text: str) -> str:
    """The program of a case: where `text` is the body of a stack, with that stack around it."""
    if re.search(r"^class |\bApp\(", text, re.MULTILINE):
        return text
    head = _IMPORT_LINES.match(text)
    assert head
    imports, body = text[: head.end()].strip("\n"), text[head.end() :].rstrip("\n")
    own = ["from cdktf import TerraformStack", "from cdktf_cdktf_provider_aws.provider import AwsProvider"]
    indented = "\n".join(" " * 8 + line if line else line for line in body.split("\n"))
    return "\n".join([*own, *filter(None, [imports])]) + "\n" + _STACK + indented + "\n"


def _read(name: str, section: str) -> Case:
    files: dict[str, str] = {}
    error: tuple[str, str, str] | None = None
    facts: dict[str, dict[str, Any] | None] = {}
    for fence in _FENCE.finditer(section):
        text = fence["text"]
        if fence["kind"] == "python":
            file = fence["name"] or "main.py"
            files[file] = expand(text) if file == "main.py" else text
        elif fence["kind"] == "error":
            outcome, kind, message = re.fullmatch(r"(\S+) (\w+): (.*)", text.strip(), re.DOTALL).groups()  # type: ignore[union-attr]
            error = (outcome, kind, message)
        else:
            facts = json.loads(text)
    findings, raises = _marks(files)
    assert error or facts, f"{name} has no result"
    return Case(name, files, findings=findings, raises=raises, error=error, facts=facts)


def _marks(files: dict[str, str]) -> tuple[dict[Mark, tuple[str, ...]], Mark | None]:
    findings: dict[Mark, tuple[str, ...]] = {}
    raises: Mark | None = None
    for file, text in files.items():
        for number, line in enumerate(text.split("\n"), start=1):
            mark = _MARK.search(line)
            if mark and mark["codes"]:
                findings[Mark(file, number)] = tuple(re.findall(r"PS\d+", mark["codes"]))
            if mark and mark["raises"]:
                raises = Mark(file, number)
    return findings, raises
