"""Changes to one import statement."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from presynth.fixes.comma_list import CommaList, ListChange
from presynth.fixes.document import Document
from presynth.fixes.layout import margin
from presynth.fixes.refusal import FixRefused
from presynth.fixes.splices import ClashError, Splice
from presynth.source.statement import Statement

_COMMENT = re.compile(r"#.*(?<!\s)")
_COMMENT_BEHIND = re.compile(r"[ \t\f]*(#[^\n]*)")


def _by_kind(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest, as import sorters do."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2), name.casefold()


_ORDERS: tuple[Callable[[str], tuple[int, str]], ...] = (
    lambda name: (0, name),
    lambda name: (0, name.casefold()),
    _by_kind,
)


@dataclass
class ImportChange:
    """What is to happen to an import: to its names by index, or in all.

    The last parts are owners. `added` are names as they are written (`X`, `X as Y`), `module` is what the names are
    imported from instead, `wrapped` that each goes on a line of its own.
    """

    document: Document
    statement: Statement
    names: CommaList
    removed: dict[int, int] = field(default_factory=dict[int, int])
    renamed: dict[int, tuple[str, int]] = field(default_factory=dict[int, "tuple[str, int]"])
    added: dict[str, int] = field(default_factory=dict[str, int])
    module: tuple[str, int] | None = None
    wrapped: int | None = None

    @property
    def aliases(self) -> list[ast.alias]:
        """The names as they are."""
        node = self.statement.node
        assert isinstance(node, ast.Import | ast.ImportFrom)  # others are refused before
        return node.names

    @property
    def leaves_nothing(self) -> bool:
        """Whether no name is left."""
        return not self.added and len(self.removed) == len(self.aliases)

    def splices(self) -> Iterator[Splice]:
        """The changes to the text, where some name is left."""
        from presynth.fixes import concrete

        start, end = self.document.node_span(self.statement, self._node)
        code, names = self.document.text[start:end], self.names
        if self.module is not None:
            if self.added:
                raise ClashError({self.module[1], *self.added.values()} - {min(self.module[1], *self.added.values())})
            module_start, module_end = concrete.module_name(code, start)
            yield Splice(module_start, module_end, *self.module)
        if self.wrapped is not None:
            yield self._wrapped(start, end, names, concrete.module_name(code, start)[1])
            return
        for index, (name, owner) in self.renamed.items():
            if index not in self.removed:
                item = names.items[index]
                yield Splice(item.start, item.end, name, owner)
        change = ListChange(self.document, names, free_order=True, removed=self.removed)
        present = self._present(names)
        for name, owner in sorted(self.added.items()):
            if name not in present:
                change.added.append((_position(present, name), name, owner))
        yield from change.splices()

    @property
    def _node(self) -> ast.stmt:
        node = self.statement.node
        assert isinstance(node, ast.stmt)  # `aliases` says which
        return node

    def _present(self, names: CommaList) -> list[str]:
        """The names as they are written after renaming, removed ones too."""
        texts = [self.document.text[item.start : item.end] for item in names.items]
        for index, (name, _) in self.renamed.items():
            texts[index] = name
        return texts

    def _wrapped(self, start: int, end: int, names: CommaList, module_end: int) -> Splice:
        """The whole statement with one name a line; comments stay with their names."""
        text, outer = self.document.text, margin(self.statement)
        inner = outer + self.document.level
        opening, above = _comments(text[names.start : names.items[0].start] if names.bracketed else "")
        if not names.bracketed:
            behind = _COMMENT_BEHIND.match(text, end)
            if behind is not None:
                opening, end = f"  {behind[1]}", behind.end()
        written = self._present(names)
        lines: list[list[str]] = []
        for index, item in enumerate(names.items):
            stop = names.items[index + 1].start if index + 1 < len(names.items) else names.end
            beside, following = _comments(text[item.end : stop])
            name = [] if index in self.removed else [f"{written[index]},{beside}"]
            lines.append([*above, *name])
            above = following
        for name in sorted(self.added):
            if name not in written:
                at = _position(written, name)
                written.insert(at, name)
                lines.insert(at, [f"{name},"])
        body = "".join(f"{inner}{line}\n" for line in [*(line for each in lines for line in each), *above])
        owners = [self.wrapped, *self.removed.values(), *self.added.values(), *(it[1] for it in self.renamed.values())]
        owner = max(each for each in owners if each is not None)
        return Splice(start, end, f"{text[start:module_end]} import ({opening}\n{body}{outer})", owner)


def _comments(gap: str) -> tuple[str, list[str]]:
    """The comment on the first line of what is between two names, two spaces before it, and those on lines below."""
    first, *others = (_COMMENT.search(line) for line in gap.split("\n"))
    return ("" if first is None else f"  {first[0]}"), [comment[0] for comment in others if comment is not None]


def _position(names: Sequence[str], name: str) -> int:
    """Where to insert a name: where it belongs if the names are sorted in some usual way, else at the end."""
    for order in _ORDERS:
        keys = [(order(each.partition(" ")[0]), each) for each in names]
        if keys == sorted(keys):
            return bisect_left(keys, (order(name.partition(" ")[0]), name))
    return len(names)


def no_change(document: Document, statement: Statement) -> ImportChange:
    """No change yet to a statement that imports names. Raises FixRefused for any other."""
    node = statement.node
    if not isinstance(node, ast.Import | ast.ImportFrom):
        raise FixRefused("that is no import")
    if any(alias.name == "*" for alias in node.names):
        raise FixRefused("it imports everything")
    from presynth.fixes import concrete

    start, end = document.node_span(statement, node)
    return ImportChange(document, statement, concrete.imported_names(document.text[start:end], start))
