"""Imports of providers that nothing uses."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary, WeakValueDictionary

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import RemoveImport
from presynth.program.events import AttributeAccess, Import
from presynth.program.program import Program
from presynth.program.values import ModuleValue
from presynth.source.file import SourceFile
from presynth.source.statement import Kind, Statement

IS_BINDING = re.compile(r"(?:cdktf|cdktn|constructs|imports)(?:[._]|$)")
"""Modules of cdktf, of its providers, and of generated bindings."""
_EXCUSED = re.compile(r"#.*(?:noqa(?!:)|noqa:[^#]*F401|pylint:\s*disable=[^#]*unused-import)")
_FILE_EXCUSED = re.compile(
    r"^[ \t]*#[ \t]*(?:(?:ruff|flake8):[ \t]*noqa[ \t]*(?:$|:[^#\n]*F401)|pylint:[ \t]*disable=[^#\n]*unused-import)",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d]\w*")
_READS_STRINGS = {"cast", "TypeVar", "NewType", "ForwardRef", "Annotated"}
"""What reads the types in strings that it is called with."""
_READS_ANYTHING = {"globals", "locals", "vars", "eval", "exec"}
"""What gets at names that are nowhere written."""


class UnusedImport(Rule):
    """A class of a provider, or of cdktf, is imported and not used.

    ## What it does
    Looks at the imports of providers and of cdktf for names that the file does not use. Names in `__all__`, in
    annotations that are strings, imported `as` themselves, in an `__init__.py`, or under `try` are left alone, and so
    are those that other modules of the project import from here.

    ## Why is this bad?
    Importing one resource of a large provider takes seconds, and a name that nobody uses often stands for something
    that was forgotten.

    ## Fix safety
    Safe: the name is removed from the import.
    """

    code = "PS602"
    name = "unused-import"
    group = "python"
    severity = Severity.WARNING
    tags = ("unnecessary",)
    visits = Program
    VALID = (
        Valid("""
from __future__ import annotations

from typing import TYPE_CHECKING

import cdktf_cdktf_provider_aws as aws
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket as S3Bucket
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue  # noqa: F401
from cdktf_cdktf_provider_aws.vpc import Vpc

try:
    from cdktf_cdktf_provider_aws.subnet import Subnet
except ImportError:
    pass

if TYPE_CHECKING:
    from cdktf_cdktf_provider_aws.kms_key import KmsKey

__all__ = ["Main", "Vpc"]


class Main(TerraformStack):
    def __init__(self, scope, id: str, key: "KmsKey | None" = None):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        aws.sns_topic.SnsTopic(self, "topic", name="topic")


app = App()
Main(app, "main")
app.synth()
"""),
        Valid(
            """
from classes import Queue
from cdktf import App, TerraformStack

stack = TerraformStack(App(), "main")


def jobs():
    return Queue(stack, "jobs", name="jobs")
""",
            files={"classes.py": "from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue as Queue\n"},
        ),
        Valid(
            """
import classes
from cdktf import App, TerraformStack

stack = TerraformStack(App(), "main")


def jobs():
    return classes.SqsQueue(stack, "jobs", name="jobs")
""",
            files={"classes.py": "from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue\n"},
        ),
        Valid("""
# ruff: noqa: F401
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
"""),
        Valid("""
from typing import TypeVar

from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic

try:
    from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioning as Versioning
except ImportError:
    from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA as Versioning

Source = TypeVar("Source", bound="SqsQueue | SnsTopic")
"""),
        Valid("""
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic

for name in ("SqsQueue", "SnsTopic"):
    globals()[name](self, name, name=name)
"""),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import «SqsQueue», SqsQueueConfig

print(SqsQueueConfig)
""",
            fixed="""
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueueConfig

print(SqsQueueConfig)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sns_topic import (
    SnsTopic,
    «SnsTopicConfig» as Settings,  # type: ignore[attr-defined]
)

SqsQueue(self, "Settings", name="Settings")
SnsTopic(self, "topic", name="topic")
""",
            fixed="""
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sns_topic import (
    SnsTopic,
)

SqsQueue(self, "Settings", name="Settings")
SnsTopic(self, "topic", name="topic")
""",
        ),
        # A function's own import, and a docstring that speaks of it.
        Invalid(
            """
from cdktf import App, TerraformStack


def main():
    \"\"\"Makes a stack without the SqsQueue.\"\"\"
    from cdktf_cdktf_provider_aws.sqs_queue import «SqsQueue»

    app = App()
    TerraformStack(app, "SqsQueue")
    app.synth()


main()
""",
            fixed="""
from cdktf import App, TerraformStack


def main():
    \"\"\"Makes a stack without the SqsQueue.\"\"\"

    app = App()
    TerraformStack(app, "SqsQueue")
    app.synth()


main()
""",
        ),
        Invalid(
            """
from typing import TYPE_CHECKING

from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

if TYPE_CHECKING:
    from cdktf_cdktf_provider_aws.kms_key import «KmsKey»

SqsQueue(self, "jobs", name="jobs")
""",
            fixed="""
from typing import TYPE_CHECKING

from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

if TYPE_CHECKING:
    pass

SqsQueue(self, "jobs", name="jobs")
""",
        ),
        Invalid(
            """
import «cdktf_cdktf_provider_aws» as aws
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

SqsQueue(self, "jobs", name="jobs")
""",
            fixed="""
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

SqsQueue(self, "jobs", name="jobs")
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        unused = [event for event in subject.events(Import) if _is_unused(event, subject)]
        elsewhere = _used_elsewhere(subject) if unused else set[tuple[str, str]]()
        for event in unused:
            path = event.place.path
            if (path, event.bound) not in elsewhere and (path, "*") not in elsewhere:
                yield self._unused(event)

    def _unused(self, event: Import) -> Finding:
        shown = event.bound if event.name is None or event.bound == event.name else f"{event.name} as {event.bound}"
        fix = Fix(f"Remove the import of `{shown}`", Safety.SAFE, (RemoveImport(event.place),))
        return self.finding(event.place, f"`{shown}` is imported and not used", fixes=(fix,))


def _is_unused(event: Import, program: Program) -> bool:
    """Whether the file imports something of a binding, does not use it, and gives no reason."""
    path = event.place.path
    if not IS_BINDING.match(event.module) or event.name == "*" or path.endswith("__init__.py"):
        return False
    source = program.source(path)
    if source is None:
        return False
    alias = event.node
    assert isinstance(alias, ast.alias)
    if alias.asname == alias.name or any(_reads(source, name) for name in (event.bound, *_READS_ANYTHING)):
        return False
    return not _is_excused(event, source)


def _reads(source: SourceFile, name: str) -> bool:
    """Whether any statement of the file reads the name. Most need no closer look: it is nowhere in their text."""
    last = _readers.get((source.path, name))
    if last is not None and source.statement_at(last.line) is last:
        return True
    for statement in source.walk():
        if (name in statement.text or not statement.text.isascii()) and name in _read_in(statement):
            _readers[source.path, name] = statement
            return True
    return False


def _used_elsewhere(program: Program) -> set[tuple[str, str]]:
    """What modules of the project take from others: the file that has it, and its name there, or `*`."""
    taken = {
        (path, event.name)
        for event in program.events(Import)
        if event.kind == "project" and event.name and (path := program.modules.find(event.module)) is not None
    }
    for access in program.events(AttributeAccess):
        if isinstance(access.base, ModuleValue):
            taken.add((access.base.path, access.name))
    return taken


def _is_excused(event: Import, source: SourceFile) -> bool:
    """Whether the import is there for its own sake: under `try`, or marked so for another tool."""
    statement = event.place.statement
    lines = statement.text.split("\n")
    if _FILE_EXCUSED.search(source.text) or any(_EXCUSED.search(lines[line]) for line in (0, event.place.line)):
        return True
    guarded = _guarded.get(source)
    if guarded is None:
        tried = (outer for outer in source.walk() if outer.kind in (Kind.TRY, Kind.EXCEPT))
        guarded = _guarded[source] = frozenset(inner for outer in tried for inner in _within(outer))
    return statement in guarded


def _within(statement: Statement) -> Iterator[Statement]:
    for inner in statement.body:
        yield inner
        yield from _within(inner)


_guarded: WeakKeyDictionary[SourceFile, frozenset[Statement]] = WeakKeyDictionary()
_known: WeakKeyDictionary[Statement, set[str]] = WeakKeyDictionary()
_readers: WeakValueDictionary[tuple[str, str], Statement] = WeakValueDictionary()
"""Where a name in a file was found to be read last: there it mostly still is."""


def _read_in(statement: Statement) -> set[str]:
    """The names that a statement reads, without its body."""
    known = _known.get(statement)
    if known is None:
        known = _known[statement] = _find_read(statement)
    return known


def _find_read(statement: Statement) -> set[str]:
    if statement.node is None:
        return set(_WORD.findall(statement.text))
    names: set[str] = set()
    if isinstance(statement.node, ast.Import | ast.ImportFrom):
        return names
    for node in ast.walk(statement.node):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
            names.add(node.id)
        for annotation in _annotations(node):
            for inner in ast.walk(annotation):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    names.update(_WORD.findall(inner.value))
    if "__all__" in statement.text or "# type:" in statement.text or not names.isdisjoint(_READS_STRINGS):
        names.update(_WORD.findall(statement.text))
    return names


def _annotations(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
        yield node.annotation
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
        yield node.returns
    elif isinstance(node, ast.Subscript):
        yield node.slice
