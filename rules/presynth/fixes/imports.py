"""Operations on imports, and the imports that new code needs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.fixes.document import Document
from presynth.fixes.import_statement import ImportChange, no_change
from presynth.fixes.imported import Imported, imports_in, is_bound_otherwise, is_hidden, scope_of, visible
from presynth.fixes.layout import margin
from presynth.fixes.mentions import in_scope
from presynth.fixes.refusal import FixRefused
from presynth.fixes.splices import ClashError, Splice
from presynth.fixes.statements import StatementChanges, below
from presynth.fixes.uses import is_bound_anywhere, uses
from presynth.source.statement import Kind, Place, Statement


@dataclass
class _Wanted:
    """A name that must be imported, as `bound`: in an import that is there, or (`statement` None) in a new line.

    `line` is that of the first outermost statement that needs it, None if that does not matter.
    """

    module: str
    name: str
    bound: str
    statement: Statement | None
    line: int | None
    owners: list[int] = field(default_factory=list[int])

    @property
    def written(self) -> str:
        return _written(self.name, self.bound)


class ImportChanges:
    """The changes to the imports of one file."""

    def __init__(self, document: Document, catalog: Catalog, statements: StatementChanges) -> None:
        self._document = document
        self._catalog = catalog
        self._statements = statements
        self._changes: dict[Statement, ImportChange] = {}
        self._relied: set[tuple[Statement, int]] = set()
        self._wanted: list[_Wanted] = []
        self._moved: dict[tuple[Statement, str], dict[str, int]] = {}
        self._splices: list[Splice] = []
        self._seen: dict[Statement, tuple[Imported, ...]] = {}

    # What new code needs

    def spell(self, type_: Type, at: Statement, owner: int) -> str:
        """How the class is written in the statement `at`; it is imported where it is not."""
        return self.spell_name(type_.module, type_.qualname, at, owner)

    def spell_name(self, module: str, qualname: str, at: Statement, owner: int) -> str:
        """The same, of the class of that name."""
        at = self._document.own(at)
        known = self._imported(module, qualname, at)
        if known is not None:
            self._relied.add((known[2].statement, known[2].index))
            return known[1]
        first, _, nested = qualname.partition(".")
        bound = self._want(module, first, at, owner)
        return f"{bound}.{nested}" if nested else bound

    def spelling(self, module: str, qualname: str, at: Statement) -> str | None:
        """How the class can be written in the statement `at` with what is imported there."""
        known = self._imported(module, qualname, at)
        return None if known is None else known[1]

    def _imported(self, module: str, qualname: str, at: Statement) -> tuple[int, str, Imported] | None:
        """The best way to write the class with what is imported: how good it is, how it is written, by which import."""
        first = qualname.partition(".")[0]
        best: tuple[int, str, Imported] | None = None
        for imported in self._visible(at):
            spelling = imported.spelling(module, qualname)
            if spelling is not None:
                rank = 0 if imported.provides(module, first) else 2 if imported.name == "*" else 1
                if (best is None or rank < best[0]) and self._holds(imported, module, qualname, at):
                    best = rank, spelling, imported
        return best

    def _visible(self, at: Statement) -> tuple[Imported, ...]:
        if at not in self._seen:
            self._seen[at] = tuple(visible(self._document, at))
        return self._seen[at]

    def add(self, module: str, name: str, owner: int) -> None:
        """Import the name at the top of the file, where it is not."""
        for imported in visible(self._document, None):
            if imported.provides(module, name) and imported.bound == name:
                self._relied.add((imported.statement, imported.index))
                return
        self._want(module, name, None, owner)

    def _holds(self, imported: Imported, module: str, qualname: str, at: Statement) -> bool:
        """Whether, at `at`, what an import binds still stands for it."""
        star = imported.name == "*"
        name = qualname.partition(".")[0] if star else imported.bound
        scope = scope_of(self._document, imported.statement)
        if is_hidden(self._document, name, at, scope):
            return False
        if star:
            return self._is_free(name, module, name, at, scope)
        return not is_bound_otherwise(self._document, name, scope, imported.is_like)

    def _want(self, module: str, name: str, at: Statement | None, owner: int) -> str:
        """Have a name imported; returns what it is bound to."""
        line = None if at is None else [at, *self._document.ancestors(at)][-1].line
        reachable = {each.statement for each in visible(self._document, at)}
        for wanted in self._wanted:
            known = (wanted.module, wanted.name) == (module, name)
            if known and (wanted.statement is None or wanted.statement in reachable) and self._reaches(wanted, at):
                wanted.owners.append(owner)
                wanted.line = line if wanted.line is None else min(wanted.line, line or wanted.line)
                return wanted.bound
        statement = self._extendable(module, at)
        scope = None if statement is None else scope_of(self._document, statement)
        for bound in (name, _alias(module, name)):
            if self._is_free(bound, module, name, at, scope):
                self._wanted.append(_Wanted(module, name, bound, statement, line, [owner]))
                return bound
        raise FixRefused(f"the name `{name}` is used for something else")

    def _reaches(self, wanted: _Wanted, at: Statement | None) -> bool:
        """Whether what is wanted can be used at `at`."""
        if at is None:
            return wanted.bound == wanted.name
        scope = None if wanted.statement is None else scope_of(self._document, wanted.statement)
        return not is_hidden(self._document, wanted.bound, at, scope)

    def _extendable(self, module: str, at: Statement | None) -> Statement | None:
        """The nearest import of names from the module that stands for sure before `at`."""
        for imported in visible(self._document, at):
            if imported.is_from(module) and imported.name != "*":
                parent = self._document.parent(imported.statement)
                if parent is None or parent.kind not in (Kind.TRY, Kind.WITH):
                    return imported.statement
        return None

    def _is_free(self, bound: str, module: str, name: str, at: Statement | None, scope: Statement | None) -> bool:
        """Whether `bound` may be, or is, that name of the module for `at` and for all of `scope`."""
        document = self._document
        if at is not None and is_hidden(document, bound, at, scope):
            return False
        if is_bound_otherwise(document, bound, scope, lambda each: each.provides(module, name)):
            return False
        stars = (each for each in visible(document, at) if each.name == "*" and not each.is_from(module))
        if any(self._catalog.find(star.module, bound) is not None for star in stars):
            return False
        return all(each.bound != bound or (each.module, each.name) == (module, name) for each in self._wanted)

    # Operations

    def rename(self, place: Place, name: str, owner: int) -> None:
        """Import `name` in the place of the name at `place`."""
        change, imported = self._at(place)
        if imported.name is None and imported.expression == imported.module:
            raise FixRefused("it is a module that is used by its full name")
        written = self._take(imported, imported.module, name, owner)
        if written in self._names_bound(imported, imported.module, name):
            change.removed[imported.index] = owner
        else:
            change.renamed[imported.index] = written, owner

    def move(self, place: Place, module: str, name: str, owner: int) -> None:
        """Import the name at `place` from `module`, as `name`."""
        change, imported = self._at(place)
        if imported.name is None:
            raise FixRefused("that is no from-import")
        written = self._take(imported, module, name, owner)
        if written in self._names_bound(imported, module, name):
            change.removed[imported.index] = owner
            return
        outermost = scope_of(self._document, imported.statement) is None
        target = self._extendable(module, None if outermost else imported.statement)
        if target is not None:
            change.removed[imported.index] = owner
            self._change(target).added.setdefault(written, owner)
        elif len(change.aliases) == 1 and change.module is None:
            change.module = module, owner
            change.renamed[0] = written, owner
        else:
            change.removed[imported.index] = owner
            self._moved.setdefault((imported.statement, module), {}).setdefault(written, owner)

    def remove(self, place: Place, owner: int) -> None:
        """Do not import the name at `place`."""
        change, imported = self._at(place)
        change.removed[imported.index] = owner

    def wrap(self, statement: Statement, owner: int) -> None:
        """Write a from-import with one name a line."""
        statement = self._document.own(statement)
        if not isinstance(statement.node, ast.ImportFrom):
            raise FixRefused("that is no from-import")
        self._change(statement).wrapped = owner

    def _at(self, place: Place) -> tuple[ImportChange, Imported]:
        """The import whose name is at `place`, and that name."""
        statement = self._document.own(place.statement)
        change = self._change(statement)
        for imported, alias in zip(imports_in(self._document, statement), change.aliases, strict=True):
            if Place.of(statement, alias)[1:3] == place[1:3]:
                return change, imported
        raise FixRefused("no imported name is there")

    def _change(self, statement: Statement) -> ImportChange:
        if statement not in self._changes:
            self._changes[statement] = no_change(self._document, statement)
        return self._changes[statement]

    def _take(self, imported: Imported, module: str, name: str, owner: int) -> str:
        """Let what uses an import use `name` of `module`; returns how that is to be imported.

        What uses it is renamed where that is certain to change nothing else; else the new thing gets the old name.
        """
        document, statement, old = self._document, imported.statement, imported.bound
        if old not in (imported.name, name):
            return f"{name} as {old}"
        own = [each for each in self._others(imported) if each.provides(module, name) and each.bound == name]
        found = uses(document, statement, old)
        free = not is_bound_anywhere(document, name, but=[each.statement for each in own])
        if not found.certain or not free:
            return _written(name, old)
        self._splices += (Splice(start, start + len(old), name, owner) for start in found.offsets if old != name)
        return name

    def _others(self, imported: Imported) -> Iterator[Imported]:
        """What else is imported in the same scope."""
        for statement in in_scope(self._document.body(scope_of(self._document, imported.statement))):
            yield from (each for each in imports_in(self._document, statement) if each != imported)

    def _names_bound(self, imported: Imported, module: str, name: str) -> set[str]:
        """How the name of the module is already imported where `imported` is, as written."""
        return {_written(name, each.bound) for each in self._others(imported) if each.provides(module, name)}

    # The text

    def splices(self) -> Iterator[Splice]:
        """All changes to the text, but statements that go are left to the changes of statements."""
        yield from self._splices
        for wanted in self._wanted:
            if wanted.statement is not None:
                self._change(wanted.statement).added.setdefault(wanted.written, min(wanted.owners))
        for change in self._changes.values():
            gone = change.removed | {index: owner for index, (_, owner) in change.renamed.items()}
            lost = {owner for index, owner in gone.items() if (change.statement, index) in self._relied}
            if lost:
                raise ClashError(lost)
            if change.leaves_nothing:
                self._statements.remove(change.statement, max(change.removed.values()))
            else:
                yield from change.splices()
        for (statement, module), names in self._moved.items():
            yield self._line_below(statement, module, names)
        yield from self._new_lines()

    def _new_lines(self) -> Iterator[Splice]:
        lines: dict[tuple[Statement | None, str], dict[str, int]] = {}
        for wanted in self._wanted:
            if wanted.statement is None:
                anchor = self._anchor(wanted.module, wanted.line)
                names = lines.setdefault((anchor, wanted.module), {})
                names.setdefault(wanted.written, min(wanted.owners))
        for (anchor, module), names in sorted(lines.items(), key=lambda item: item[0][1]):
            yield self._line_below(anchor, module, names)

    def _line_below(self, anchor: Statement | None, module: str, names: dict[str, int]) -> Splice:
        """A new import below the statement `anchor`, or above all others."""
        line = f"from {module} import {', '.join(sorted(names))}"
        owner = min(names.values())
        if anchor is None:
            first = self._document.source.statements[:1]
            at = self._document.first_offset(first[0]) if first else len(self._document.text)
            return Splice(at, at, f"{line}\n\n" if first else f"{line}\n", owner)
        blank = "" if isinstance(anchor.node, ast.Import | ast.ImportFrom) else "\n"
        return below(self._document, anchor, f"{blank}{margin(anchor)}{line}", owner)

    def _anchor(self, module: str, line: int | None) -> Statement | None:
        """What a new import goes below: the last of its package, else the last of all, else the docstring."""
        package = module.partition(".")[0]
        nearest: Statement | None = None
        last: Statement | None = None
        for number, statement in enumerate(self._document.source.statements):
            if line is not None and statement.line >= line:
                break
            imported = list(imports_in(self._document, statement))
            if imported:
                last = statement
                if any(not each.relative and each.module.partition(".")[0] == package for each in imported):
                    nearest = statement
            elif number == 0 and _is_text(statement):
                last = statement
        return nearest or last


def _is_text(statement: Statement) -> bool:
    """Whether it is a docstring."""
    node = statement.node
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _written(name: str, bound: str) -> str:
    return name if name == bound else f"{name} as {bound}"


def _alias(module: str, name: str) -> str:
    """Another name for what a package offers: `AwsS3Bucket`."""
    parts = [part for part in module.split(".") if part != "imports"]
    return parts[0].rpartition("_")[2].capitalize() + name
