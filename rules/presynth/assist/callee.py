"""What is called, and with which parameters it can be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from presynth.assist.annotations import annotation
from presynth.assist.called import called_function
from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Method, Property, Type, TypeKind, TypeRef
from presynth.program.asking import Outcome
from presynth.program.classes import binding_base, is_dataclass, linearized
from presynth.program.fields import FIELDS, annotated
from presynth.program.parameters import parameters_of
from presynth.program.values import (
    BindingClass,
    BindingMethod,
    Bound,
    ClassValue,
    Constant,
    Function,
    Partial,
    ProjectClass,
    Sequence,
    Value,
    options_of,
)

_ANNOTATIONS: dict[str, TypeKind] = {"str": "string", "bool": "boolean", "int": "number", "float": "number"}


@dataclass(frozen=True)
class Parameter:
    """One parameter. `declared` is the field of a struct that jsii makes a keyword of.

    `annotation` is its type as Python writes it (`project_class` where it is a class of the project), `default` the
    expression that the project wrote. `rest` ("*", "**") is before one that takes all others.
    """

    name: str
    type: TypeRef | None
    annotation: str
    required: bool
    positional: bool = False
    keyword: bool = True
    declared: Property | None = None
    default: str = ""
    project_class: ProjectClass | None = None
    rest: str = ""


@dataclass(frozen=True)
class Callee:
    """Something that can be called. `declared_by` is the class or struct of a binding whose arguments it takes."""

    name: str
    parameters: tuple[Parameter, ...]
    declared_by: Type | None = None
    is_open: bool = False

    @property
    def positional(self) -> tuple[Parameter, ...]:
        """Those that may be passed by their place alone."""
        return tuple(each for each in self.parameters if each.positional)

    @property
    def keywords(self) -> tuple[Parameter, ...]:
        """Those that may be passed by name."""
        return tuple(each for each in self.parameters if each.keyword)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name."""
        return next((each for each in self.parameters if each.name == name), None)


def callee_of(value: Value, outcome: Outcome) -> Callee | None:
    """What is called where `value` is; None for what presynth knows no parameters of."""
    for option in options_of(value):
        match option:
            case BindingClass(type=type_):
                return of_class(type_, outcome.catalog)
            case BindingMethod(name="__init__", type=type_):
                return of_class(type_, outcome.catalog)
            case BindingMethod(method=Method() as method):
                return _of_method(method, outcome.catalog)
            case Bound(function=function):
                return _of_function(function, outcome, bound=True)
            case Function() as function:
                return _of_function(function, outcome, bound=False)
            case ClassValue(project_class=project_class):
                return _of_project_class(project_class, outcome)
            case Partial(callee=inner):
                return callee_of(inner, outcome)
            case _:
                pass
    return None


def of_class(type_: Type, catalog: Catalog) -> Callee | None:
    """A class or struct of a binding."""
    if type_.parameters is None:
        return None
    return Callee(type_.name, (*_positional(type_, catalog), *_keywords(type_, catalog)), type_)


def _of_method(method: Method, catalog: Catalog) -> Callee:
    lifted = method.parameters[-1].type.name if catalog.keywords(method) else ""
    parameters = (*_positional(method, catalog), *_keywords(method, catalog))
    is_open = bool(method.parameters) and method.parameters[-1].variadic
    return Callee(method.name, parameters, catalog.type(lifted) if lifted else None, is_open)


def _positional(callee: Type | Method, catalog: Catalog) -> Iterator[Parameter]:
    for each in catalog.positional(callee):
        yield Parameter(each.name, each.type, annotation(each.type, catalog), not each.optional, positional=True)


def _keywords(callee: Type | Method, catalog: Catalog) -> Iterator[Parameter]:
    for name, declared in catalog.keywords(callee).items():
        yield Parameter(
            name, declared.type, annotation(declared.type, catalog), not declared.optional, declared=declared
        )


def _of_project_class(project_class: ProjectClass, outcome: Outcome) -> Callee | None:
    initializer = called_function(outcome, ClassValue(project_class))
    if initializer is not None:
        made = _of_function(initializer, outcome, bound=True)
        return Callee(project_class.name, made.parameters, made.declared_by, made.is_open)
    if is_dataclass(project_class):
        return Callee(project_class.name, tuple(_fields(project_class, outcome)))
    base = binding_base(project_class)
    inherited = None if base is None else of_class(base, outcome.catalog)
    return None if inherited is None else Callee(project_class.name, inherited.parameters, inherited.declared_by)


def _fields(project_class: ProjectClass, outcome: Outcome) -> Iterator[Parameter]:
    """The parameters that `@dataclass` makes of the annotated names."""
    seen: set[str] = set()
    for ancestor in reversed(linearized(project_class)):
        names = outcome.slot(ancestor, FIELDS)
        for item in names.items if isinstance(names, Sequence) else ():
            name = item.value if isinstance(item, Constant) else None
            if isinstance(name, str) and name not in seen:
                seen.add(name)
                has_default = name in outcome.held(ancestor)
                yield Parameter(name, None, _annotation(ancestor, name), not has_default, positional=True)


def _annotation(project_class: ProjectClass, name: str) -> str:
    """The type that the body of a class gives a name."""
    found = annotated(project_class, name)
    return "" if found is None else ast.unparse(found[1].annotation)


def _of_function(function: Function, outcome: Outcome, *, bound: bool) -> Callee:
    declared = parameters_of(function)
    positional = [*declared.posonlyargs, *declared.args]
    required = len(positional) - len(declared.defaults)
    parameters: list[Parameter] = []
    for number, argument in enumerate(positional):
        if bound and number == 0 and "staticmethod" not in function.decorators:
            continue
        default = declared.defaults[number - required] if number >= required else None
        by_name = argument not in declared.posonlyargs
        parameters.append(_of_argument(argument, default, function, outcome, positional=True, keyword=by_name))
    if declared.vararg is not None:
        parameters.append(_of_rest(declared.vararg, "*"))
    for argument, default in zip(declared.kwonlyargs, declared.kw_defaults, strict=True):
        parameters.append(_of_argument(argument, default, function, outcome, positional=False, keyword=True))
    if declared.kwarg is not None:
        parameters.append(_of_rest(declared.kwarg, "**"))
    is_open = declared.kwarg is not None or declared.vararg is not None
    return Callee(function.name, tuple(parameters), None, is_open)


def _of_rest(argument: ast.arg, rest: str) -> Parameter:
    annotation = "" if argument.annotation is None else ast.unparse(argument.annotation)
    return Parameter(argument.arg, None, annotation, required=True, keyword=False, rest=rest)


def _of_argument(
    argument: ast.arg,
    default: ast.expr | None,
    function: Function,
    outcome: Outcome,
    *,
    positional: bool,
    keyword: bool,
) -> Parameter:
    annotation = "" if argument.annotation is None else ast.unparse(argument.annotation)
    type_, project_class = _annotated(annotation, function, outcome)
    return Parameter(
        argument.arg,
        type_,
        annotation,
        default is None,
        positional,
        keyword,
        default="" if default is None else ast.unparse(default),
        project_class=project_class,
    )


def _annotated(annotation: str, function: Function, outcome: Outcome) -> tuple[TypeRef | None, ProjectClass | None]:
    """The type that an annotation stands for, where it is plain or a class of a binding, or the project's class."""
    plain = annotation.strip("'\"").partition("|")[0].strip()
    if plain in _ANNOTATIONS:
        return TypeRef(_ANNOTATIONS[plain]), None
    value = outcome.ask(plain, function.frame) if plain else None
    if isinstance(value, ClassValue):
        return None, value.project_class
    return (TypeRef("named", value.type.fqn) if isinstance(value, BindingClass) else None), None
