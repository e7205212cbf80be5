"""An index that answers for bindings of another name: that of a package for `imports.aws`, which is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from msgspec.structs import replace

from presynth.catalog.index import Index, Types
from presynth.catalog.types import Method, Parameter, Property, Type, TypeRef


class Relocated:
    """`index` as if it were of the assembly `assembly`, imported as `package` and built on `core`.

    `flat`: older generators put every class into the package itself.
    """

    def __init__(self, index: Index, package: str, assembly: str, core: str, *, flat: bool = False) -> None:
        facts = index.facts
        self.path = index.path
        self.size = index.size
        self.facts = replace(facts, name=assembly, package=package, version="")
        self._index = index
        self._flat = flat
        self._prefixes = {f"{facts.name}.": f"{assembly}.", "cdktf.": f"{core}.", "cdktn.": f"{core}."}
        self._assemblies = (f"{facts.name}.", f"{assembly}.")
        self._modules = (facts.package, package)
        self._type = lru_cache(maxsize=None)(self._renamed)

    @cached_property
    def modules(self) -> Mapping[str, object]:
        """As in `Index`."""
        return dict.fromkeys(self._module(name) for name in self._index.modules)

    @property
    def names(self) -> Mapping[str, tuple[int, ...]]:
        """As in `Index`."""
        return self._index.names

    def types(self, module: str) -> Mapping[str, Type]:
        """As in `Index`."""
        if not self._flat:
            own, relocated = self._modules
            return Types(self._index.numbers(own + module.removeprefix(relocated)), self.type)
        numbers: dict[str, int] = {}
        for each in self._index.modules:
            numbers.update(self._index.numbers(each))
        return Types(numbers, self.type)

    def locate(self, fqn: str) -> tuple[str, str] | None:
        """As in `Index`."""
        own, relocated = self._assemblies
        place = self._index.locate(own + fqn.removeprefix(relocated))
        return None if place is None else (self._module(place[0]), place[1])

    def constructs(self) -> Iterator[tuple[str, str, str, str]]:
        """As in `Index`."""
        for construct, terraform_type, module, name in self._index.constructs():
            yield construct, terraform_type, self._module(module), name

    def terraform(self, construct: str, terraform_type: str) -> Type | None:
        """As in `Index`."""
        found = self._index.terraform(construct, terraform_type)
        place = None if found is None else self.locate(self._name(found.fqn))
        return None if place is None else self.types(place[0])[place[1]]

    def type(self, number: int) -> Type:
        """As in `Index`."""
        return self._type(number)

    def _module(self, name: str) -> str:
        own, relocated = self._modules
        return relocated if self._flat else relocated + name.removeprefix(own)

    def _name(self, fqn: str) -> str:
        for own, relocated in self._prefixes.items():
            if fqn.startswith(own):
                return relocated + fqn.removeprefix(own)
        return fqn

    def _renamed(self, number: int) -> Type:
        type_ = self._index.type(number)
        return replace(
            type_,
            fqn=self._name(type_.fqn),
            module=self._module(type_.module),
            bases=tuple(map(self._name, type_.bases)),
            parameters=None if type_.parameters is None else tuple(map(self._parameter, type_.parameters)),
            properties=tuple(map(self._property, type_.properties)),
            methods=tuple(map(self._method, type_.methods)),
        )

    def _reference(self, reference: TypeRef) -> TypeRef:
        if reference.of:
            return replace(reference, of=tuple(map(self._reference, reference.of)))
        return replace(reference, name=self._name(reference.name)) if reference.name else reference

    def _parameter(self, parameter: Parameter) -> Parameter:
        return replace(parameter, type=self._reference(parameter.type))

    def _property(self, declared: Property) -> Property:
        return replace(declared, type=self._reference(declared.type))

    def _method(self, method: Method) -> Method:
        returns = None if method.returns is None else self._reference(method.returns)
        return replace(method, parameters=tuple(map(self._parameter, method.parameters)), returns=returns)
