"""Walks a value and the type declared for it side by side, to any depth, and says where they part.

Generated code turns a dict into a struct only where one struct is declared (`X(**d)`, Python's names); typeguard then
looks at every argument, but into no union that has an interface in it and into no dict; jsii looks at everything, and
takes a dict for a struct by its camelCase keys, dropping the others. (jsii 1.142.0, typeguard 2.13.3, run.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Names
from typing import Literal

from msgspec.structs import replace

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Property, Type, TypeRef
from presynth.checks.schema.faults import (
    Fault,
    MissingLevel,
    MissingNames,
    RawDict,
    Refusal,
    UnknownName,
    WrongStruct,
    WrongValue,
    refusal,
)
from presynth.checks.schema.levels import missing_level
from presynth.checks.schema.matching import match
from presynth.checks.schema.runtime import JSON_KINDS, Kind, Nature, nature
from presynth.checks.schema.spots import Given, Spot, is_inside
from presynth.program.values import (
    DECLARED,
    Choice,
    Constant,
    Entry,
    InstanceValue,
    Mapping,
    Sequence,
    StructValue,
    Value,
)

_SCALARS: dict[str, tuple[frozenset[Kind], frozenset[Kind]]] = {
    "string": (frozenset(("str",)), frozenset(("str",))),
    "number": (frozenset(("int", "float")), frozenset(("int", "float", "bool"))),
    "boolean": (frozenset(("bool",)), frozenset(("bool",))),
}
"""What jsii takes for a scalar, and what typeguard does: to Python, a bool is a number."""
_ANY = TypeRef("any")
_WRITES_ANYTHING = re.compile(
    r"TerraformLocal|TerraformVariable|TerraformHclModule(?:\.set)?|(?:Fn|Op)\.\w+|Token\.as_\w+|\w+\.add_override"
)
"""What takes anything and writes it down, by class or method."""
_ORDER = ("string", "number", "boolean", "json", "list", "map", "named", "any")
"""The order in which jsii tries the members of a union; structs come before classes."""


class Fit:
    """Judges values by the types of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def faults(self, value: Value, declared: TypeRef, spot: Spot) -> list[Fault]:
        """What is wrong with `value`; of several possible values, only where all are wrong."""
        if isinstance(value, Choice):
            found = [
                self.faults(option, declared, spot.at(option.origin, option, declared, spot.path))
                for option in value.options
            ]
            return [fault for each in found for fault in each] if all(found) else []
        kind = nature(value, self.catalog)
        if kind is None or (kind.kind == "none" and spot.optional):
            return []
        match declared.kind:
            case "string" | "number" | "boolean":
                return self._scalar(value, kind, declared, spot)
            case "list":
                return self._list(value, kind, declared, spot)
            case "map":
                return self._map(value, kind, declared, spot)
            case "union":
                return self._union(value, declared, spot)
            case "named":
                return self._named(value, kind, declared, spot)
            case "any":
                return self._any(value, kind, declared, spot)
            case _:
                return []

    def fields(
        self, given: Iterable[Given], keywords: Names[str, Property], owner: Type | str
    ) -> tuple[list[Fault], dict[str, TypeRef]]:
        """What is wrong with the keywords of a call or the keys of a dict that becomes a struct, and what is absent."""
        given = tuple(given)
        names = {each.name for each in given}
        free = {name: declared for name, declared in keywords.items() if name not in names}
        absent = {name: declared.type for name, declared in free.items() if not declared.optional}
        found: list[Fault] = []
        for each in given:
            declared = keywords.get(each.name)
            if declared is not None:
                found += self.field(each, declared)
                continue
            place, key, shared = each.name_place, each.key, each.shared
            found.append(UnknownName(place, each.name, owner, free, key=key, shared=shared, passed=each.passed))
            meant = match(each.name, free)
            if meant is not None:
                absent.pop(meant.name, None)
        return found, absent

    def field(self, given: Given, declared: Property) -> list[Fault]:
        """What is wrong with the value of one field."""
        spot = replace(given.spot, optional=declared.optional)
        value = given.value
        if isinstance(value, Constant) and value.value is None and declared.type.kind == "any" and not spot.optional:
            return [self._wrong(value, declared.type, spot, "python")]
        return self.faults(value, declared.type, spot)

    def _wrong(self, value: Value, declared: TypeRef, spot: Spot, by: Refusal | None) -> WrongValue:
        return WrongValue(spot.passed, declared, value, spot.path, by)

    def _refused(
        self, value: Value, kind: Nature, declared: TypeRef, spot: Spot, *, passes_typeguard: bool = False
    ) -> list[Fault]:
        by_python = kind.kind not in JSON_KINDS or (spot.checked and not passes_typeguard)
        return [self._wrong(value, declared, spot, "python" if by_python else "jsii")]

    def _scalar(self, value: Value, kind: Nature, declared: TypeRef, spot: Spot) -> list[Fault]:
        taken, passing = _SCALARS[declared.kind]
        if kind.kind in taken:
            return []
        return self._refused(value, kind, declared, spot, passes_typeguard=kind.kind in passing)

    def _list(self, value: Value, kind: Nature, declared: TypeRef, spot: Spot) -> list[Fault]:
        element = declared.of[0]
        if kind.kind != "list":
            # To typeguard, text is a sequence of texts.
            passes = kind.kind == "str" and self._passes_text(element)
            return self._refused(value, kind, declared, spot, passes_typeguard=passes)
        if not isinstance(value, Sequence):
            if kind.item is None or self._takes(element, kind.item):
                return []
            return self._refused(value, kind, declared, spot, passes_typeguard=self._is_interface(element))
        places = value.places if len(value.places) == len(value.items) else (None,) * len(value.items)
        found: list[Fault] = []
        for number, (item, place) in enumerate(zip(value.items, places, strict=True)):
            inner = replace(spot, optional=False, dicts=_below(spot))
            found += self.faults(item, element, inner.at(place, item, element, f"{spot.path}[{number}]"))
        return found

    def _map(self, value: Value, kind: Nature, declared: TypeRef, spot: Spot) -> list[Fault]:
        element = declared.of[0]
        if kind.kind != "dict":
            return self._refused(value, kind, declared, spot)
        if not isinstance(value, Mapping):
            fits = kind.item is None or self._takes(element, kind.item)
            return [] if fits else [self._wrong(value, declared, spot, "jsii")]
        found: list[Fault] = []
        for entry in value.entries:
            shown = f'"{entry.key.value}"' if isinstance(entry.key, Constant) else "…"
            inner = replace(spot, checked=False, optional=False, dicts=_below(spot))
            inner = inner.at(entry.place, entry.value, element, f"{spot.path}[{shown}]")
            found += self.faults(entry.value, element, inner)
        return found

    def _any(self, value: Value, kind: Nature, declared: TypeRef, spot: Spot) -> list[Fault]:
        if kind.kind not in JSON_KINDS:
            return [self._wrong(value, declared, spot, "python")]
        if isinstance(value, Sequence):
            return self._list(value, kind, TypeRef("list", of=(declared,)), replace(spot, optional=True))
        if isinstance(value, Mapping):
            return self._map(value, kind, TypeRef("map", of=(declared,)), replace(spot, optional=True))
        if kind.kind == "object" and self._is_construct(kind.type) and not self._is_written(value, kind.type, spot):
            return [self._wrong(value, declared, spot, "synth")]
        return []

    def _is_written(self, value: Value, type_: Type | None, spot: Spot) -> bool:
        """Whether a construct may stand where anything does: cdktf writes its address in an output, and nowhere else.

        (cdktf 0.21.0, run: "Unable to resolve object tree with circular reference".)
        """
        owner = spot.passed.owner
        if owner == "TerraformOutput":
            annotated = isinstance(value, InstanceValue) and value.instance.key is DECLARED
            return annotated or type_ is None or self.catalog.is_a(type_, "TerraformElement")
        return not _WRITES_ANYTHING.fullmatch(owner)

    def _union(self, value: Value, declared: TypeRef, spot: Spot) -> list[Fault]:
        members = sorted(declared.of, key=lambda member: (_ORDER.index(member.kind), not self._is_struct(member)))
        solid = [member for member in members if not self._is_interface(member)]
        inner = replace(spot, checked=spot.checked and len(solid) == len(members), dicts=_below(spot))
        tried: list[list[Fault]] = []
        for member in members:
            found = self.faults(value, member, inner)
            if not any(refusal(fault) for fault in found):
                return found
            if member in solid:
                tried.append(found)
            elif all(isinstance(fault, WrongValue) and fault.refused == "synth" for fault in found):
                # jsii takes it for the interface, whatever it may have thought of the other members.
                wanted = solid[0] if len(solid) == 1 else declared
                return [self._wrong(value, wanted, spot, "synth")]
        if len(tried) == 1:
            return tried[0]
        raw = [fault for found in tried for fault in found if isinstance(fault, RawDict)]
        if raw:
            return [min(raw, key=lambda fault: len(fault.missing))]
        for found in tried:
            if all(isinstance(fault, WrongValue) and fault.path != spot.path for fault in found):
                return found
        by_python = all(any(refusal(fault) == "python" for fault in found) for found in tried)
        return [self._wrong(value, declared, spot, "python" if by_python else "jsii")]

    def _named(self, value: Value, kind: Nature, declared: TypeRef, spot: Spot) -> list[Fault]:
        type_ = self.catalog.type(declared.name)
        if type_ is None:
            return []
        if type_.kind == "struct":
            return self._struct(value, kind, declared, type_, spot)
        if type_.kind == "interface":
            if kind.kind not in ("object", "resolvable"):
                return self._refused(value, kind, declared, spot, passes_typeguard=True)
            return [] if self._implements(kind.type, type_) else [self._wrong(value, declared, spot, "synth")]
        if type_.kind == "class" and kind.kind == "object" and self._may_be(value, kind, type_):
            return []
        if kind.kind == "resolvable" and not spot.checked:
            return []
        return self._refused(value, kind, declared, spot)

    def _implements(self, type_: Type | None, interface: Type) -> bool:
        """Whether synth can do with the object what the interface promises; nobody before it looks."""
        if interface.name == "IResolvable":
            return not self._is_construct(type_)
        if interface.name == "ITerraformIterator" and type_ is not None:
            return self.catalog.is_a(type_, interface.fqn)
        return True

    def _is_construct(self, type_: Type | None) -> bool:
        return type_ is not None and self.catalog.is_a(type_, "constructs.Construct")

    def _may_be(self, value: Value, kind: Nature, wanted: Type) -> bool:
        """Whether an object is of the class; one that is known by its annotation may be of a subclass."""
        if kind.type is None or self.catalog.is_a(kind.type, wanted.fqn):
            return True
        annotated = isinstance(value, InstanceValue) and value.instance.key is DECLARED
        return annotated and self.catalog.is_a(wanted, kind.type.fqn)

    def _struct(self, value: Value, kind: Nature, declared: TypeRef, struct: Type, spot: Spot) -> list[Fault]:
        if isinstance(value, StructValue):
            if self.catalog.is_a(value.type, struct.fqn):
                return []
            return [WrongStruct(spot.passed, struct, value, "python" if spot.checked else "jsii")]
        if isinstance(value, Mapping):
            if spot.dicts in ("built", "struct"):
                return self._built(value, struct, spot)
            if spot.dicts == "raw":
                return self._raw(value, struct, spot)
        if not spot.checked and kind.kind in ("object", "resolvable", "dict"):
            if not self._has_required(kind.type, struct):
                return self._refused(value, kind, declared, spot)
            return [self._wrong(value, declared, spot, None)] if self._is_construct(kind.type) else []
        if isinstance(value, Sequence) and spot.optional and not spot.checked and not value.items:
            return []
        return self._refused(value, kind, declared, spot)

    def _has_required(self, type_: Type | None, struct: Type) -> bool:
        """Whether jsii finds the struct's required fields in an object that is passed for it: it looks no further."""
        required = {field.jsii_name for field in self.catalog.keywords(struct).values() if not field.optional}
        return not required or (
            type_ is not None and required <= {each.jsii_name for each in self.catalog.attributes(type_).values()}
        )

    def _built(self, mapping: Mapping, struct: Type, spot: Spot) -> list[Fault]:
        """A dict that becomes the struct: its keys are the keywords of the struct's class."""
        keywords = self.catalog.keywords(struct)
        level = missing_level(mapping, keywords)
        if level is not None and not self.faults(mapping, keywords[level].type, replace(spot, dicts="raw")):
            return [MissingLevel(spot.passed, spot.path, struct, level)]
        given: list[Given] = []
        for entry in mapping.entries:
            name = _key(entry)
            if name is None:
                continue
            declared = keywords.get(name)
            inner = replace(spot, checked=True)
            path = f"{spot.path}.{name}"
            type_ = _ANY if declared is None else declared.type
            inner = inner.at(entry.place, entry.value, type_, path)
            place = entry.key_place or spot.passed.place
            shared = not is_inside(place, spot.passed.place)
            passed = inner.passed if inner.passed.value is entry.value else None
            given.append(Given(name, place, entry.value, inner, passed, key=True, shared=shared))
        found, absent = self.fields(given, keywords, struct)
        if absent and not mapping.open and len(given) == len(mapping.entries):
            found.append(MissingNames(spot.passed.place, struct.name, absent, spot.passed))
        return found

    def _raw(self, mapping: Mapping, struct: Type, spot: Spot) -> list[Fault]:
        """A dict that jsii gets as it is: keys are camelCase, at every level; those it does not know it drops."""
        fields = {declared.jsii_name: declared for declared in self.catalog.keywords(struct).values()}
        keys = [(_key(entry), entry) for entry in mapping.entries]
        names = {name for name, _ in keys}
        missing = [] if mapping.open else [n for n, d in fields.items() if not d.optional and n not in names]
        lost: list[str] = []
        kept: list[str] = []
        wrong: list[Fault] = []
        for name, entry in keys:
            declared = fields.get(name or "")
            if name is None:
                continue
            inner = replace(spot, checked=False, optional=declared is None or declared.optional)
            if declared is None:
                if not _is_harmless(name, entry, names, self.catalog.keywords(struct)):
                    lost.append(name)
                    wrong += self.faults(entry.value, _ANY, inner)
                continue
            inner = inner.at(entry.place, entry.value, declared.type, f"{spot.path}.{name}")
            below = self.faults(entry.value, declared.type, inner)
            deeper = [fault for fault in below if isinstance(fault, RawDict)]
            lost += [f"{name}.{each}" for fault in deeper for each in fault.lost]
            missing += [f"{name}.{each}" for fault in deeper for each in fault.missing]
            wrong += [fault for fault in below if not isinstance(fault, RawDict)]
            kept.append(name)
        if not missing and not lost:
            return wrong
        refusals = {refusal(fault) for fault in wrong}
        by: Refusal | None = "python" if "python" in refusals else "jsii" if missing or refusals else None
        return [RawDict(spot.passed, spot.path, struct, mapping, _once(missing), _once(lost), _once(kept), by)]

    def _takes(self, element: TypeRef, kind: Kind) -> bool:
        """Whether the items of a token fit; what is not known does."""
        if element.kind in _SCALARS:
            return kind in _SCALARS[element.kind][0]
        if element.kind == "union":
            return any(self._takes(member, kind) for member in element.of)
        if element.kind == "named":
            type_ = self.catalog.type(element.name)
            return type_ is None
        return element.kind in ("any", "json", "date")

    def _passes_text(self, declared: TypeRef) -> bool:
        """Whether typeguard takes text for it."""
        if declared.kind == "union":
            return any(self._passes_text(member) for member in declared.of)
        return declared.kind in ("string", "any") or self._is_interface(declared)

    def _is_interface(self, declared: TypeRef) -> bool:
        type_ = self.catalog.type(declared.name) if declared.kind == "named" else None
        return declared.kind == "named" and (type_ is None or type_.kind == "interface")

    def _is_struct(self, declared: TypeRef) -> bool:
        type_ = self.catalog.type(declared.name) if declared.kind == "named" else None
        return type_ is not None and type_.kind == "struct"


def _below(spot: Spot) -> Literal["built", "raw", "refused", "struct"]:
    """What becomes of a dict inside a list, a dict or a union."""
    return "raw" if spot.dicts == "built" else spot.dicts


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _key(entry: Entry) -> str | None:
    return entry.key.value if isinstance(entry.key, Constant) and isinstance(entry.key.value, str) else None


def _is_harmless(name: str, entry: Entry, names: set[str | None], keywords: Names[str, Property]) -> bool:
    """Whether nothing is lost with a key that jsii drops: it is None, or the key that arrives is there too."""
    meant = keywords.get(name)
    if meant is not None and meant.jsii_name in names:
        return True
    return isinstance(entry.value, Constant) and entry.value.value is None
