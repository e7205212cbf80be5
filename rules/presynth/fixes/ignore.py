"""The suppression comment for a finding."""

from __future__ import annotations

from presynth.findings import Finding, TextEdit
from presynth.source.file import SourceFile
from presynth.source.statement import Position, Range, Statement


def ignore_edit(source: SourceFile, finding: Finding, reason: str = "") -> TextEdit | None:
    """The edit that hides the finding: a name more in a comment that is there, a comment at the end of its line, or
    one on a line of its own above the statement; None where no comment can be put. A new comment gives the `reason`.
    """
    lines = source.text.split("\n")
    statement = finding.place.statement
    where = finding.place.range.start.line
    for line in dict.fromkeys((where, statement.line)):
        for ignore in source.suppressions.ignores:
            if ignore.range.start.line == line and not ignore.whole_file and ignore.names:
                end = ignore.names[-1].range.end
                return TextEdit(source.path, Range(end, end), f", {finding.name}")
    comment = f"# presynth: ignore[{finding.name}]{f' -- {reason}' if reason else ''}"
    for line in dict.fromkeys((where, statement.line + statement.height - 1)):
        text = lines[line - 1]
        end = Position(line, len(text))
        edit = TextEdit(source.path, Range(end, end), f"  {comment}")
        if _hides(source, finding, lines, edit):
            return edit
    start = Position(statement.line, 0)
    return TextEdit(source.path, Range(start, start), f"{_margin(statement)}{comment}\n")


def _hides(source: SourceFile, finding: Finding, lines: list[str], edit: TextEdit) -> bool:
    """Whether the comment would be one there, and not text in a string or behind a backslash."""
    line = edit.range.start.line
    changed = "\n".join([*lines[: line - 1], lines[line - 1] + edit.text, *lines[line:]])
    parsed = SourceFile.parse(source.path, changed)
    if len(parsed.errors) > len(source.errors):
        return False
    place, first = finding.place.range, finding.place.statement.line
    return parsed.suppressions.matching(finding.code, finding.name, place, first) is not None


def _margin(statement: Statement) -> str:
    first = statement.text.split("\n", 1)[0]
    return first[: len(first) - len(first.lstrip())]
