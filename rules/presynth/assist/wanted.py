"""What may stand at a position: an argument of which call, a value of which type, a key of which struct."""

from __future__ import annotations

from dataclasses import dataclass

from presynth.assist.callee import Callee, Parameter, callee_of, of_class
from presynth.assist.cursor import Bracket
from presynth.assist.override_paths import argument_at, overridden_by
from presynth.assist.point import Point
from presynth.catalog.arguments import struct_in
from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Property, Type, TypeRef
from presynth.program.values import UNKNOWN, ProjectClass


@dataclass(frozen=True)
class Wanted:
    """What a value at the position is for.

    `type` is what is declared there (of a list's element, inside a list), None where nobody says. `declared` is the
    argument it is (part of), `declared_by` the class or struct that has that argument. `name` is that argument's name,
    also where it is a parameter of the project, which may want a `project_class`. `in_list`: it becomes an element.
    """

    type: TypeRef | None = None
    declared: Property | None = None
    declared_by: Type | None = None
    name: str = ""
    in_list: bool = False
    project_class: ProjectClass | None = None

    @property
    def is_told(self) -> bool:
        """Whether somebody says of what type it is to be."""
        return self.type is not None or self.project_class is not None


@dataclass(frozen=True)
class Situation:
    """Where the position is: in the argument list of `call`, among the keys of a dict that stands for `struct`.

    `value` is what is wanted as a value, None where only a name can stand; `names` says whether a keyword or key can.
    """

    call: Callee | None = None
    struct: Type | None = None
    value: Wanted | None = None
    names: bool = False


def situation(point: Point) -> Situation:
    """What may stand at a position, by the brackets around it."""
    found = Situation(value=Wanted())
    for bracket in point.cursor.brackets:
        if bracket.definition:
            is_new_name = bracket.definition == "def" and not any(
                each.text in (":", "=") for each in bracket.pieces[-1]
            )
            found = Situation(value=None if is_new_name else Wanted())
        elif bracket.is_call:
            found = _in_call(point, bracket)
        elif bracket.opener == "{":
            found = _in_braces(point.catalog, bracket, found)
        elif bracket.opener == "[":
            found = Situation(value=_element(found.value)) if not bracket.callee else Situation(value=Wanted())
        else:
            found = Situation(value=found.value)
    return found


def _in_call(point: Point, bracket: Bracket) -> Situation:
    callee = callee_named(point, bracket.callee)
    if callee is None:
        return Situation(value=Wanted(name=bracket.keyword or ""))
    overridden = _overridden(point, bracket, callee)
    if overridden is not None:
        return Situation(callee, value=overridden)
    if bracket.keyword is not None:
        parameter = callee.parameter(bracket.keyword)
        if parameter is not None and callee.name == "TerraformOutput" and parameter.name == "value":
            value = Wanted(None, parameter.declared, callee.declared_by, _id_of(bracket))
            return Situation(callee, value=value)
        return Situation(callee, value=_of_parameter(callee, parameter, bracket.keyword))
    names = not bracket.pieces[-1]
    place = bracket.place
    if place is None or place >= len(callee.positional):
        return Situation(callee, value=Wanted() if callee.is_open and place is not None else None, names=names)
    return Situation(callee, value=_of_parameter(callee, callee.positional[place], ""), names=names)


def _id_of(bracket: Bracket) -> str:
    """The id that a construct is given, as a name: `vpc-id` tells what an output is for."""
    piece = bracket.pieces[1] if len(bracket.pieces) > 1 else []
    return piece[0].said.replace("-", "_").lower() if len(piece) == 1 and piece[0].kind == "string" else ""


def _overridden(point: Point, bracket: Bracket, callee: Callee) -> Wanted | None:
    """What a value of `add_override` is for: text, numbers and the like, which need no Python class."""
    is_value = bracket.keyword == "value" or (bracket.keyword is None and bracket.place == 1)
    type_ = overridden_by(point, bracket) if is_value and callee.parameter("path") is not None else None
    path = bracket.pieces[0]
    if type_ is None or len(path) != 1 or path[0].kind != "string":
        return None
    found = argument_at(point.catalog, type_, path[0].said)
    if found is None:
        return Wanted()
    owner, declared = found
    is_plain = struct_in(point.catalog, declared.type)[0] is None
    return Wanted(declared.type, declared, owner, declared.name) if is_plain else Wanted()


def callee_named(point: Point, expression: str) -> Callee | None:
    """What is called; a name that stands for nothing is taken for the class of that name, if a package has one."""
    value = point.value(expression)
    if value is UNKNOWN and expression.isidentifier() and expression not in point.names:
        named = [each for each in point.catalog.named(expression) if each.parameters is not None]
        packages = {point.catalog.package(each.module) for each in named}
        return of_class(named[0], point.catalog) if named and len(named) == len(packages) else None
    return callee_of(value, point.outcome)


def _of_parameter(callee: Callee, parameter: Parameter | None, name: str) -> Wanted:
    if parameter is None:
        return Wanted(name=name)
    project_class = parameter.project_class
    return Wanted(parameter.type, parameter.declared, callee.declared_by, parameter.name, project_class=project_class)


def _in_braces(catalog: Catalog, bracket: Bracket, outer: Situation) -> Situation:
    wanted = outer.value or Wanted()
    struct, is_list = (None, False) if wanted.type is None else struct_in(catalog, wanted.type)
    at_key = not bracket.value and bracket.key is None
    if struct is not None and wanted.in_list:
        return Situation()  # a dict in a list of structs is the trap, not the way
    if struct is not None and not is_list:
        if bracket.key is None:
            return Situation(struct=struct, names=at_key)
        key = bracket.key.said
        field = catalog.keywords(struct).get(key)
        value = Wanted(name=key) if field is None else Wanted(field.type, field, struct, key)
        return Situation(struct=struct, value=value)
    if bracket.key is None:
        return Situation(value=Wanted())
    return Situation(value=_element(wanted) if wanted.type is not None else Wanted(name=bracket.key.said))


def _element(wanted: Wanted | None) -> Wanted:
    """What an element of what is wanted is: of a list, or a value of a map."""
    if wanted is None:
        return Wanted()
    element = None if wanted.type is None else element_of(wanted.type)
    return Wanted(element, wanted.declared, wanted.declared_by, wanted.name, in_list=True)


def element_of(type_: TypeRef) -> TypeRef | None:
    """The type of what is in a list or map."""
    if type_.kind in ("list", "map"):
        return type_.of[0]
    inner = (element_of(each) for each in type_.of) if type_.kind == "union" else ()
    return next((each for each in inner if each is not None), None)


def members(type_: TypeRef | None) -> tuple[TypeRef, ...]:
    """The alternatives of a type."""
    if type_ is None:
        return ()
    if type_.kind != "union":
        return (type_,)
    return tuple(each for member in type_.of for each in members(member))
