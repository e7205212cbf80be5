"""Functions and classes of the project, where they are defined."""

from __future__ import annotations

import ast
import keyword
import re
from typing import TYPE_CHECKING

from presynth.program import fields
from presynth.program.events import Definition
from presynth.program.names import lookup
from presynth.program.state import Frame
from presynth.program.values import (
    BindingClass,
    ClassValue,
    External,
    Function,
    ProjectClass,
    Value,
)
from presynth.source.statement import Place, Statement

if TYPE_CHECKING:
    from presynth.program.interpreter import Interpreter


def define_function(run: Interpreter, statement: Statement) -> None:
    """`def name(…)`: evaluates the defaults and binds the name."""
    node = statement.node or _stand_in(statement, "def {name}(self, *args, **kwargs): pass")
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return
    owner = None if run.frame.owner is None else run.state.read(run.frame, "<class>")
    function = Function(
        statement,
        node,
        run.frame,
        run.frame.path,
        node.name,
        tuple(_dotted(run, decorator) for decorator in node.decorator_list),
        _defaults(run, statement, node.args),
        owner.project_class if isinstance(owner, ClassValue) else None,
    )
    if not (function.decorators and function.decorators[0].endswith((".setter", ".deleter"))):
        run.state.write(run.frame, node.name, function)
    run.emit(Definition(place=name_place(statement, node), conditions=run.conditions, defined=function))


def _defaults(run: Interpreter, statement: Statement, arguments: ast.arguments) -> tuple[tuple[str, Value], ...]:
    """By parameter. They are the header's: what they are is the same, whatever is typed in the body."""
    positional = [*arguments.posonlyargs, *arguments.args]
    behind = positional[len(positional) - len(arguments.defaults) :]
    written = (
        *zip(behind, arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    )
    around = run.statement
    run.statement = statement.header
    try:
        return tuple((parameter.arg, run.evaluate(default)) for parameter, default in written if default is not None)
    finally:
        run.statement = around


def define_class(run: Interpreter, statement: Statement) -> None:
    """`class Name(Base): …`: runs its body; what that binds are the attributes of the class."""
    node = statement.node or _stand_in(statement, "class {name}(None): pass")
    if not isinstance(node, ast.ClassDef):
        return
    bases = tuple(run.evaluate(_unsubscripted(base)) for base in node.bases)
    if any(keyword.arg == "metaclass" for keyword in node.keywords):
        bases = (*bases, External("<metaclass>"))
    heading = (node.name, run.frame.path, bases, tuple(_dotted(run, decorator) for decorator in node.decorator_list))
    project_class = run.made_here(ProjectClass, lambda: ProjectClass(*heading), lambda known: known.heading == heading)
    project_class.place = name_place(statement, node)
    context = run.child_context()
    if context.frame is None:
        context.frame = Frame(run.frame.path, node.name, run.frame)
    frame = context.frame
    frame.owner, frame.parent = project_class, run.frame
    run.state.write(frame, "<class>", ClassValue(project_class))
    with run.inside(frame, context):
        run.body(statement.body)
    writes = run.state.trace.writes.items()
    attributes = [(name, value) for (owner, name), value in writes if owner is frame and name != "<class>"]
    for name, value in attributes:
        run.state.write(project_class, name, value)
    fields.declare(run, project_class, statement)
    run.state.write(run.frame, node.name, ClassValue(project_class))
    run.emit(Definition(place=project_class.place, conditions=run.conditions, defined=project_class))


def _unsubscripted(base: ast.expr) -> ast.expr:
    """`Generic[T]` is `Generic`."""
    return base.value if isinstance(base, ast.Subscript) else base


def _dotted(run: Interpreter, decorator: ast.expr) -> str:
    """A decorator as a dotted name, resolved as far as its first name is known to come from elsewhere."""
    expression = decorator.func if isinstance(decorator, ast.Call) else decorator
    parts: list[str] = []
    while isinstance(expression, ast.Attribute):
        parts.insert(0, expression.attr)
        expression = expression.value
    if not isinstance(expression, ast.Name):
        return "<expression>"
    value = lookup(run, expression.id)
    first = expression.id
    if isinstance(value, External):
        first = value.name
    elif isinstance(value, BindingClass):
        first = value.type.fqn
    return ".".join([first, *parts])


def name_place(statement: Statement, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Place:
    """Where the name of a def or class statement stands."""
    line = node.lineno - 1 - statement.shift
    byte = statement.lines[line].encode().find(node.name.encode(), node.col_offset)
    return Place(statement, line, byte, line, byte + len(node.name.encode()))


def _stand_in(statement: Statement, template: str) -> ast.stmt | None:
    """A header that says as much as can be known of one that does not parse: its name."""
    lines = statement.text.split("\n")
    for number, line in enumerate(lines):
        found = _HEADER.match(line)
        if found is not None and found.group(1).isidentifier() and not keyword.iskeyword(found.group(1)):
            node = ast.parse(template.format(name=found.group(1))).body[0]
            node.lineno, node.col_offset = number + 1 + statement.shift, 0
            return node
    return None


_HEADER = re.compile(r"\s*(?:async\s+)?(?:def|class)\s+(\w+)")
