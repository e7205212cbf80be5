"""What the packages of an environment offer, in Python's names: the one door to the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from presynth.catalog import local_bindings, names
from presynth.catalog.arguments import terraform_name
from presynth.catalog.cache import Cache, Source
from presynth.catalog.environment import Environment
from presynth.catalog.schema import Bound, Origin, Schema, bind
from presynth.catalog.stand_ins import AnyIndex, Mention, stand_ins
from presynth.catalog.types import Assembly, Method, Module, Parameter, Property, Type

_Member = TypeVar("_Member", Property, Method)


class Catalog:
    """Answers from packed indexes. Every look-up is remembered; meant for one thread.

    Types are told apart by identity: the same type is always the same object.
    """

    def __init__(self, bound: Sequence[Bound]) -> None:
        # Where two answer for one package or one assembly, the first does.
        self._bound = tuple(bound)
        self._indexes: dict[str, AnyIndex] = {}
        self._by_assembly: dict[str, AnyIndex] = {}
        self._assemblies: dict[str, Assembly] = {}
        for assembly, index in (each.answer for each in bound if each.answer is not None):
            if assembly.package not in self._indexes:
                self._indexes[assembly.package] = index
                self._assemblies[assembly.package] = assembly
                self._by_assembly.setdefault(assembly.name, index)
        self.assemblies: tuple[Assembly, ...] = tuple(self._assemblies.values())
        self.has_only_exact = all(assembly.exact for assembly in self.assemblies)
        self._packages: dict[str, str | None] = {}
        self._modules: dict[str, Module | None] = {}
        self._types: dict[str, Type | None] = {}
        self._lineages: dict[str, tuple[Type, ...]] = {}
        self._ancestors: dict[str, frozenset[str]] = {}
        self._attributes: dict[str, Mapping[str, Property]] = {}
        self._methods: dict[str, Mapping[str, Method]] = {}
        self._keywords: dict[str, Mapping[str, Property]] = {}
        self._arguments: dict[str, Mapping[str, Property]] = {}
        self._positional: dict[str, tuple[Parameter, ...]] = {}
        self._children: dict[str, dict[str, tuple[str, ...]]] = {}

    @classmethod
    def load(
        cls,
        environment: Environment | None = None,
        imports_folders: Iterable[Path] = (),
        cache: Cache | None = None,
        mentions: Iterable[Mention] = (),
        *,
        wait: bool = True,
    ) -> Catalog:
        """The catalog for an environment, and for the bindings generated in `imports_folders` (project folders).

        Bundled indexes stand in for packages that are not there though the projects name them, or import them
        (`mentions`). With `wait`, indexes that are missing are built first, seconds each for a large provider; without,
        the bundled index of the same package answers where there is one, and `pending` says what is still to be built.
        Whatever goes wrong is told by `describe`, never raised.
        """
        folders = tuple(imports_folders)
        sources: list[tuple[Source, Origin]] = [(each, "imports") for each in local_bindings.sources(folders)]
        if environment is not None:
            sources.extend((each, "environment") for each in environment.sources)
        mentioned = frozenset(mentions)
        spare = stand_ins({source.package for source, _ in sources}, folders, mentioned)
        bound = bind(sources, spare, cache or Cache(), wait=wait)
        # What the project imports answers before what lies beside it.
        return cls(sorted(bound, key=lambda each: not any(mention.is_of(each.schema.package) for mention in mentioned)))

    def describe(self) -> tuple[Schema, ...]:
        """What the schema is made of, for `presynth schema`."""
        return tuple(each.schema for each in self._bound)

    def discard(self) -> None:
        """Delete the indexes that were built from packages: whoever loads them again finds them to be built."""
        for schema in self.describe():
            if schema.state == "built":
                with suppress(OSError):
                    Path(schema.index_path).unlink()

    @property
    def pending(self) -> bool:
        """Whether an index is still to be built: load again, with `wait`, to have it."""
        return any(each.schema.state == "pending" for each in self._bound)

    # Names

    def package(self, name: str) -> Assembly | None:
        """The assembly whose Python package is `name`, or holds the module of that name."""
        package = self._package(name)
        return None if package is None else self._assemblies[package]

    def module(self, name: str) -> Module | None:
        """The module of that name; None where there is none."""
        if name not in self._modules:
            package = self._package(name)
            index = None if package is None else self._indexes[package]
            known = index is not None and name in index.modules
            self._modules[name] = Module(name, index.types(name), self._submodules(name)) if index and known else None
        return self._modules[name]

    def type(self, fqn: str) -> Type | None:
        """The type of that fully qualified jsii name."""
        if fqn not in self._types:
            index = self._by_assembly.get(fqn.partition(".")[0])
            place = None if index is None else index.locate(fqn)
            self._types[fqn] = None if place is None else self.find(*place)
        return self._types[fqn]

    def find(self, module: str, qualname: str) -> Type | None:
        """The type of that name in that module (`AwsBucket.CorsRuleProperty` where it is nested).

        Of bindings that are not there, and were made by another generator, the only type of that name in any module.
        """
        known = self.module(module)
        found = None if known is None else known.types.get(qualname)
        if found is None and not self.is_complete(module) and (known is None or not self.is_exact(module)):
            index = self._indexes[self._packages[module] or ""]
            numbers = index.names.get(qualname, ())
            return index.type(numbers[0]) if len(numbers) == 1 else None
        return found

    def is_exact(self, module: str) -> bool:
        """Whether what is said of the module's types is true of the version the project asks for."""
        package = self.package(module)
        return package is None or package.exact

    def is_complete(self, module: str) -> bool:
        """Whether what the module's package has not, or the module, does not exist."""
        package = self.package(module)
        return package is None or package.complete

    def named(self, name: str) -> tuple[Type, ...]:
        """All types with this Python name, without what they are nested in."""
        return tuple(index.type(number) for index in self._indexes.values() for number in index.names.get(name, ()))

    def class_names(self) -> Iterator[str]:
        """Python names of all types, without what they are nested in; a name may come twice."""
        for index in self._indexes.values():
            yield from index.names

    def module_names(self, package: str) -> tuple[str, ...]:
        """All modules of a Python package, itself included."""
        index = self._indexes.get(package)
        return () if index is None else tuple(index.modules)

    def constructs(self) -> Iterator[tuple[str, str, str, str]]:
        """All classes of things in Terraform, without unpacking them.

        What it is ("resource", "data", "ephemeral", "provider"), its Terraform type, its module and its Python name.
        """
        for index in self._indexes.values():
            yield from index.constructs()

    def terraform(self, type_name: str, data: bool = False) -> Type | None:
        """The class that stands for a Terraform type: `aws_s3_bucket`, a data source's, or a provider's (`aws`)."""
        for construct in ("data",) if data else ("resource", "provider"):
            for index in self._indexes.values():
                found = index.terraform(construct, type_name)
                if found is not None:
                    return found
        return None

    # Members

    def keywords(self, callee: Type | Method) -> Mapping[str, Property]:
        """The keywords a call takes, by Python name, required ones first.

        Of a struct, its fields; of a class or method, those of the struct that jsii lifts from its last parameter.
        """
        if isinstance(callee, Method):
            struct = self._lifted(callee.parameters)
            return {} if struct is None else self.keywords(struct)
        if callee.fqn not in self._keywords:
            struct = callee if callee.kind == "struct" else self._lifted(callee.parameters or ())
            fields: Mapping[str, Property] = {} if struct is None else self.attributes(struct)
            self._keywords[callee.fqn] = dict(sorted(fields.items(), key=lambda item: item[1].optional))
        return self._keywords[callee.fqn]

    def arguments(self, callee: Type) -> Mapping[str, Property]:
        """The same keywords by Terraform's names."""
        if callee.fqn not in self._arguments:
            self._arguments[callee.fqn] = {terraform_name(each): each for each in self.keywords(callee).values()}
        return self._arguments[callee.fqn]

    def positional(self, callee: Type | Method) -> tuple[Parameter, ...]:
        """The Python parameters before the keywords, `self` left out, with their final names (`scope`, `id_`)."""
        if isinstance(callee, Method):
            return self._before_keywords(callee)
        if callee.fqn not in self._positional:
            self._positional[callee.fqn] = self._before_keywords(callee)
        return self._positional[callee.fqn]

    def _before_keywords(self, callee: Type | Method) -> tuple[Parameter, ...]:
        parameters = callee.parameters or ()
        if self._lifted(parameters) is None:
            return parameters
        keywords = self.keywords(callee)
        return tuple(
            Parameter(names.positional(each.name, keywords), each.type, each.optional, each.variadic)
            for each in parameters[:-1]
        )

    def attributes(self, type_: Type) -> Mapping[str, Property]:
        """Attributes of an instance, or fields of a struct, by Python name, own ones first and inherited ones after."""
        if type_.fqn not in self._attributes:
            self._attributes[type_.fqn] = _gather(each.properties for each in self.lineage(type_))
        return self._attributes[type_.fqn]

    def methods(self, type_: Type) -> Mapping[str, Method]:
        """Methods by Python name, own ones first and inherited ones after."""
        if type_.fqn not in self._methods:
            self._methods[type_.fqn] = _gather(each.methods for each in self.lineage(type_))
        return self._methods[type_.fqn]

    def declaring(self, type_: Type, attribute: str) -> Type | None:
        """The type that declares the attribute or method: `type_` itself, or the nearest it inherits it from."""
        for each in self.lineage(type_):
            if any(own.name == attribute for own in (*each.properties, *each.methods)):
                return each
        return None

    # Ancestry

    def lineage(self, type_: Type) -> tuple[Type, ...]:
        """The type and all it inherits from, nearest first, as far as the catalog knows them."""
        if type_.fqn not in self._lineages:
            found: dict[str, Type] = {}
            waiting = [type_]
            for each in waiting:
                if each.fqn not in found:
                    found[each.fqn] = each
                    waiting += [base for base in map(self.type, each.bases) if base is not None]
            self._lineages[type_.fqn] = tuple(found.values())
        return self._lineages[type_.fqn]

    def is_a(self, type_: Type, name: str) -> bool:
        """Whether it is or inherits from `name`: a fully qualified jsii name, or the last part of one.

        `TerraformResource` is true for cdktf's and cdktn's alike, also where neither package is known.
        """
        return name in self.ancestors(type_)

    def ancestors(self, type_: Type) -> frozenset[str]:
        """What it is and inherits from, each as `is_a` takes it: a fully qualified jsii name, and its last part."""
        if type_.fqn not in self._ancestors:
            fqns = {fqn for each in self.lineage(type_) for fqn in (each.fqn, *each.bases)}
            self._ancestors[type_.fqn] = frozenset(fqns | {fqn.rpartition(".")[2] for fqn in fqns})
        return self._ancestors[type_.fqn]

    def _lifted(self, parameters: tuple[Parameter, ...]) -> Type | None:
        if not parameters or parameters[-1].variadic or parameters[-1].type.kind != "named":
            return None
        last = self.type(parameters[-1].type.name)
        return last if last is not None and last.kind == "struct" else None

    def _package(self, name: str) -> str | None:
        if name not in self._packages:
            package = name
            while package and package not in self._indexes:
                package = package.rpartition(".")[0]
            self._packages[name] = package or None
        return self._packages[name]

    def _submodules(self, module: str) -> tuple[str, ...]:
        package = self._package(module)
        assert package is not None
        if package not in self._children:
            found: dict[str, list[str]] = {}
            for name in self._indexes[package].modules:
                parent, _, last = name.rpartition(".")
                found.setdefault(parent, []).append(last)
            self._children[package] = {parent: tuple(lasts) for parent, lasts in found.items()}
        return self._children[package].get(module, ())


def _gather(levels: Iterable[tuple[_Member, ...]]) -> dict[str, _Member]:
    found: dict[str, _Member] = {}
    for level in levels:
        for member in level:
            found.setdefault(member.name, member)
    return found
