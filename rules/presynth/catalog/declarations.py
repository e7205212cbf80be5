"""From jsii's declarations to `types`: Python names, Terraform names, documentation links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from presynth.catalog import names
from presynth.catalog.assembly import (
    AssemblyError,
    Docs,
    RawAssembly,
    RawMethod,
    RawParameter,
    RawProperty,
    RawType,
    Reference,
    decode_type,
)
from presynth.catalog.types import Method, Parameter, Property, Type, TypeKind, TypeRef

_LINK = re.compile(r"\{@link (?P<page>https?://[^\s#}]+)(?:#(?P<fragment>[^\s}]*))?(?: (?P<text>[^}]*))?\}")
_VERSION = re.compile(r"/providers/[^/]+/[^/]+/(\d[^/]*)/docs")
_PRIMITIVES: Mapping[str, TypeKind] = {
    "string": "string",
    "number": "number",
    "boolean": "boolean",
    "any": "any",
    "json": "json",
    "date": "date",
}
ConstructKind = Literal["resource", "data", "ephemeral", "provider"]
_CONSTRUCTS: Mapping[str, ConstructKind] = {
    "TerraformResource": "resource",
    "TerraformDataSource": "data",
    "TerraformEphemeralResource": "ephemeral",
    "TerraformProvider": "provider",
    "TerraformRemoteState": "data",
}
# The core's own constructs have no link to say what they are in Terraform (`tfResourceType` in cdktf 0.21.0).
_OF_THE_CORE = {"DataResource": "terraform_data", "TerraformRemoteState": "terraform_remote_state"}


class Declarations:
    """The types of one assembly. `package` is the Python package they are imported from, whatever the manifest says.

    `modules` maps every fully qualified jsii name that is a Python module (the assembly's own and its submodules') to
    the module's name. Raises AssemblyError where the manifest is no Python package's.
    """

    def __init__(self, path: Path, raw: RawAssembly, package: str) -> None:
        self._path = path
        self._raw = raw
        declared = raw.targets.python.module
        if not declared:
            raise AssemblyError(path, "the assembly has no Python target")
        self.modules: dict[str, str] = {raw.name: package}
        for fqn in sorted(raw.submodules):
            target = raw.submodules[fqn].targets.python.module
            parent, _, last = fqn.rpartition(".")
            if target.startswith(f"{declared}."):
                self.modules[fqn] = package + target.removeprefix(declared)
            else:
                self.modules[fqn] = f"{self.modules.get(parent, package)}.{names.module_part(last)}"
        self._refs: dict[str, TypeRef] = {}
        self._bases: dict[str, str] = {}
        self.provider_version = ""

    def place(self, fqn: str) -> tuple[str, str]:
        """The Python module and qualified name of a type of this assembly."""
        namespace, nested = fqn, list[str]()
        while namespace not in self.modules:
            namespace, _, last = namespace.rpartition(".")
            if not namespace:
                raise AssemblyError(self._path, f"{fqn} is in none of the assembly's modules")
            nested.append(names.identifier(last))
        return self.modules[namespace], ".".join(reversed(nested))

    def by_module(self) -> dict[str, dict[str, str]]:
        """Module -> qualified Python name -> fully qualified jsii name, all sorted; modules without types as well."""
        found: dict[str, dict[str, str]] = {module: {} for module in sorted(self.modules.values())}
        for fqn in sorted(self._raw.types):
            module, qualname = self.place(fqn)
            found[module][qualname] = fqn
        return found

    def type(self, fqn: str) -> Type:
        """One type, converted. Raises AssemblyError."""
        raw = decode_type(self._path, self._raw.types[fqn])
        module, qualname = self.place(fqn)
        page, terraform_type = self._links(raw)
        constructible = raw.initializer if raw.kind == "class" else None
        parameters = tuple(self._parameter(each) for each in constructible.parameters) if constructible else None
        return Type(
            fqn=fqn,
            module=module,
            qualname=qualname,
            kind=_kind(raw),
            bases=(*((raw.base,) if raw.base else ()), *raw.interfaces),
            abstract=raw.abstract,
            deprecated=raw.docs.deprecated is not None,
            parameters=() if raw.datatype else parameters,
            properties=tuple(self._property(each) for each in raw.properties if not _is_repeated(each)),
            methods=tuple(self._method(each) for each in raw.methods if not _is_repeated(each)),
            members=tuple(names.identifier(each.name) for each in raw.members),
            terraform_type=(terraform_type or self._of_the_core(raw)) if self.construct_kind(raw.base) else "",
            documentation=page,
        )

    def construct_kind(self, base: str) -> ConstructKind | None:
        """What a class with this base class stands for in Terraform, if for anything."""
        while base:
            kind = _CONSTRUCTS.get(base.rpartition(".")[2])
            if kind is not None or base not in self._raw.types:
                return kind
            base = self._base(base)
        return None

    def _of_the_core(self, raw: RawType) -> str:
        return _OF_THE_CORE.get(raw.name) or _OF_THE_CORE.get(raw.base.rpartition(".")[2], "")

    def _base(self, fqn: str) -> str:
        if fqn not in self._bases:
            self._bases[fqn] = decode_type(self._path, self._raw.types[fqn]).base
        return self._bases[fqn]

    def _links(self, raw: RawType) -> tuple[str, str]:
        """The registry page, and for a construct the Terraform type, which is the link's text."""
        if raw.kind == "class":
            docs = [raw.docs] if raw.initializer is None else [raw.docs, raw.initializer.docs]
        else:
            docs = [each.docs for each in raw.properties]
        for link in map(_link, docs):
            if link is None:
                continue
            page = link["page"]
            version = _VERSION.search(page)
            if version is not None and not self.provider_version:
                self.provider_version = version[1]
            return page, (link["text"] or "").strip() if raw.kind == "class" else ""
        return "", ""

    def _reference(self, raw: Reference) -> TypeRef:
        if raw.fqn:
            return self._shared(TypeRef("named", raw.fqn))
        if raw.collection is not None:
            element = self._reference(raw.collection.elementtype)
            return TypeRef("list" if raw.collection.kind == "array" else "map", of=(element,))
        if raw.union is not None:
            return TypeRef("union", of=tuple(self._reference(each) for each in raw.union.types))
        return self._shared(TypeRef(_PRIMITIVES.get(raw.primitive, "any")))

    def _shared(self, reference: TypeRef) -> TypeRef:
        return self._refs.setdefault(reference.name or reference.kind, reference)

    def _property(self, raw: RawProperty) -> Property:
        link = _link(raw.docs)
        fragment = (link["fragment"] or "") if link is not None else ""
        return Property(
            name=names.member(raw.name, constant=raw.const, protected=raw.protected),
            jsii_name=raw.name,
            type=self._reference(raw.type),
            optional=raw.optional,
            settable=not raw.immutable,
            static=raw.static,
            deprecated=raw.docs.deprecated is not None,
            terraform_name="" if fragment == names.snake_case(raw.name) else fragment,
        )

    def _parameter(self, raw: RawParameter) -> Parameter:
        return Parameter(names.member(raw.name), self._reference(raw.type), raw.optional, raw.variadic)

    def _method(self, raw: RawMethod) -> Method:
        return Method(
            name=names.member(raw.name, protected=raw.protected),
            jsii_name=raw.name,
            parameters=tuple(self._parameter(each) for each in raw.parameters),
            returns=None if raw.returns is None else self._reference(raw.returns.type),
            static=raw.static,
            deprecated=raw.docs.deprecated is not None,
        )


def _link(docs: Docs) -> re.Match[str] | None:
    # Most members have no link; the plain search is ten times as fast as the pattern.
    for text in (docs.summary, docs.remarks):
        if "{@link http" in text:
            return _LINK.search(text)
    return None


def _kind(raw: RawType) -> Literal["class", "struct", "enum", "interface"]:
    if raw.kind == "interface":
        return "struct" if raw.datatype else "interface"
    return "enum" if raw.kind == "enum" else "class"


def _is_repeated(member: RawProperty | RawMethod) -> bool:
    """Whether it only overrides, for its implementation's sake, what the base class declares."""
    return member.protected and bool(member.overrides)
