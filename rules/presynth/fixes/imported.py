"""What the import statements of a file bind, and which of them a statement can rely on."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from presynth.fixes.document import Document
from presynth.fixes.mentions import in_scope, is_local, mentions
from presynth.source.statement import Kind, Statement


@dataclass(frozen=True)
class Imported:
    """One name of an import statement.

    `module` is what stands behind `from`, or the imported module itself; then `name` is None. Of a `relative` import it
    has all folders above the file before it, so that the module's name is only its end. `index` is which of the
    statement's names it is, `bound` the name it binds, `expression` what stands for what is imported.
    """

    statement: Statement
    index: int
    module: str
    relative: bool
    name: str | None
    bound: str
    expression: str

    def provides(self, module: str, name: str) -> bool:
        """Whether it is that name of that module."""
        return self.name == name and self.is_from(module)

    def is_from(self, module: str) -> bool:
        """Whether it is a from-import of that module."""
        return self.name is not None and (self.module == module or self._behind(self.module, module) == [])

    def is_like(self, other: Imported) -> bool:
        """Whether both bind the same thing: the same name of a module, or what is above of two modules."""
        if (self.module, self.name) == (other.module, other.name):
            return True
        return all(each.name is None and each.expression == each.module for each in (self, other))

    def spelling(self, module: str, qualname: str) -> str | None:
        """How something of a module is written by what is imported here; None if it cannot be."""
        first, _, nested = qualname.partition(".")
        if self.name == "*":
            return qualname if self.is_from(module) else None
        if self.provides(module, first):
            return f"{self.expression}.{nested}" if nested else self.expression
        behind = self._behind(self.module if self.name is None else f"{self.module}.{self.name}", module)
        # `import a.b` is no promise that `a.c` is there.
        if behind is None or (behind and "." in self.expression):
            return None
        return ".".join([self.expression, *behind, qualname])

    def _behind(self, target: str, module: str) -> list[str] | None:
        """The parts of `module` behind `target`; None if it does not begin so."""
        if not self.relative:
            if module == target:
                return []
            return module[len(target) + 1 :].split(".") if module.startswith(f"{target}.") else None
        parts = module.split(".")
        lengths = (length for length in range(len(parts), 1, -1) if target.endswith("." + ".".join(parts[:length])))
        length = next(lengths, None)
        return None if length is None else parts[length:]


def imports_in(document: Document, statement: Statement) -> Iterator[Imported]:
    """The names that one statement imports; none if it is no import."""
    node = statement.node
    if isinstance(node, ast.Import):
        for index, alias in enumerate(node.names):
            bound = alias.asname or alias.name.partition(".")[0]
            yield Imported(statement, index, alias.name, False, None, bound, alias.asname or alias.name)
    elif isinstance(node, ast.ImportFrom):
        module = node.module or ""
        if node.level:
            folders = PurePath(document.path).parts[: -node.level]
            module = ".".join([*folders, *([module] if module else [])])
        for index, alias in enumerate(node.names):
            bound = alias.asname or alias.name
            yield Imported(statement, index, module, node.level > 0, alias.name, bound, bound)


def visible(document: Document, at: Statement | None) -> Iterator[Imported]:
    """What is imported before the statement `at` in the blocks it is in, from the inside to the outside.

    Of None: all that is imported at the top level.
    """
    for block in _blocks(document, at):
        for statement in block:
            yield from imports_in(document, statement)


def _blocks(document: Document, at: Statement | None) -> Iterator[list[Statement]]:
    """The statements that have run before `at`, block by block; what a class body binds is not seen in its methods."""
    if at is None:
        yield list(_certain(document.source.statements))
        return
    inner = at
    while True:
        parent = document.parent(inner)
        if parent is None or parent.kind is not Kind.CLASS:
            block = document.body(parent)
            yield list(_certain(block[: block.index(inner)]))
        if parent is None:
            return
        inner = parent


def _certain(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements and those that run whenever they do."""
    for statement in statements:
        yield statement
        if statement.kind in (Kind.TRY, Kind.WITH):
            yield from _certain(statement.body)


def scope_of(document: Document, statement: Statement) -> Statement | None:
    """The function or class whose body it is in; None for the module."""
    return next((each for each in document.ancestors(statement) if each.kind in (Kind.FUNCTION, Kind.CLASS)), None)


def is_hidden(document: Document, name: str, at: Statement, scope: Statement | None) -> bool:
    """Whether, at a statement inside of `scope`, the name is another one than that of `scope`."""
    if mentions(at, name).hides:
        return True
    for number, each in enumerate(document.ancestors(at)):
        if each is scope:
            return False
        if each.kind is Kind.FUNCTION and is_local(each, name):
            return True
        if number == 0 and each.kind is Kind.CLASS and any(mentions(one, name).binds for one in in_scope(each.body)):
            return True
    return False


def is_bound_otherwise(
    document: Document, name: str, scope: Statement | None, is_meant: Callable[[Imported], bool]
) -> bool:
    """Whether `scope` binds the name to something else than by imports of what is meant."""
    for statement in in_scope(document.body(scope)):
        if mentions(statement, name).binds:
            own = [each for each in imports_in(document, statement) if each.bound == name]
            if not own or not all(map(is_meant, own)):
                return True
    return False
