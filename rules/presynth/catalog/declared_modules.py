"""What is known of the bindings of a Terraform module that have not been generated: that they hold one construct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from presynth.catalog.index import Facts, Types
from presynth.catalog.types import Parameter, Type, TypeRef


class DeclaredModule:
    """Answers like an index for one of `terraformModules`, whose bindings would be imported from `package`.

    `module` is its Python name, after which its class is named (`vpc_endpoints`: `VpcEndpoints`). What arguments it
    takes, nobody knows here.
    """

    size = 0

    def __init__(self, path: Path, package: str, module: str, core: str) -> None:
        assembly = module.replace(".", "_")
        name = "".join(word[:1].upper() + word[1:] for word in assembly.split("_"))
        self.path = path
        self.facts = Facts(assembly, "", package)
        self.modules: Mapping[str, object] = {package: None}
        self.names: Mapping[str, tuple[int, ...]] = {name: (0,)}
        parameters = (
            Parameter("scope", TypeRef("named", "constructs.Construct")),
            Parameter("id", TypeRef("string")),
            Parameter("config", TypeRef("named", f"{core}.TerraformModuleUserConfig"), optional=True),
        )
        self._type = Type(
            f"{assembly}.{name}", package, name, "class", (f"{core}.TerraformModule",), parameters=parameters
        )

    def types(self, module: str) -> Mapping[str, Type]:
        """As in `Index`."""
        return Types({self._type.name: 0}, self.type)

    def locate(self, fqn: str) -> tuple[str, str] | None:
        """As in `Index`."""
        return (self._type.module, self._type.name) if fqn == self._type.fqn else None

    def constructs(self) -> Iterator[tuple[str, str, str, str]]:
        """As in `Index`."""
        return iter(())

    def terraform(self, construct: str, terraform_type: str) -> Type | None:
        """As in `Index`."""
        return None

    def type(self, number: int) -> Type:
        """As in `Index`."""
        return self._type
