"""Files that are read and written in whatever encoding the machine has."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import AddArgument
from presynth.program.events import ExternalCall
from presynth.program.externals import PATH
from presynth.program.values import Constant, Value

_MODE_AND_ENCODING: dict[str, tuple[int | None, int]] = {
    "open": (1, 3),
    "io.open": (1, 3),
    "os.fdopen": (1, 3),
    "gzip.open": (1, 3),
    "bz2.open": (1, 3),
    "lzma.open": (1, 3),
    f"{PATH}.open": (0, 2),
    ".read_text": (None, 0),
    ".write_text": (None, 1),
}
"""At which position each function has its mode (None: it is always text) and its encoding."""
_BINARY = ("gzip.open", "bz2.open", "lzma.open")
"""Functions that open bytes unless the mode says otherwise."""


class UnspecifiedEncoding(Rule):
    """A text file is opened without an encoding.

    ## What it does
    Looks for `open` (also `os.fdopen`, and `gzip.open` and its like with `"t"` in their mode), and for `open`,
    `read_text` and `write_text` of a `pathlib.Path`, in text mode without `encoding`.

    ## Why is this bad?
    Python then takes the encoding of the machine: what is synthesised on one differs from what is synthesised on
    another as soon as there is an `é` in it, and on Windows it often is an error.

    ## Fix safety
    Safe: `encoding="utf-8"` is added, which most machines have anyway.

    ## References
    - https://peps.python.org/pep-0597/
    """

    code = "PS601"
    name = "unspecified-encoding"
    group = "python"
    severity = Severity.WARNING
    visits = ExternalCall
    VALID = (
        Valid("""
import gzip
import zipfile
from importlib import metadata
from pathlib import Path

from cdktf import App, TerraformOutput, TerraformStack

KEYWORDS = {"encoding": "ascii"}
MODE = "rb"

stack = TerraformStack(App(), "main")
with open("main.py", encoding="utf-8") as file:
    size = len(file.read())
with open("main.py", "rb") as file, open("cdktf.json", mode=MODE) as other:
    size += len(file.read()) + len(other.read())
with open("main.py", "r", -1, "utf-8") as file, open("cdktf.json", **KEYWORDS) as other:
    size += len(file.read()) + len(other.read())
here = Path("main.py").resolve().parent
size += len((here / "main.py").read_text("utf-8")) + len(here.joinpath("cdktf.json").read_text(encoding="utf-8"))
(here / "x.txt").write_text("x", "utf-8")
TerraformOutput(stack, "size", value=size)


def archived(name):
    with zipfile.ZipFile(name) as archive, archive.open("main.py") as member:
        return member.read()
"""),
    )
    INVALID = (
        Invalid(
            """
from cdktf import TerraformOutput

with «open»("main.py") as file:
    TerraformOutput(self, "code", value=len(file.read()))
""",
            fixed="""
from cdktf import TerraformOutput

with open("main.py", encoding="utf-8") as file:
    TerraformOutput(self, "code", value=len(file.read()))
""",
        ),
        Invalid(
            """
from cdktf import TerraformOutput

MODES = {"write": "w"}

with «open»("out.txt", MODES["write"]) as file:
    file.write("print()")
TerraformOutput(self, "done", value="yes")
""",
            fixed="""
from cdktf import TerraformOutput

MODES = {"write": "w"}

with open("out.txt", MODES["write"], encoding="utf-8") as file:
    file.write("print()")
TerraformOutput(self, "done", value="yes")
""",
        ),
        Invalid(
            """
import pathlib

from cdktf import TerraformOutput

folder = pathlib.Path("main.py").resolve().parent
TerraformOutput(self, "code", value=len((folder / "main.py").«read_text»()))
""",
            fixed="""
import pathlib

from cdktf import TerraformOutput

folder = pathlib.Path("main.py").resolve().parent
TerraformOutput(self, "code", value=len((folder / "main.py").read_text(encoding="utf-8")))
""",
        ),
        Invalid(
            """
from pathlib import Path

from cdktf import TerraformOutput

Path("out.txt").«write_text»("done")
TerraformOutput(self, "done", value="yes")
""",
            fixed="""
from pathlib import Path

from cdktf import TerraformOutput

Path("out.txt").write_text("done", encoding="utf-8")
TerraformOutput(self, "done", value="yes")
""",
        ),
        Invalid(
            """
from pathlib import Path

from cdktf import TerraformOutput

for path in sorted(Path(".").glob("*.sql")):
    TerraformOutput(self, path.stem, value=path.«read_text»())
""",
            fixed="""
from pathlib import Path

from cdktf import TerraformOutput

for path in sorted(Path(".").glob("*.sql")):
    TerraformOutput(self, path.stem, value=path.read_text(encoding="utf-8"))
""",
        ),
        Invalid(
            """
import gzip

with gzip.«open»("report.gz", "wt") as report:
    report.write("done")
""",
            fixed="""
import gzip

with gzip.open("report.gz", "wt", encoding="utf-8") as report:
    report.write("done")
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, ExternalCall)
        name = subject.name
        if name.startswith(PATH):
            method = name[name.rindex(".") :]
            name = f"{PATH}.open" if method == ".open" else method
        known = _MODE_AND_ENCODING.get(name)
        if known is None or subject.arguments.open:
            return
        mode_at, encoding_at = known
        if _argument(subject, encoding_at, "encoding") is not None:
            return
        mode = None if mode_at is None else _argument(subject, mode_at, "mode")
        if not (name not in _BINARY if mode is None else _is_text_mode(mode, name)):
            return
        called = name.rpartition(".")[2]
        fix = Fix('Add `encoding="utf-8"`', Safety.SAFE, (AddArgument(subject.place, "encoding", ('"utf-8"',)),))
        yield self.finding(
            subject.callee_place,
            f"`{called}` without `encoding`: the text is read or written as the machine at hand has it",
            fixes=(fix,),
        )


def _is_text_mode(mode: Value, name: str) -> bool:
    if not isinstance(mode, Constant) or not isinstance(mode.value, str):
        return False
    return "t" in mode.value if name in _BINARY else "b" not in mode.value


def _argument(call: ExternalCall, position: int, name: str) -> Value | None:
    positional = [argument for argument in call.arguments.items if argument.name is None]
    named = call.arguments.get(name)
    if named is not None:
        return named.value
    return positional[position].value if position < len(positional) else None
