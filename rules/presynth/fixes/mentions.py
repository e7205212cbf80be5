"""What single statements do with a name: read it, bind it, hide it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from presynth.source.statement import Kind, Statement

_WORD = re.compile(r"\w+")
_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@dataclass
class Mentions:
    """What one statement, without its body, does with a name.

    `reads` and `strings` are where the scope that the statement is in is asked for it: names, and string annotations
    that hold it. `binds` says that the statement binds it there, `parameter` that it does so for its own body, `hides`
    that some expression in it has its own meaning for it, `declares` that it says `global` or `nonlocal`. `unknown`
    says that it cannot be told: the statement does not parse and has the word in it, or has a type parameter of it.
    """

    reads: list[ast.Name] = field(default_factory=list[ast.Name])
    strings: list[ast.Constant] = field(default_factory=list[ast.Constant])
    binds: bool = False
    parameter: bool = False
    hides: bool = False
    declares: bool = False
    unknown: bool = False


_NOTHING = Mentions()
_known: WeakKeyDictionary[Statement, dict[str, Mentions]] = WeakKeyDictionary()
"""What has been found: a statement never changes, and in an editor the same ones are asked about again and again."""


def mentions(statement: Statement, name: str) -> Mentions:
    """What `statement` does with `name`."""
    if name not in statement.text:
        return _NOTHING
    known = _known.setdefault(statement, {})
    if name not in known:
        known[name] = _found(statement, name)
    return known[name]


def _found(statement: Statement, name: str) -> Mentions:
    if statement.node is None:
        return Mentions(unknown=name in _WORD.findall(statement.text))
    finder = _Finder(name)
    finder.visit(statement.node)
    return finder.found


def binds(statements: Iterable[Statement], name: str) -> bool:
    """Whether statements of one scope bind the name in it."""
    return any(mentions(statement, name).binds for statement in in_scope(statements))


def in_scope(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements and those in their bodies, without the bodies of functions and classes."""
    for statement in statements:
        yield statement
        if statement.kind not in (Kind.FUNCTION, Kind.CLASS):
            yield from in_scope(statement.body)


def is_local(function: Statement, name: str) -> bool:
    """Whether the name is the function's own."""
    if mentions(function, name).parameter:
        return True
    own = [mentions(statement, name) for statement in in_scope(function.body)]
    return any(each.binds for each in own) and not any(each.declares for each in own)


class _Finder(ast.NodeVisitor):
    """Visits one statement."""

    def __init__(self, name: str) -> None:
        self.found = Mentions()
        self._name = name
        self._hidden = False
        self._annotation = False

    def visit_Name(self, node: ast.Name) -> None:
        if node.id != self._name or self._hidden:
            return
        if isinstance(node.ctx, ast.Load):
            self.found.reads.append(node)
        else:
            self.found.binds = True

    def visit_Constant(self, node: ast.Constant) -> None:
        if self._annotation and isinstance(node.value, str) and self._name in node.value:
            self.found.strings.append(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """In `Literal["X"]` and behind the first of `Annotated[…]`, strings are strings."""
        word = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
        self.visit(node.value)
        if word == "Annotated" and isinstance(node.slice, ast.Tuple):
            self.visit(node.slice.elts[0])
            self._with_annotation(False, *node.slice.elts[1:])
        else:
            self._with_annotation(self._annotation and word != "Literal", node.slice)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._visit_all(node.targets)
        exports = any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)
        self._with_annotation(exports, node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit_Assign(ast.Assign([node.target], node.value))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._with_annotation(True, node.annotation)
        self._visit_all([node.target, *([node.value] if node.value else [])])

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.found.binds |= node.name == self._name
        self._visit_all(node.decorator_list)
        self.found.parameter |= self._visit_arguments(node.args)
        self.found.unknown |= self._has_type_parameter(node)
        if node.returns is not None:
            self._with_annotation(True, node.returns)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.found.binds |= node.name == self._name
        self.found.unknown |= self._has_type_parameter(node)
        self.generic_visit(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        own = self._visit_arguments(node.args)
        self._hiding(own, lambda: self.visit(node.body))

    def visit_ListComp(self, node: _Comprehension) -> None:
        """Only the first iterable is looked up outside."""
        first, *others = node.generators
        self.visit(first.iter)
        targets = [each for generator in node.generators for each in ast.walk(generator.target)]
        own = any(isinstance(each, ast.Name) and each.id == self._name for each in targets)
        elements = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
        self._hiding(own, lambda: self._visit_all([*elements, first.target, *first.ifs, *others]))

    def visit_SetComp(self, node: ast.SetComp) -> None:
        self.visit_ListComp(node)

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self.visit_ListComp(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self.visit_ListComp(node)

    def visit_alias(self, node: ast.alias) -> None:
        self.found.binds |= (node.asname or node.name.partition(".")[0]) == self._name

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self._binding(node.name, node)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        self._binding(node.name, node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        self._binding(node.name, node)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        self._binding(node.rest, node)

    def visit_Global(self, node: ast.Global | ast.Nonlocal) -> None:
        self.found.declares |= self._name in node.names

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.visit_Global(node)

    def _binding(self, name: str | None, node: ast.AST) -> None:
        self.found.binds |= name == self._name
        self.generic_visit(node)

    def _visit_arguments(self, arguments: ast.arguments) -> bool:
        """Visits what is evaluated outside; returns whether one has the name."""
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        every += [each for each in (arguments.vararg, arguments.kwarg) if each is not None]
        self._visit_all([*arguments.defaults, *(each for each in arguments.kw_defaults if each is not None)])
        for argument in every:
            if argument.annotation is not None:
                self._with_annotation(True, argument.annotation)
        return any(argument.arg == self._name for argument in every)

    def _has_type_parameter(self, node: ast.AST) -> bool:
        """Before Python 3.12 there is no class for them."""
        parameters: list[ast.AST] = getattr(node, "type_params", [])
        return any(getattr(each, "name", "") == self._name for each in parameters)

    def _hiding(self, hidden: bool, visit: Callable[[], None]) -> None:
        before = self._hidden
        self._hidden |= hidden
        self.found.hides |= hidden
        visit()
        self._hidden = before

    def _with_annotation(self, annotation: bool, *nodes: ast.AST) -> None:
        before = self._annotation
        self._annotation = annotation
        self._visit_all(nodes)
        self._annotation = before

    def _visit_all(self, nodes: Iterable[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)
