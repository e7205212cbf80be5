"""Arguments, dict entries, items, imported names, parameters: what stands between commas, and changes to it.

Whatever is not asked to change stays character for character; new items are written as those that are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from presynth.fixes.document import Document
from presynth.fixes.layout import indented
from presynth.fixes.splices import Splice

_REST_OF_LINE = re.compile(r"[ \t\f]*(?:#[^\n]*|\\)?")
_COMMENT = re.compile(r"[ \t\f]*#[^\n]*")


class Item(NamedTuple):
    """One item: where it starts and ends, its own parentheses included, and where the comma behind it is."""

    start: int
    end: int
    comma: int | None

    @property
    def behind(self) -> int:
        """The offset behind its comma, or behind itself."""
        return self.end if self.comma is None else self.comma + 1


@dataclass(frozen=True)
class CommaList:
    """Where the items of one list are, in a file's text.

    `start` is the offset behind the opening bracket and `end` that of the closing one; without brackets (`bracketed`)
    where the first item starts and the last one ends. `tail` is how many items stay behind those that are added.
    `one_needs_comma`: it is a tuple.
    """

    start: int
    end: int
    items: tuple[Item, ...]
    bracketed: bool = True
    tail: int = 0
    one_needs_comma: bool = False


@dataclass
class ListChange:
    """What is to happen to one list: `removed` items by index, `added` codes by the index they are to stand before.

    Values of `removed` and last parts of `added` are the owners. `free_order` says that the order has no meaning.
    """

    document: Document
    target: CommaList
    free_order: bool = False
    removed: dict[int, int] = field(default_factory=dict[int, int])
    added: list[tuple[int, str, int]] = field(default_factory=list[tuple[int, str, int]])

    @property
    def last(self) -> int:
        """The index before which items are added at the end."""
        return len(self.target.items) - self.target.tail

    def splices(self) -> Iterator[Splice]:
        """The changes to the text."""
        removed, added = dict(self.removed), list(self.added)
        replaced = self._replaced(removed) if added else None
        if replaced is not None:
            owner = max(removed.pop(replaced), *(owner for _, _, owner in added))
            item = self.target.items[replaced]
            yield Splice(item.start, item.end, self._joined(replaced, [code for _, code, _ in added]), owner)
            added = []
        if len(removed) == len(self.target.items) and "#" not in self._text(self.target.start, self.target.end):
            if removed:
                yield Splice(self.target.start, self.target.end, "", max(removed.values()))
        else:
            yield from self._removals(removed)
        for index in sorted({index for index, _, _ in added}):
            codes = [(code, owner) for at, code, owner in added if at == index]
            yield from self._insertion(index, codes)

    def _replaced(self, removed: dict[int, int]) -> int | None:
        """A removed item in whose place what is added can be written."""
        if self.free_order:
            return max(removed, default=None)
        behind = [index for index in range(self.last, len(self.target.items)) if index not in removed]
        last = (behind[0] if behind else len(self.target.items)) - 1
        return last if last in removed else None

    # Removing

    def _removals(self, removed: dict[int, int]) -> Iterator[Splice]:
        joined: list[Splice] = []
        for splice in sorted(self._gone(removed)):
            if joined and splice.start < joined[-1].end:
                last = joined.pop()
                splice = Splice(last.start, max(last.end, splice.end), "", max(last.owner, splice.owner))
            joined.append(splice)
        yield from joined

    def _gone(self, removed: dict[int, int]) -> Iterator[Splice]:
        """What goes with each of the removed items, and a comma that is the last then; these may overlap."""
        items = self.target.items
        for first, last in self._runs(sorted(removed)):
            start, end = self._extent(first, last)
            if self._has_comment_to_keep(first, last, end):
                for index in range(first, last + 1):
                    yield from self._bare(items[index], removed[index])
            else:
                yield Splice(start, end, "", removed[last])
        kept = [index for index in range(len(items)) if index not in removed]
        single = self.target.one_needs_comma and len(kept) == 1
        if not kept or (not single and (kept[-1] == len(items) - 1 or items[-1].comma is not None)):
            return
        _, end, comma = items[kept[-1]]
        if single and comma is None:
            yield Splice(end, end, ",", max(removed.values()))
        elif comma is not None and not single:
            start = comma if "#" in self._text(end, comma) else end
            yield Splice(start, comma + 1, "", removed[len(items) - 1])

    def _runs(self, indexes: Sequence[int]) -> list[tuple[int, int]]:
        """First and last of those that follow each other on one line, or from the line of the opening bracket on."""
        runs: list[tuple[int, int]] = []
        for index in indexes:
            if runs and runs[-1][1] == index - 1:
                gap = self._text(self.target.items[index - 1].end, self.target.items[index].start)
                at_start = runs[-1][0] == 0 and not self._starts_line(0) and "#" not in gap
                if "\n" not in gap or at_start or not self.target.bracketed:
                    runs[-1] = runs[-1][0], index
                    continue
            runs.append((index, index))
        return runs

    def _has_comment_to_keep(self, first: int, last: int, end: int) -> bool:
        """Whether, up to the offset `end`, there are comments between items on lines of their own."""
        items = self.target.items
        ends = [*(item.start for item in items[first + 1 : last + 1]), end]
        gaps = (self._text(item.end, stop) for item, stop in zip(items[first : last + 1], ends, strict=True))
        return any("#" in gap.partition("\n")[2] for gap in gaps)

    def _bare(self, item: Item, owner: int) -> Iterator[Splice]:
        """Remove no more than an item and its comma."""
        yield Splice(item.start, item.end, "", owner)
        if item.comma is not None:
            yield Splice(item.comma, item.comma + 1, "", owner)

    def _extent(self, first: int, last: int) -> tuple[int, int]:
        """What goes with the items from `first` to `last`: their lines, or their comma and the blanks on one side."""
        items = self.target.items
        start, behind = items[first].start, items[last].behind
        rest = _REST_OF_LINE.match(self.document.text, behind)
        assert rest is not None  # it matches nothing at least
        at_line_end = self.document.text.startswith("\n", rest.end()) and rest.end() < self.target.end
        if self._starts_line(first) and at_line_end:
            return self.document.line_start(start), rest.end() + 1
        if first > 0 and self._on_one_line(first - 1):
            return items[first - 1].behind, behind
        if last < len(items) - 1:
            if self._on_one_line(last) or "#" not in self._text(behind, items[last + 1].start):
                return start, items[last + 1].start
            return start, rest.end()
        if first > 0 and "#" not in self._text(items[first - 1].end, start):
            return items[first - 1].behind, behind
        return start, behind

    # Adding

    def _insertion(self, index: int, codes: list[tuple[str, int]]) -> Iterator[Splice]:
        items = self.target.items
        if not items:
            yield self._filled(codes)
        elif index == 0:
            newline = self._is_vertical and self._starts_line(0)
            yield from self._before(items[0], codes, newline)
        elif index < len(items) and (not self._is_vertical or self._on_one_line(index - 1)):
            yield from self._before(items[index], codes, newline=False)
        elif self._is_vertical:
            yield from self._below(index - 1, codes)
        else:
            yield from self._beside(items[index - 1], codes)

    def _filled(self, codes: list[tuple[str, int]]) -> Splice:
        """The first items of an empty list."""
        owner = max(owner for _, owner in codes)
        start, end = self.target.start, self.target.end
        if "#" not in self._text(start, end):
            indentation = self.document.indentation(start)
            written = ", ".join(self._placed(code, indentation) for code, _ in codes)
            comma = "," if self.target.one_needs_comma and len(codes) == 1 else ""
            return Splice(start, end, written + comma, owner)
        indentation = self.document.indentation(end)
        inner = indentation + self.document.level
        lines = "".join(f"{inner}{self._placed(code, inner)},\n" for code, _ in codes)
        at = self.document.line_start(end)
        return Splice(at, at, lines, owner)

    def _before(self, item: Item, codes: list[tuple[str, int]], newline: bool) -> Iterator[Splice]:
        indentation = self.document.indentation(item.start)
        separator = f",{self._line_end}{indentation}" if newline else ", "
        for code, owner in codes:
            yield Splice(item.start, item.start, self._placed(code, indentation) + separator, owner)

    def _beside(self, item: Item, codes: list[tuple[str, int]]) -> Iterator[Splice]:
        """Behind the last item, on its line."""
        indentation = self.document.indentation(item.end)
        for code, owner in codes:
            written = self._placed(code, indentation)
            if item.comma is None:
                yield Splice(item.end, item.end, f", {written}", owner)
            else:
                yield Splice(item.behind, item.behind, f" {written},", owner)

    def _below(self, index: int, codes: list[tuple[str, int]]) -> Iterator[Splice]:
        """On lines of their own, below the item at `index`."""
        item = self.target.items[index]
        at, end = item.behind, "" if item.comma is None else ","
        comment = _COMMENT.match(self.document.text, at, self.target.end) if self.target.bracketed else None
        if item.comma is None:
            yield Splice(item.end, item.end, ",", codes[0][1])
        if comment is not None:
            at = comment.end()
        indentation = self._indentation(index)
        for number, (code, owner) in enumerate(codes):
            separator = "," if number < len(codes) - 1 else end
            written = self._line_end + indentation + self._placed(code, indentation) + separator
            yield Splice(at, at, written, owner)

    def _joined(self, index: int, codes: list[str]) -> str:
        """Codes in the place of the item at `index`."""
        indentation = self.document.indentation(self.target.items[index].start)
        vertical = self._is_vertical and self._starts_line(index)
        separator = f",{self._line_end}{indentation}" if vertical else ", "
        return separator.join(self._placed(code, indentation) for code in codes)

    def _placed(self, code: str, indentation: str) -> str:
        return indented(code, indentation, self.document.level, first=False)

    # How it is written

    @property
    def _is_vertical(self) -> bool:
        """Whether items stand on lines of their own."""
        count = len(self.target.items)
        return any(self._starts_line(index) for index in range(min(1, count - 1), count))

    @property
    def _line_end(self) -> str:
        return "\n" if self.target.bracketed else " \\\n"

    def _indentation(self, index: int) -> str:
        """That of the nearest item on a line of its own, at or before `index`, else behind it."""
        before = [other for other in range(index, -1, -1) if self._starts_line(other)]
        behind = [other for other in range(index, len(self.target.items)) if self._starts_line(other)]
        nearest = (before or behind)[0]
        return self.document.indentation(self.target.items[nearest].start)

    def _starts_line(self, index: int) -> bool:
        start = self.target.items[index].start
        line = self.document.line_start(start)
        return line > self.target.start and not self.document.text[line:start].strip()

    def _on_one_line(self, index: int) -> bool:
        """Whether the item behind the one at `index` starts on the line where that one ends."""
        return "\n" not in self._text(self.target.items[index].end, self.target.items[index + 1].start)

    def _text(self, start: int, end: int) -> str:
        return self.document.text[start:end]
