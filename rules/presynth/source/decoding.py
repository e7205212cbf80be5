"""The bytes of a file as text, and back."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

LARGEST = 20 * 1024 * 1024
"""The most bytes that a file may have."""

LineEnds = Literal["\n", "\r\n", "\r", "mixed"]

_LINE_END = re.compile(r"\r\n|\r|\n")
_DECLARATION = re.compile(rb"[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]+)")
_NO_CODE = re.compile(rb"[ \t\f]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
_WIDE_MARKS = {codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32", codecs.BOM_UTF16_LE: "UTF-16"}
_WIDE_MARKS[codecs.BOM_UTF16_BE] = "UTF-16"


class SourceError(Exception):
    """A file that cannot be read: `message` says why, to whoever named `path`."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(path, message)
        self.path = path
        self.message = message

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def normalize(text: str) -> str:
    r"""`text` with "\n" for each of its line ends: "\n", "\r\n" and "\r", which are the only ones."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


@dataclass(frozen=True)
class Decoded:
    r"""A file's text, whose lines are separated by "\n" alone, and how the file writes it."""

    text: str
    encoding: str = "utf-8"
    mark: bool = False
    line_ends: LineEnds = "\n"
    # Of a file of mixed line ends, that of each line.
    ends: tuple[str, ...] = field(default=(), repr=False)

    def encode(self, text: str) -> bytes:
        r"""`text` (of "\n" only) as this file would be written.

        `decode(data).encode(decode(data).text)` is `data`. Where the file mixes line ends, lines that were there before
        keep theirs and new ones get the most frequent. Raises `UnicodeEncodeError` if the encoding cannot hold `text`.
        """
        if self.line_ends == "mixed":
            text = self._with_mixed_ends(text)
        elif self.line_ends != "\n":
            text = text.replace("\n", self.line_ends)
        return (codecs.BOM_UTF8 if self.mark else b"") + text.encode(self.encoding)

    def _with_mixed_ends(self, text: str) -> str:
        old, new = self.text.split("\n"), text.split("\n")
        usual = Counter(self.ends).most_common(1)[0][0]
        ends = [usual] * (len(new) - 1)
        if old == new:
            ends = list(self.ends)
        else:
            for start, at, length in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
                ends[at : at + length] = self.ends[start : start + length]
        return "".join(line + end for line, end in zip(new, [*ends, ""], strict=True))


def read(path: str) -> Decoded:
    """The text of the file at `path`. Raises `SourceError` if it is no readable file of text, or has over 20 MB."""
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise SourceError(path, "is a directory")
        if not stat.S_ISREG(mode):
            raise SourceError(path, "is not a regular file")
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise SourceError(path, (error.strerror or str(error)).lower()) from error
    except ValueError as error:  # a NUL in the path
        raise SourceError(path, str(error)) from error
    return decode(data, path)


def decode(data: bytes, path: str) -> Decoded:
    """`data` as Python decodes a source file. Raises `SourceError`, which names `path`."""
    if len(data) > LARGEST:
        raise SourceError(path, f"is larger than {LARGEST // 1024 // 1024} MB")
    mark = data.startswith(codecs.BOM_UTF8)
    encoding = _encoding(data, mark, path)
    try:
        text = data[len(codecs.BOM_UTF8) if mark else 0 :].decode(encoding)
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(error.object[: error.start].decode("latin-1"))) + 1
        raise SourceError(path, f"line {line}: {_undecodable(data, error)}") from error
    except (LookupError, UnicodeError) as error:
        raise SourceError(path, f"cannot be decoded as {encoding}: {error}") from error
    ends = _LINE_END.findall(text) if "\r" in text else []
    kinds = set(ends)
    if not kinds:
        return Decoded(text, encoding, mark)
    if len(kinds) == 1:
        return Decoded(normalize(text), encoding, mark, kinds.pop())
    return Decoded(normalize(text), encoding, mark, "mixed", tuple(ends))


def _encoding(data: bytes, mark: bool, path: str) -> str:
    """What a PEP 263 declaration in the first two lines names, else "utf-8"."""
    start = len(codecs.BOM_UTF8) if mark else 0
    declaration = _DECLARATION.match(data, start)
    if declaration is None:
        first = _NO_CODE.match(data, start)
        declaration = _DECLARATION.match(data, first.end()) if first else None
    if declaration is None:
        return "utf-8"
    declared = declaration[1].decode("ascii", "replace")
    try:
        known = codecs.lookup(declared).name
    except LookupError:
        raise SourceError(path, f"declares an unknown encoding: {declared}") from None
    if mark and known not in ("utf-8", "utf-8-sig"):
        raise SourceError(path, f"has a UTF-8 byte order mark and declares another encoding: {declared}")
    return "utf-8" if known == "utf-8-sig" else known


def _undecodable(data: bytes, error: UnicodeDecodeError) -> str:
    for bytes_of_mark, name in _WIDE_MARKS.items():
        if data.startswith(bytes_of_mark):
            return f"the file is {name}; Python reads UTF-8, or what a declaration in the first two lines names"
    byte = error.object[error.start]
    return f"byte 0x{byte:02x} is not {error.encoding}, and no other encoding is declared in the first two lines"
