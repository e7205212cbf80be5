"""The report as text for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from presynth.findings import Finding, Safety, Severity
from presynth.fixes.fixing import applied_fix
from presynth.report.excerpt import excerpt
from presynth.report.model import FileError, Report
from presynth.report.style import Style, printable
from presynth.source.statement import Place, Position


def render(report: Report, style: Style) -> str:
    """Each finding with its source and its fixes, then the files that could not be judged."""
    blocks = [*(_finding(report, finding, style) for finding in report.findings), *_errors(report, style)]
    return "".join("\n".join(block) + "\n\n" for block in blocks)


def concise(report: Report, style: Style) -> str:
    """One line for each finding, and for each file that could not be judged."""
    lines = [
        f"{_location(report, finding.place)}: {_severity(finding, style)} {_one_line(finding.message)}"
        + (" " + style.paint("[fixable]", "green") if applied_fix(finding, unsafe=False) else "")
        for finding in report.findings
    ]
    lines += [
        f"{_at(report, error)}: {style.severity(Severity.ERROR, 'error')} {_one_line(error.message)}"
        for error in report.errors
    ]
    return "".join(line + "\n" for line in lines)


def statistics(report: Report, style: Style) -> str:
    """One line for each rule that found something: how often, and how many of those `--fix` mends."""
    counts = Counter((finding.code, finding.name) for finding in report.findings)
    fixable = Counter(finding.code for finding in report.findings if applied_fix(finding, unsafe=False))
    width = max((len(str(count)) for count in counts.values()), default=0)
    lines: list[str] = []
    for (code, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        mended = style.paint(f" ({fixable[code]} fixable)", "green") if fixable[code] else ""
        lines.append(f"{count:>{width}} {style.paint(code, 'bold')} {name}{mended}\n")
    return "".join(lines)


def summary(report: Report) -> str:
    """How many findings, how many of them can be fixed, and what the verdict rests on."""
    lines = [_found(report), *_fixable(report), *basis(report)]
    return "".join(line + "\n" for line in lines)


def basis(report: Report) -> Iterator[str]:
    """The schema, and the Terraform version if it is known."""
    parts = [f"{it.name} {it.version}" + (" (bundled)" if it.source == "bundled" else "") for it in report.assemblies]
    if report.terraform:
        product = "Terraform" if report.terraform.product == "terraform" else "OpenTofu"
        parts.append(f"{product} {report.terraform.version} ({report.terraform.source})")
    if parts:
        yield f"Checked against {', '.join(parts)}."


def plural(count: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _finding(report: Report, finding: Finding, style: Style) -> Iterator[str]:
    yield f"{_severity(finding, style)} {printable(finding.name)}: {style.paint(_one_line(finding.message), 'bold')}"
    gutter = len(str(max(place.range.end.line for place in (finding.place, *(it.place for it in finding.related)))))
    owner = f" in {printable(finding.construct)}" if finding.construct else ""
    yield from _source(report, finding.place, "-->", owner, gutter, style, finding.severity)
    for related in finding.related:
        yield from _source(report, related.place, ":::", f" {_one_line(related.message)}", gutter, style, None)
    yield from _help(finding, gutter, style)


def _source(
    report: Report, place: Place, arrow: str, remark: str, gutter: int, style: Style, severity: Severity | None
) -> Iterator[str]:
    """Where it is and what stands there."""
    bar = style.paint("|", "blue")
    yield " " * gutter + style.paint(arrow, "blue") + f" {_location(report, place)}{remark}"
    yield f"{' ' * gutter} {bar}"
    for number, line in excerpt(place):
        shown = style.paint(f"{number or '':>{gutter}}", "blue")
        if number is None:
            line = style.severity(severity or Severity.INFO, line)
        yield f"{shown} {bar} {line}".rstrip()


def _help(finding: Finding, gutter: int, style: Style) -> Iterator[str]:
    """What would mend it, and what makes the mending."""
    safe, unsafe = applied_fix(finding, unsafe=False), applied_fix(finding, unsafe=True)
    for fix in finding.fixes:
        if fix is safe:
            how = " (--fix does it)"
        elif fix is unsafe and safe is None:
            how = " (unsafe: --fix --unsafe-fixes does it)"
        else:
            how = " (unsafe)" if fix.safety is Safety.UNSAFE else ""
        yield f"{' ' * gutter} {style.paint('= help:', 'blue')} {_one_line(fix.title)}{how}"


def _errors(report: Report, style: Style) -> Iterator[Iterable[str]]:
    for error in report.errors:
        word = style.severity(Severity.ERROR, "error")
        yield (
            f"{word}: {style.paint(_one_line(error.message), 'bold')}",
            f" {style.paint('-->', 'blue')} {_at(report, error)}",
        )


def _found(report: Report) -> str:
    files = plural(report.file_count, "file")
    if not report.findings:
        return f"No problems found in {files}."
    counts = [(report.count(severity), severity.value) for severity in (Severity.ERROR, Severity.WARNING)]
    parts = [plural(count, noun) for count, noun in counts if count]
    remarks = report.count(Severity.INFO)
    parts += [plural(remarks, "remark")] if remarks else []
    found = ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]
    where = len({finding.place.path for finding in report.findings})
    return f"Found {found} in {where} of {files}."


def _fixable(report: Report) -> Iterator[str]:
    safe = sum(applied_fix(finding, unsafe=False) is not None for finding in report.findings)
    unsafe = sum(applied_fix(finding, unsafe=True) is not None for finding in report.findings) - safe
    if safe:
        yield f"{safe} can be fixed with --fix" + (f", {unsafe} more with --fix --unsafe-fixes." if unsafe else ".")
    elif unsafe:
        yield f"{unsafe} can be fixed with --fix --unsafe-fixes."


def _severity(finding: Finding, style: Style) -> str:
    return style.severity(finding.severity, f"{finding.severity.value}[{finding.code}]")


def _location(report: Report, place: Place) -> str:
    return printable(report.shown(place.path)) + _position(place.range.start)


def _at(report: Report, error: FileError) -> str:
    return printable(report.shown(error.path)) + (_position(error.range.start) if error.range else "")


def _position(position: Position) -> str:
    return f":{position.line}:{position.column + 1}"


def _one_line(text: str) -> str:
    return printable(" ".join(text.split("\n")))
