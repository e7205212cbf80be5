"""Files that are read and written in whatever encoding the machine has."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import AddArgument
from presynth.program.events import ExternalCall
from presynth.program.values import Constant, Value

_MODE_AND_ENCODING: dict[str, tuple[int | None, int]] = {
    "open": (1, 3),
    "io.open": (1, 3),
    ".open": (0, 2),
    ".read_text": (None, 0),
    ".write_text": (None, 1),
}
"""At which position each function has its mode (None: it is always text) and its encoding."""


class UnspecifiedEncoding(Rule):
    """A text file is opened without an encoding.

    ## What it does
    Looks for `open`, and for `open`, `read_text` and `write_text` of a `pathlib.Path`, in text mode without
    `encoding`.

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
import zipfile
from pathlib import Path

from cdktf import TerraformOutput

KEYWORDS = {"encoding": "ascii"}
MODE = "rb"

with open("handler.py", encoding="utf-8") as file:
    code = file.read()
with open("handler.zip", "rb") as file, open("other.zip", mode=MODE) as other:
    data = file.read() + other.read()
with open("handler.py", "r", -1, "utf-8") as file, open("other.py", **KEYWORDS) as other:
    code += file.read() + other.read()
here = Path(__file__).parent
code += (here / "x.txt").read_text("utf-8") + here.joinpath("y").read_text(encoding="utf-8")
(here / "x.txt").write_text(code, "utf-8")
with zipfile.ZipFile("x.zip") as archive, archive.open("handler.py") as member:
    data += member.read()
TerraformOutput(self, "size", value=len(data))
"""),
    )
    INVALID = (
        Invalid(
            """
from cdktf import TerraformOutput

with «open»("handler.py") as file:
    TerraformOutput(self, "code", value=file.read())
""",
            fixed="""
from cdktf import TerraformOutput

with open("handler.py", encoding="utf-8") as file:
    TerraformOutput(self, "code", value=file.read())
""",
        ),
        Invalid(
            """
from cdktf import TerraformOutput

MODES = {"write": "w"}

with «open»("handler.py", MODES["write"]) as file:
    file.write("print()")
TerraformOutput(self, "done", value="yes")
""",
            fixed="""
from cdktf import TerraformOutput

MODES = {"write": "w"}

with open("handler.py", MODES["write"], encoding="utf-8") as file:
    file.write("print()")
TerraformOutput(self, "done", value="yes")
""",
        ),
        Invalid(
            """
import pathlib

from cdktf import TerraformOutput

folder = pathlib.Path(__file__).resolve().parent / "lambda"
TerraformOutput(self, "code", value=(folder / "handler.py").«read_text»())
""",
            fixed="""
import pathlib

from cdktf import TerraformOutput

folder = pathlib.Path(__file__).resolve().parent / "lambda"
TerraformOutput(self, "code", value=(folder / "handler.py").read_text(encoding="utf-8"))
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
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, ExternalCall)
        name = subject.name
        known = _MODE_AND_ENCODING.get("." + name.rpartition(".")[2] if name.startswith("pathlib.Path()") else name)
        if known is None or subject.arguments.open:
            return
        mode_at, encoding_at = known
        if _argument(subject, encoding_at, "encoding") is not None:
            return
        mode = None if mode_at is None else _argument(subject, mode_at, "mode")
        if mode is not None and not _is_text_mode(mode):
            return
        called = name.rpartition(".")[2]
        fix = Fix('Add `encoding="utf-8"`', Safety.SAFE, (AddArgument(subject.place, "encoding", ('"utf-8"',)),))
        yield self.finding(
            subject.callee_place,
            f"`{called}` without `encoding`: the text is read or written as the machine at hand has it",
            fixes=(fix,),
        )


def _is_text_mode(mode: Value) -> bool:
    return isinstance(mode, Constant) and isinstance(mode.value, str) and "b" not in mode.value


def _argument(call: ExternalCall, position: int, name: str) -> Value | None:
    positional = [argument for argument in call.arguments.items if argument.name is None]
    named = call.arguments.get(name)
    if named is not None:
        return named.value
    return positional[position].value if position < len(positional) else None
