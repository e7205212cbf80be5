"""What somebody types into a generated stack: edits, each a place, the characters that go and the text that comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple


class Edit(NamedTuple):
    """Replace `removed` characters at `line` and `character` (both from 0; all is ASCII) by `text`."""

    line: int
    character: int
    removed: int
    text: str

    @property
    def change(self) -> dict[str, Any]:
        """The edit as `textDocument/didChange` has it; what goes is on one line, or is whole lines."""
        return {
            "range": {
                "start": {"line": self.line, "character": self.character},
                "end": {"line": self.line, "character": self.character + self.removed},
            },
            "text": self.text,
        }


class Lines(NamedTuple):
    """Remove `height` lines at `line`."""

    line: int
    height: int

    @property
    def change(self) -> dict[str, Any]:
        """As `textDocument/didChange` has it."""
        start, end = ({"line": line, "character": 0} for line in (self.line, self.line + self.height))
        return {"range": {"start": start, "end": end}, "text": ""}


_BLOCK = """\
        extra = SqsQueue(
            self,
            "extra",
            name=f"{self.prefix}-extra",
            message_retention_seconds=1209600,
            tags=self.tags,
        )
        S3Bucket(self, "extra-bucket", bucket=f"{self.prefix}-extra", tags=self.tags)
"""


def typed(text: str, count: int) -> Iterator[Edit]:
    """Characters typed into names in calls, and taken away again, at places all over the file."""
    places = _ends(text, "-service-")
    for number in range(count):
        line, character = places[number // 8 * 7 % len(places)]
        step = number % 8
        yield Edit(line, character + step, 0, "x") if step < 4 else Edit(line, character + 7 - step, 1, "")


def brackets(text: str, count: int) -> Iterator[Edit]:
    """A bracket opened in a call, and closed, and both taken away again."""
    places = _ends(text, "message_retention_seconds=")
    for number in range(count):
        line, character = places[number // 4 * 5 % len(places)]
        step = number % 4
        yield (
            Edit(line, character, 0, "("),
            Edit(line, character + 8, 0, ")"),
            Edit(line, character + 8, 1, ""),
            Edit(line, character, 1, ""),
        )[step]


def pasted(text: str, count: int) -> Iterator[Edit | Lines]:
    """A block of two constructs pasted between others, and taken away again."""
    places = [line for line, _ in _ends(text, "        # Service")]
    for number in range(count):
        line = places[number // 2 * 3 % len(places)]
        yield Lines(line, _BLOCK.count("\n")) if number % 2 else Edit(line, 0, 0, _BLOCK)


def constant(text: str, count: int) -> Iterator[Edit]:
    """A name that nearly every construct has in its own, typed longer and shorter."""
    ((line, character),) = _ends(text, 'f"acme')
    for number in range(count):
        step = number % 8
        yield Edit(line, character + step, 0, "y") if step < 4 else Edit(line, character + 7 - step, 1, "")


def _ends(text: str, mark: str) -> list[tuple[int, int]]:
    """Where `mark` ends, once a line."""
    return [(n, line.index(mark) + len(mark)) for n, line in enumerate(text.split("\n")) if mark in line]
