"""Comments that hide findings: `# presynth: ignore[PS103, wrong-type] -- reason` and `# presynth: ignore-file[…]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from presynth.source.logical_line import Comment, LogicalLine
from presynth.source.statement import Position, Range

# A reason ends where another comment starts; "#123" is none.
_DIRECTIVE = re.compile(r"#\s*presynth:\s*(?P<verb>[\w-]*)(?P<rest>(?:(?!\s#(?!\d)).)*)")
_NAMES = re.compile(r"\s*\[(?P<names>[^\]#]*)\]\s*(?:--\s*(?P<reason>.*))?")
_NAME = re.compile(r"[^\s,][^,]*(?<!\s)")
_PREFIX = re.compile(r"PS\d*")


class IgnoredName(NamedTuple):
    """A rule's code or name, or a prefix of codes, as a comment spells it."""

    text: str
    range: Range

    def names(self, code: str, name: str) -> bool:
        """Whether it means the rule of this code and name."""
        return self.text == name or (_PREFIX.fullmatch(self.text) is not None and code.startswith(self.text))


class Ignore(NamedTuple):
    """A comment that hides findings of the rules that `names` say.

    `range` is the comment's without others on the same line. `below` is the first line of the statement that it stands
    alone above, or None. One of `whole_file` hides them all.
    """

    range: Range
    names: tuple[IgnoredName, ...]
    reason: str
    whole_file: bool
    below: int | None

    def hiding(self, code: str, name: str) -> tuple[IgnoredName, ...]:
        """Those of its names that mean the rule of this code and name."""
        return tuple(ignored for ignored in self.names if ignored.names(code, name))


class Malformed(NamedTuple):
    """A comment that was meant to hide findings and cannot: `message` says why."""

    range: Range
    message: str


@dataclass(frozen=True)
class Suppressions:
    """The comments of a file that speak to presynth, in its order."""

    ignores: tuple[Ignore, ...] = ()
    malformed: tuple[Malformed, ...] = ()

    def matching(self, code: str, name: str, range: Range, statement_first_line: int) -> Ignore | None:
        """The comment that hides a finding of the rule of this code and name, or None.

        `range` is the finding's, `statement_first_line` (from 1) the line where the statement that it lies in starts.
        The comment next to the finding comes before one for the whole file.
        """
        of_file: Ignore | None = None
        for ignore in self.ignores:
            if not ignore.hiding(code, name):
                continue
            line = ignore.range.start.line
            if ignore.whole_file:
                of_file = of_file or ignore
            elif (
                range.start.line <= line <= range.end.line
                or line == statement_first_line
                or ignore.below == statement_first_line
            ):
                return ignore
        return of_file


def find_suppressions(text: str, lines: list[LogicalLine]) -> Suppressions:
    """The comments in `lines`, the logical lines of `text`."""
    if not any(line.comments for line in lines):
        return Suppressions()
    ignores: list[Ignore] = []
    malformed: list[Malformed] = []
    physical = text.split("\n")
    number, first = 1, True
    for line in lines:
        number += line.above
        for comment in line.comments:
            below = number if line.text and _stands_above(physical, number + comment.line, number) else None
            at_start = first and (comment.line < 0 or not line.text)
            for directive in _DIRECTIVE.finditer(comment.text):
                found = _read(directive, number + comment.line, comment, below, at_start)
                if isinstance(found, Ignore):
                    ignores.append(found)
                else:
                    malformed.append(found)
        first = first and not line.text
        number += line.height
    return Suppressions(tuple(ignores), tuple(malformed))


def _stands_above(physical: list[str], line: int, statement: int) -> bool:
    """Whether the comment in `line` is above `statement` (both from 1) with nothing but comments between them."""
    return line < statement and all(text.strip() for text in physical[line - 1 : statement - 1])


def _read(
    directive: re.Match[str], line: int, comment: Comment, below: int | None, at_start: bool
) -> Ignore | Malformed:
    def place(start: int, end: int) -> Range:
        return Range(Position(line, comment.column + start), Position(line, comment.column + end))

    start = directive.start()
    whole = place(start, start + len(directive[0].rstrip()))
    verb = directive["verb"]
    if verb not in ("ignore", "ignore-file"):
        return Malformed(whole, f"'{verb}' is no instruction: write 'ignore[…]' or 'ignore-file[…]'")
    names = _NAMES.match(directive["rest"])
    if names is None or not names["names"].strip(" ,"):
        return Malformed(whole, f"say which rules to ignore: '{verb}[CODE, …]'")
    if verb == "ignore-file" and not at_start:
        return Malformed(whole, "'ignore-file' must stand alone on a line before the first statement")
    offset = directive.start("rest") + names.start("names")
    ignored = tuple(
        IgnoredName(name[0], place(offset + name.start(), offset + name.end()))
        for name in _NAME.finditer(names["names"])
    )
    return Ignore(whole, ignored, (names["reason"] or "").strip(), verb == "ignore-file", below)
