"""The text of open documents, as the editor has it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol import types

from presynth.source.positions import Encoding, code_points

_LINE_END = re.compile(r"\r\n|\n|\r")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, as editors count. Python has no code with one in it."""


class OpenDocument:
    """One open document: its version, and its text with lines separated by "\\n" whatever the editor sends.

    Lines end at "\\r\\n", "\\n" and "\\r" only, as the protocol says. What stands for half of a
    character is as wide as it.
    """

    def __init__(self, uri: str, path: str, version: int | None, text: str) -> None:
        self.uri = uri
        self.path = path
        self.version = version
        self._lines = _split(text)
        self._text: str | None = None

    @property
    def text(self) -> str:
        """The whole text."""
        if self._text is None:
            self._text = "\n".join(self._lines)
        return self._text

    def change(
        self, version: int | None, changes: Sequence[types.TextDocumentContentChangeEvent], encoding: Encoding
    ) -> None:
        """Apply what the editor says has changed, one change after the other."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                self._splice(change.range, change.text, encoding)
            else:
                self._lines = _split(change.text)
        self.version = version
        self._text = None

    def _splice(self, where: types.Range, text: str, encoding: Encoding) -> None:
        first, start = self._place(where.start, encoding)
        last, end = self._place(where.end, encoding)
        inserted = _split(self._lines[first][:start] + text + self._lines[last][end:])
        self._lines[first : last + 1] = inserted

    def _place(self, position: types.Position, encoding: Encoding) -> tuple[int, int]:
        """The line and the code points before the position; the nearest place for one that does not exist."""
        if position.line >= len(self._lines):
            return len(self._lines) - 1, len(self._lines[-1])
        line = self._lines[position.line]
        return position.line, code_points(line, position.character, encoding)


def _split(text: str) -> list[str]:
    return _LINE_END.split(text if text.isascii() else _HALF.sub("\ufffd", text))
