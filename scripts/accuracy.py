"""Runs presynth over public CDKTF projects, and writes down what it saw, knew and said.

    python scripts/accuracy.py CHECKOUTS ENVIRONMENTS

`docs/accuracy-projects.toml` lists the projects, each at a commit. CHECKOUTS has a folder `OWNER+NAME` for each, with
that commit checked out; one that is missing is left out, and named. ENVIRONMENTS is where the packages that the
projects require are put (their assemblies alone), from the package index, where they are not there yet.

The page is `docs/accuracy.md`. Every finding of severity error needs a verdict in the list: one without is written as
open, and the exit status is 1 when there is one, or one that is false.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "rules"))

from presynth import toml  # noqa: E402
from presynth.catalog.environment import Machine  # noqa: E402
from presynth.config.configuration import Configuration  # noqa: E402
from presynth.engine import Workspace  # noqa: E402
from presynth.findings import Finding, Severity  # noqa: E402
from presynth.program.events import Construction, Import  # noqa: E402
from presynth.program.program import Program  # noqa: E402
from presynth.program.values import (  # noqa: E402
    BindingClass,
    Choice,
    Constant,
    InstanceValue,
    Mapping,
    Sequence,
    StructValue,
    Text,
    Token,
    Value,
)

LIST = ROOT / "docs" / "accuracy-projects.toml"
PAGE = ROOT / "docs" / "accuracy.md"
OPEN = "open"


@dataclass
class Outcome:
    """What presynth made of one project.

    `written` counts the calls of bindings' classes in its text, `reached` those that the evaluation came by;
    `constructs` counts constructs, once for each time they are made. `values` counts arguments of constructs, at every
    depth, by what is known of them: "known", "partly", "unknown".
    """

    project: dict[str, Any]
    files: int = 0
    written: int = 0
    reached: int = 0
    constructs: int = 0
    values: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    schema: list[str] = field(default_factory=list)

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]


def environment(requirements: list[str], folder: Path) -> Path:
    """An environment with the assemblies of these packages; what is not there yet is downloaded."""
    prefix = folder / "+".join(requirement.replace("==", "-") for requirement in requirements)
    packages = prefix / "lib" / "python3.12" / "site-packages"
    if not packages.exists():
        with tempfile.TemporaryDirectory() as downloads:
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", downloads, *requirements]
            subprocess.run(command, check=True)
            for wheel in sorted(Path(downloads).glob("*.whl")):
                with zipfile.ZipFile(wheel) as archive:
                    wanted = [name for name in archive.namelist() if name.endswith(".jsii.tgz")]
                    archive.extractall(packages, wanted)
    return prefix


def examine(project: dict[str, Any], checkouts: Path, environments: Path) -> Outcome | None:
    """Check one project; None where it is not checked out."""
    folder = checkouts / project["repository"].replace("/", "+") / project.get("folder", "")
    if not folder.is_dir():
        return None
    required: list[str] = project.get("requires", [])
    python = environment(required, environments) if required else environments / "none"
    machine = Machine(environ={}, home=environments / "none", own=environments / "none", root=environments / "none")
    settings = {"python": str(python)}
    workspace = Workspace(Configuration(folder, settings, isolated=True), folder=folder, machine=machine)
    paths = [str(path) for path in sorted(folder.rglob("*.py"))]
    analysis = workspace.check(paths)
    outcome = Outcome(project, schema=[f"{each.name} {each.version}" for each in analysis.assemblies])
    for report in analysis.reports.values():
        outcome.findings += report.findings
    for member in {workspace.project(path).folder: workspace.project(path) for path in paths}.values():
        _look_at(outcome, member.program([path for path in paths if path.startswith(member.folder)]))
    outcome.files = len(paths)
    return outcome


def _look_at(outcome: Outcome, program: Program) -> None:
    """Count what the program model saw of a project."""
    reached = {(event.callee_place.path, event.callee_place.range.start) for event in program.constructions}
    for path, names in _imported(program).items():
        source = program.source(path)
        if source is None:
            continue
        written = set(_calls(source.text, names))
        outcome.written += len(written)
        outcome.reached += sum((path, (line, column)) in reached for line, column in written)
    for event in program.constructions:
        if event.instance is not None:
            outcome.constructs += 1
            _count(outcome, event)


def _imported(program: Program) -> dict[str, set[str]]:
    """The names of bindings' classes that each file imports."""
    names: dict[str, set[str]] = {}
    for event in program.events(Import):
        if isinstance(event.value, BindingClass) and event.value.type.kind != "enum":
            names.setdefault(event.place.path, set()).add(event.bound)
    return names


def _calls(text: str, names: set[str]) -> Iterator[tuple[int, int]]:
    """Where these names are called: line and column, both as in a place."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node.func.lineno, node.func.col_offset


def _count(outcome: Outcome, event: Construction) -> None:
    for argument in event.arguments.items:
        if argument.name not in ("scope", "id", "id_", "provider", "depends_on"):
            outcome.values.update(_leaves(argument.value))


def _leaves(value: Value) -> Iterator[str]:
    """How well each part of a value is known."""
    match value:
        case Constant() | Token() | InstanceValue():
            yield "known"
        case Text(parts=parts):
            known = all(isinstance(part, str | Token) for part in parts)
            yield "known" if known else "partly"
        case Sequence(items=items, open=is_open):
            for item in items:
                yield from _leaves(item)
            if is_open or not items:
                yield "partly" if is_open else "known"
        case Mapping(entries=entries, open=is_open):
            for entry in entries:
                yield from _leaves(entry.value)
            if is_open or not entries:
                yield "partly" if is_open else "known"
        case StructValue(arguments=arguments):
            for argument in arguments.items:
                yield from _leaves(argument.value)
            if arguments.open or not arguments.items:
                yield "partly" if arguments.open else "known"
        case Choice():
            yield "partly"
        case _:
            yield "unknown"


def verdict(outcome: Outcome, finding: Finding) -> tuple[str, str]:
    """What the list says of a finding: "true" or "false" and why; `OPEN` where it says nothing."""
    path = _relative(outcome, finding)
    for each in outcome.project.get("verdict", []):
        if each["code"] == finding.code and each["path"] == path and each.get("text", "") in finding.message:
            return ("true" if each["true"] else "false"), each["reason"]
    return OPEN, ""


def _relative(outcome: Outcome, finding: Finding) -> str:
    path = finding.place.path.partition(outcome.project["repository"].replace("/", "+") + "/")[2]
    return path.removeprefix(outcome.project.get("folder", "")).lstrip("/")


def page(outcomes: list[Outcome]) -> str:
    """The page in Markdown."""
    total: Counter[str] = Counter()
    lines = [
        _INTRODUCTION,
        "| project | files | calls reached | constructs | values known | partly | errors | others |",
    ]
    lines.append("|---|---|---|---|---|---|---|---|")
    for outcome in outcomes:
        total.update(outcome.values)
        lines.append(_row(outcome))
    known, every = total["known"], sum(total.values())
    lines += [
        "",
        f"Of {every} values of arguments, {known} are known ({_percent(known, every)}), {total['partly']} in part.",
    ]
    lines += ["", "## Findings by rule", "", "| rule | severity | findings |", "|---|---|---|"]
    by_rule = Counter(
        (finding.code, finding.name, finding.severity.value) for outcome in outcomes for finding in outcome.findings
    )
    lines += [
        f"| {code} `{name}` | {severity} | {count} |" for (code, name, severity), count in sorted(by_rule.items())
    ]
    lines += ["", "## Every error", ""]
    for outcome in outcomes:
        lines += _errors(outcome)
    return "\n".join(lines).rstrip() + "\n"


_INTRODUCTION = """# Accuracy

What presynth says of public projects, none of which is kept here. Made by `scripts/accuracy.py` from
[the list](accuracy-projects.toml) of projects, commits, the packages each requires, and verdicts; every finding of
severity error has one, and a false one is a fault of presynth's.

*Calls reached*: calls of bindings' classes in the text, and how many of them the program model evaluates. *Constructs*:
each time one is made. *Values*: the arguments of constructs, at every depth; a reference to another construct is
known, text with a part that is not is known in part.
"""


def _row(outcome: Outcome) -> str:
    values = outcome.values
    every = sum(values.values())
    name = outcome.project["repository"]
    link = f"[{name}](https://github.com/{name}/tree/{outcome.project['commit']}/{outcome.project.get('folder', '')})"
    return (
        f"| {link} | {outcome.files} | {outcome.reached} of {outcome.written} | {outcome.constructs} "
        f"| {_percent(values['known'], every)} of {every} | {_percent(values['partly'], every)} "
        f"| {len(outcome.errors)} | {len(outcome.findings) - len(outcome.errors)} |"
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def _errors(outcome: Outcome) -> list[str]:
    if not outcome.errors:
        return []
    lines = [
        f"### {outcome.project['repository']}",
        "",
        f"Checked against {', '.join(outcome.schema) or 'no schema'}.",
        "",
    ]
    for finding in outcome.errors:
        judged, reason = verdict(outcome, finding)
        where = f"`{_relative(outcome, finding)}` {finding.place.range.start.line}"
        lines.append(f"- {where}, {finding.code}: {finding.message} - **{judged}**. {reason}".rstrip())
    return [*lines, ""]


def main(checkouts: Path, environments: Path) -> int:
    listed = cast("list[dict[str, Any]]", toml.loads(LIST.read_text(encoding="utf-8"))["project"])
    outcomes: list[Outcome] = []
    for project in listed:
        outcome = examine(project, checkouts, environments)
        if outcome is None:
            print(f"not checked out: {project['repository']}", file=sys.stderr)
        else:
            outcomes.append(outcome)
            print(project["repository"], len(outcome.errors), "errors", file=sys.stderr)
    PAGE.write_text(page(outcomes), encoding="utf-8")
    verdicts = [verdict(outcome, finding)[0] for outcome in outcomes for finding in outcome.errors]
    print(f"{len(verdicts)} errors: {Counter(verdicts)}")
    return 0 if all(each == "true" for each in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))
