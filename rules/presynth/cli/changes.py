"""What `--fix` does to files, and what `--diff` shows instead."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator

from presynth.fixes.fixing import UNSAFE, Outcome
from presynth.report.model import FileError, shown_path
from presynth.report.style import Style, printable
from presynth.report.text_format import plural

_HINTED = {UNSAFE: "unsafe, use --unsafe-fixes"}
_COLORS = {"+": "green", "-": "red", "@": "blue"}


def save(outcome: Outcome) -> Iterator[FileError]:
    """Write the changed files; yields why one could not be."""
    for path, reason in outcome.write():
        yield FileError(path, None, f"was not fixed: {reason}")


def difference(outcome: Outcome, folder: str, style: Style) -> str:
    """The changes as a unified diff, whose paths are relative to `folder`."""
    parts: list[str] = []
    for path, text in outcome.texts.items():
        name = shown_path(path, folder)
        for line in difflib.unified_diff(_lines(outcome.before[path]), _lines(text), name, name):
            shown = printable(line) if style.colored else line
            parts.append(style.paint(shown.rstrip("\n"), _COLORS.get(line[0], "plain")))
            if not line.endswith("\n"):
                parts.append("\\ No newline at end of file")
    return "".join(part + "\n" for part in parts)


def _lines(text: str) -> list[str]:
    return [line for line in re.split(r"(?<=\n)", text) if line]


def told(outcome: Outcome, verb: str) -> Iterator[str]:
    """How much was fixed, and what was left and why. `verb`: "Fixed", "Would fix"."""
    if outcome.made:
        yield f"{verb} {plural(outcome.made, 'problem')} in {plural(len(outcome.texts), 'file')}."
    else:
        yield "Nothing to fix." if not outcome.left else "Nothing was fixed."
    if outcome.left:
        reasons = Counter(left.reason for left in outcome.left)
        parts = (f"{_HINTED.get(reason, reason)}: {count}" for reason, count in reasons.most_common())
        yield f"Left {'; '.join(parts)}."
