"""The vocabulary of fixes: what a rule asks for, in terms of the program, not of characters.

`presynth.fixes` turns operations into text edits when somebody wants to see or apply the fix.
"""

from __future__ import annotations

from dataclasses import dataclass

from presynth.catalog.types import Type
from presynth.source.statement import Place, Statement

Snippet = tuple[str | Type, ...]
"""Code to be written. A type stands for its class as the file spells it; its import is added where it is missing."""


@dataclass(frozen=True)
class Replace:
    """Put `code` in the place of an expression, a keyword's name or a name."""

    place: Place
    code: Snippet


@dataclass(frozen=True)
class RemoveArgument:
    """Remove an argument from its call, or an entry from its dict: `place` is its keyword, key or value."""

    place: Place


@dataclass(frozen=True)
class AddArgument:
    """Add the keyword argument `name=code` to the call at `call`, after the last one."""

    call: Place
    name: str
    code: Snippet


@dataclass(frozen=True)
class AddItem:
    """Add an item to the list, tuple or set display at `place`, or an entry (`"key": value`) to the dict there."""

    place: Place
    code: Snippet


@dataclass(frozen=True)
class RenameImport:
    """Import `name` in the place of the name at `place` (the name in a from-import), and rename what uses it.

    With an alias, only the import changes.
    """

    place: Place
    name: str


@dataclass(frozen=True)
class MoveImport:
    """Import the name at `place` (in a from-import) from `module`, under the name `name`, and rename what uses it."""

    place: Place
    module: str
    name: str


@dataclass(frozen=True)
class RemoveImport:
    """Remove the imported name at `place`; with it the statement, where it is the last one."""

    place: Place


@dataclass(frozen=True)
class AddImport:
    """Import `name` from `module` in the file at `path`: in the import of that module that is there, or a new one."""

    path: str
    module: str
    name: str


@dataclass(frozen=True)
class WrapImport:
    """Write the from-import that `statement` is with one name a line, in parentheses."""

    statement: Statement


@dataclass(frozen=True)
class InsertStatement:
    """Insert lines before or after a statement (after: behind its body), indented as it is."""

    anchor: Statement
    code: Snippet
    after: bool = True


@dataclass(frozen=True)
class RemoveStatement:
    """Remove a statement, with its lines."""

    statement: Statement


@dataclass(frozen=True)
class AssignToName:
    """Bind the value of an expression statement to a name: `f()` becomes `name = f()`."""

    statement: Statement
    name: str


@dataclass(frozen=True)
class AddParameters:
    """Add keyword-only parameters to the def that `function` is, each written as `name: annotation`."""

    function: Statement
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class RemoveIgnore:
    """Remove the suppression comment, or the one name in it, at lines and columns as in `Range` (from 1, from 0)."""

    path: str
    line: int
    start: int
    end: int


Operation = (
    Replace
    | RemoveArgument
    | AddArgument
    | AddItem
    | RenameImport
    | MoveImport
    | RemoveImport
    | AddImport
    | WrapImport
    | InsertStatement
    | RemoveStatement
    | AssignToName
    | AddParameters
    | RemoveIgnore
)
