"""The fields of dataclasses and named tuples: what their `__init__` takes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from presynth.program.arguments import Arguments
from presynth.program.classes import NAMED_TUPLE, has_external_base, is_transparent, linearized
from presynth.program.values import (
    UNKNOWN,
    ClassValue,
    Constant,
    External,
    Instance,
    InstanceValue,
    ProjectClass,
    Sequence,
    Value,
)
from presynth.source.statement import Place, Statement

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter

FIELDS = "<fields>"
"""The slot of a class with the names of the fields its body declares, in order."""
_NAMED_TUPLE = "typing.NamedTuple"
_KEYWORDS = "<keyword fields>"
"""The slot with those among them that are passed by keyword only."""


class Misfit(NamedTuple):
    """Arguments that no field takes, and fields without one that have no default."""

    unexpected: tuple[str, ...]
    absent: tuple[str, ...]


def declare(run: Interpreter, project_class: ProjectClass, statement: Statement) -> None:
    """Note the fields that a class body declares."""
    declared = list(_declared(statement))
    names = Sequence("tuple", tuple(Constant(name) for name, _ in declared))
    keywords = Sequence("tuple", tuple(Constant(name) for name, by_keyword in declared if by_keyword))
    run.state.write(project_class, FIELDS, names)
    if keywords.items:
        run.state.write(project_class, _KEYWORDS, keywords)


def named_tuple(run: Interpreter, name: str, names: list[str], defaults: tuple[Value, ...], place: Place) -> Value:
    """The class that `namedtuple(name, names)` makes; the last fields have the `defaults`."""
    heading = (name, run.frame.path, (External(_NAMED_TUPLE),), ())
    made = run.made_here(ProjectClass, lambda: ProjectClass(*heading), lambda known: known.heading == heading)
    made.place = place
    run.state.write(made, FIELDS, Sequence("tuple", tuple(Constant(each) for each in names)))
    for each, default in zip(names[len(names) - len(defaults) :], defaults, strict=False):
        run.state.write(made, each, default)
    return ClassValue(made)


def _declared(statement: Statement) -> Iterator[tuple[str, bool]]:
    """The annotated names of a class body that can be passed, and whether by keyword only."""
    by_keyword = any(_says(decorator, "kw_only", True) for decorator in getattr(statement.node, "decorator_list", ()))
    for inner in statement.body:
        node = inner.node
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        annotation = ast.unparse(node.annotation)
        if annotation.endswith("KW_ONLY"):
            by_keyword = True
        elif "ClassVar" not in annotation and not _says(node.value, "init", False):
            yield node.target.id, by_keyword or _says(node.value, "kw_only", True)


def annotated(project_class: ProjectClass, name: str) -> tuple[Statement, ast.AnnAssign] | None:
    """The statement in the body of a class that gives a name a type."""
    for statement in project_class.place.statement.body if project_class.place is not None else ():
        match statement.node:
            case ast.AnnAssign(target=ast.Name(id=target)) as node if target == name:
                return statement, node
            case _:
                pass
    return None


def _says(node: ast.expr | None, keyword: str, value: bool) -> bool:
    """Whether it is a call with `keyword=value`."""
    if not isinstance(node, ast.Call):
        return False
    given = next((each.value for each in node.keywords if each.arg == keyword), None)
    return isinstance(given, ast.Constant) and given.value is value


def fill(run: Interpreter, project_class: ProjectClass, instance: Instance, arguments: Arguments) -> Misfit:
    """What the `__init__` that is written for the class does: every field gets its argument, or its default."""
    fields: dict[str, Value | None] = {}
    keywords: set[str] = set()
    for ancestor in reversed(linearized(project_class)):
        fields.update((name, run.state.read(ancestor, name)) for name in _names(run, ancestor, FIELDS))
        keywords.update(_names(run, ancestor, _KEYWORDS))
    order = [name for name in fields if name not in keywords]
    given: dict[str, Value] = {}
    unexpected: list[str] = []
    for number, argument in enumerate(arguments.items):
        name = argument.name or (order[number] if number < len(order) else f"#{number + 1}")
        if name in fields:
            given[name] = argument.value
        else:
            unexpected.append(name)
    for name, default in fields.items():
        fallback = UNKNOWN if arguments.open or default is None else default
        run.state.write(instance, name, given.get(name, fallback))
    if not is_transparent(project_class):
        return Misfit((), ())
    absent = () if arguments.open else tuple(name for name in fields if name not in given and fields[name] is None)
    return Misfit(tuple(unexpected), absent)


def as_items(run: Interpreter, value: Value) -> Value:
    """The fields of a named tuple as a tuple; any other value as it is."""
    if not isinstance(value, InstanceValue) or value.instance.project_class is None:
        return value
    if not has_external_base(value.instance.project_class, NAMED_TUPLE):
        return value
    names = names_of(run, value.instance.project_class)
    return Sequence("tuple", tuple(run.state.read(value.instance, name) or UNKNOWN for name in names))


def names_of(run: Interpreter, project_class: ProjectClass) -> list[str]:
    """All fields of a class, its own and its bases'."""
    return [name for ancestor in reversed(linearized(project_class)) for name in _names(run, ancestor, FIELDS)]


def _names(run: Interpreter, owner: ProjectClass, slot: str) -> list[str]:
    names = run.state.read(owner, slot)
    items = names.items if isinstance(names, Sequence) else ()
    return [item.value for item in items if isinstance(item, Constant)]
