"""What a name stands for, so that two uses of one thing are known to be the same.

Plain names are told by Python's scopes, attributes by the values they are read from.
"""

from __future__ import annotations

import ast
from typing import Literal, NamedTuple

from presynth.assist.called import called_function
from presynth.assist.point import Point
from presynth.assist.word import Word
from presynth.fixes.mentions import in_scope, is_local, mentions
from presynth.program.classes import binding_base, is_dataclass, linearized
from presynth.program.values import (
    BindingClass,
    BindingModule,
    Bound,
    ClassValue,
    External,
    Instance,
    InstanceValue,
    ModuleValue,
    ProjectClass,
    Super,
    Token,
    Unknown,
    Value,
    options_of,
)
from presynth.source.file import SourceFile
from presynth.source.statement import Kind, Place, Statement

_IMPORTS_FOLLOWED = 20


class Identity(NamedTuple):
    """One thing of the program.

    A `name` is one of a module (`owner` is its path), of a function (its statement), or of one expression (`inner`,
    the statement it is in); an `attribute` is one of a class of the project and all that derive from it (`owner` is the
    statement of the first of them); a `module` is one of the project, `outside` is what does not belong to it; an `id`
    is that of constructs (`owner`).
    """

    kind: Literal["name", "inner", "attribute", "module", "outside", "id"]
    owner: object
    name: str


def identity(word: Word) -> Identity | None:
    """What a word names; None where nobody knows."""
    point = word.point
    cursor = word.cursor
    if cursor.in_comment or cursor.string is not None:
        return None
    if word.imported is not None:
        return _of_import(point, word.imported.module, word.imported.name, word.imported.value)
    if word.is_module_path:
        return Identity("outside", "", word.text)
    if cursor.base is not None:
        for option in options_of(point.value(cursor.base)):
            return _attribute(point, option, word.text)
        return None
    if word.is_keyword:
        return _keyword(word)
    function = word.parameter_of
    return _plain(word) if function is None else Identity("name", function, word.text)


def _keyword(word: Word) -> Identity | None:
    """The parameter, or the field of a dataclass, that a keyword names."""
    bracket = word.cursor.innermost
    assert bracket is not None  # a keyword stands in a call
    value = word.point.value(bracket.callee)
    for option in options_of(value):
        function = called_function(word.point.outcome, option)
        if function is not None:
            return Identity("name", function.statement, word.text)
        if isinstance(option, ClassValue) and is_dataclass(option.project_class):
            return _of_class(word.point, option.project_class, word.text)
    return None if isinstance(value, Unknown) else Identity("outside", "", word.text)


def _plain(word: Word) -> Identity | None:
    """What a plain name means, by Python's scopes."""
    point, name = word.point, word.text
    if _is_of_expression(word):
        return Identity("inner", point.nearest, name)
    for level, block in enumerate(reversed(point.blocks)):
        if block.kind is Kind.FUNCTION and is_local(block, name):
            return Identity("name", block, name)
        in_body = block.kind is Kind.CLASS and level == _functions_passed(point.blocks, block)
        if in_body and any(mentions(each, name).binds for each in in_scope(block.body)):
            return _of_class_body(point, block, name)
    return of_module(point, point.source, name)


def _is_of_expression(word: Word) -> bool:
    """Whether a comprehension or lambda has its own meaning for the name."""
    statement = word.point.nearest
    if statement is None or statement in word.point.blocks:
        return False
    found = mentions(statement, word.text)
    return found.hides and all(Place.of(statement, read).range.start != word.range.start for read in found.reads)


def _functions_passed(blocks: tuple[Statement, ...], block: Statement) -> int:
    """How many blocks stand inside of `block`, if none of them is a function; else -1."""
    inside = blocks[blocks.index(block) + 1 :]
    return -1 if any(each.kind is Kind.FUNCTION for each in inside) else len(inside)


def _of_class_body(point: Point, body: Statement, name: str) -> Identity | None:
    for frame in point.outcome.frames.get(body, ()):
        if frame.owner is not None:
            return _of_class(point, frame.owner, name)
    return None


def of_module(point: Point, source: SourceFile, name: str, depth: int = 0) -> Identity | None:
    """A name of a module: where it only imports it, that of the module which has it."""
    for statement in in_scope(source.statements):
        if not isinstance(statement.node, ast.Import | ast.ImportFrom):
            if mentions(statement, name).binds:
                return Identity("name", source.path, name)
            continue
        for alias in statement.node.names:
            if (alias.asname or alias.name.partition(".")[0]) == name:
                found = _followed(point, source, statement.node, alias, depth)
                return found or Identity("name", source.path, name)
    return None


def _followed(
    point: Point, source: SourceFile, node: ast.Import | ast.ImportFrom, alias: ast.alias, depth: int
) -> Identity | None:
    modules = point.program.modules
    if isinstance(node, ast.Import):
        module = alias.name if alias.asname else alias.name.partition(".")[0]
        path = modules.find(module)
        return Identity("module", path, "") if path else Identity("outside", module, "")
    module = modules.absolute(source.path, node.module or "", node.level)
    return None if module is None else _in_module(point, module, alias.name, depth + 1)


def _in_module(point: Point, module: str, name: str, depth: int) -> Identity | None:
    path = point.program.modules.find(module)
    if path is None:
        return Identity("outside", module, name)
    source = point.program.source(path)
    found = None if source is None or depth > _IMPORTS_FOLLOWED else of_module(point, source, name, depth)
    if found is not None:
        return found
    inner = point.program.modules.find(f"{module}.{name}")
    return None if inner is None else Identity("module", inner, "")


def _of_import(point: Point, module: str, name: str | None, value: Value) -> Identity | None:
    if name is None:
        path = point.program.modules.find(module)
        return Identity("module", path, "") if path else Identity("outside", module, "")
    return _in_module(point, module, name, 0)


def _attribute(point: Point, base: Value, name: str) -> Identity | None:
    match base:
        case ModuleValue(path=path):
            source = point.program.source(path)
            return None if source is None else of_module(point, source, name)
        case InstanceValue(instance=Instance(project_class=ProjectClass() as project_class)):
            return _of_class(point, project_class, name)
        case ClassValue(project_class=project_class) | Super(owner=project_class):
            return _of_class(point, project_class, name)
        case BindingModule(name=module):
            return Identity("outside", module, name)
        case InstanceValue() | Token() | BindingClass() | External() | Bound():
            return Identity("outside", "", name)
        case _:
            return None


def _of_class(point: Point, project_class: ProjectClass, name: str) -> Identity | None:
    """An attribute: of the class that all begin with which may have it."""
    base = binding_base(project_class)
    if base is not None and point.catalog.declaring(base, name) is not None:
        return Identity("outside", base.fqn, name)
    first = linearized(project_class)[-1]
    return None if first.place is None else Identity("attribute", first.place.statement, name)


def is_of_project(found: Identity | None) -> bool:
    """Whether it is the project's to rename."""
    return found is not None and found.kind in ("name", "inner", "attribute")
