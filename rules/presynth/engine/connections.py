"""Which files of a project have to do with one another: by what they import, as a look at their text tells it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

_IMPORT = re.compile(r"import\b[ \t]*(?:\((?:[^)#]|#[^\n]*)*|(?:[^\n\\#]|\\\r?\n)*)")
_WORD = re.compile(r"[^\W\d]\w*")
_INIT = "__init__.py"


class Texts(Protocol):
    """The text of files as it is now, and what tells whether it is another one: None for a file that is not there."""

    def text(self, path: str) -> str: ...

    def mark(self, path: str) -> object: ...


class Connections:
    """The groups of files in `folder` that import each other, directly or through others.

    A module counts as imported where an import
    statement has its name, or the name of its package, anywhere in it: files may be taken for connected that are not.
    """

    def __init__(self, folder: str, files: Iterable[str], texts: Texts) -> None:
        self._folder = folder
        self._files = frozenset(files)
        self._texts = texts
        self._words: dict[str, tuple[object, frozenset[str]]] = {}

    def groups(self, more: Iterable[str] = ()) -> list[frozenset[str]]:
        """The files, and those `more`, in groups of which none has to do with another."""
        files = sorted(self._files.union(more))
        named: dict[str, list[str]] = {}
        for path in files:
            named.setdefault(_name(path), []).append(path)
        group = {path: path for path in files}

        def first(path: str) -> str:
            while group[path] != path:
                group[path] = path = group[group[path]]
            return path

        for path in files:
            for word in self._imported(path):
                for other in named.get(word, ()):
                    group[first(other)] = first(path)
        found: dict[str, set[str]] = {}
        for path in files:
            found.setdefault(first(path), set()).add(path)
        return [frozenset(each) for each in found.values()]

    def of(self, paths: Iterable[str]) -> frozenset[str]:
        """All files that have to do with one of `paths`, these included."""
        wanted = frozenset(paths)
        return wanted.union(*(group for group in self.groups(wanted) if not group.isdisjoint(wanted)))

    def _imported(self, path: str) -> frozenset[str]:
        mark = self._texts.mark(path)
        known = self._words.get(path)
        if known is None or known[0] != mark:
            text = "" if mark is None else self._texts.text(path)
            known = self._words[path] = mark, frozenset(_words(text, os.path.relpath(path, self._folder)))
        return known[1]


def _name(path: str) -> str:
    """The last part of the module's name."""
    folder, name = os.path.split(path)
    return os.path.basename(folder) if name == _INIT else name.removesuffix(".py")


def _words(text: str, path: str) -> Iterator[str]:
    """All words of import statements; with a relative one, also the packages that the file at `path` is in."""
    for match in _IMPORT.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        while text.endswith(("\\\n", "\\\r\n"), 0, start):
            start = text.rfind("\n", 0, start - 1) + 1
        statement = text[start : match.end()]
        yield from _WORD.findall(statement)
        if "." in statement:
            yield from os.path.dirname(path).split(os.sep)
