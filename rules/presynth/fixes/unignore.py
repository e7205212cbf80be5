"""Removing suppression comments, or single names from them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.fixes.document import Document
from presynth.fixes.refusal import FixRefused
from presynth.fixes.splices import Splice
from presynth.operations import RemoveIgnore
from presynth.source.statement import Position, Range
from presynth.source.suppression import Ignore

_BLANKS = re.compile(r"[ \t\f]*")


class IgnoreChanges:
    """What is to go from the suppression comments of one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._comments: dict[Range, int] = {}
        self._names: dict[Ignore, dict[Range, int]] = {}

    def remove(self, operation: RemoveIgnore, owner: int) -> None:
        """Remove the comment or the name that is there."""
        line = operation.line
        where = Range(Position(line, operation.start), Position(line, operation.end))
        suppressions = self._document.source.suppressions
        for ignore in suppressions.ignores:
            if any(name.range == where for name in ignore.names):
                self._names.setdefault(ignore, {})[where] = owner
                return
        if where not in {each.range for each in (*suppressions.ignores, *suppressions.malformed)}:
            raise FixRefused("the comment is not there any more")
        self._comments[where] = owner

    def splices(self) -> Iterator[Splice]:
        """All changes to the text."""
        comments = dict(self._comments)
        for ignore, removed in self._names.items():
            if ignore.range in comments:
                continue
            if len(removed) == len({name.range for name in ignore.names}):
                comments[ignore.range] = max(removed.values())
            else:
                yield from self._without_names(ignore, removed)
        for range_, owner in comments.items():
            yield self._without(range_, owner)

    def _without_names(self, ignore: Ignore, removed: dict[Range, int]) -> Iterator[Splice]:
        spans = [(self._offset(name.range.start), self._offset(name.range.end)) for name in ignore.names]
        first_kept = next(index for index, name in enumerate(ignore.names) if name.range not in removed)
        for index, name in enumerate(ignore.names):
            owner = removed.get(name.range)
            if owner is None:
                continue
            if index < first_kept:
                yield Splice(spans[index][0], spans[index + 1][0], "", owner)
            else:
                yield Splice(spans[index - 1][1], spans[index][1], "", owner)

    def _without(self, range_: Range, owner: int) -> Splice:
        """Remove a comment: with its line where it stands alone, with the blanks before it where nothing follows."""
        text = self._document.text
        start, end = self._offset(range_.start), self._offset(range_.end)
        blanks = _BLANKS.match(text, end)
        assert blanks is not None  # it matches nothing at least
        behind = blanks.end()
        if behind < len(text) and text[behind] != "\n":
            return Splice(start, behind, "", owner)
        before = self._document.line_start(start)
        code = text[before:start].rstrip(" \t\f")
        if code:
            return Splice(before + len(code), behind, "", owner)
        return Splice(before, min(behind + 1, len(text)), "", owner)

    def _offset(self, position: Position) -> int:
        return self._document.offset(position)
