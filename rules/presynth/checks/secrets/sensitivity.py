"""Which values Terraform takes for sensitive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from presynth.catalog.argument_constraints import resource_constraints
from presynth.catalog.arguments import terraform_name
from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import (
    Choice,
    Constant,
    Instance,
    InstanceValue,
    Sequence,
    StructValue,
    Text,
    Token,
    Value,
)
from presynth.program.values import Mapping as MappingValue

_OF_OTHER_PROVIDERS: Mapping[str, frozenset[str]] = {
    "random_password": frozenset({"result", "bcrypt_hash"}),
    "tls_private_key": frozenset({"private_key_pem", "private_key_openssh", "private_key_pem_pkcs8"}),
}
"""Attributes that the registry's pages of hashicorp/random 3.7 and hashicorp/tls 4.1 call sensitive (2026-11-29)."""
_WITHOUT_MARK = ("Fn.nonsensitive", "Fn.issensitive")
_DEPTH_LIMIT = 12


class Sensitivity:
    """Tells of values whether Terraform takes them for sensitive, and because of what."""

    def __init__(self, program: Program, stack: Instance | None) -> None:
        self._program = program
        self._stack = stack

    def reason(self, value: Value, depth: int = 0) -> str | None:
        """What in a value is sensitive, in words; None where nothing surely is."""
        if depth > _DEPTH_LIMIT:
            return None
        match value:
            case Token():
                return self._of_token(value, depth)
            case InstanceValue(instance=instance):
                return self._of_construct(instance, None, depth)
            case Text(parts=parts):
                return self._first((part for part in parts if not isinstance(part, str)), depth)
            case Sequence(items=items):
                return self._first(items, depth)
            case MappingValue(entries=entries):
                return self._first((entry.value for entry in entries), depth)
            case StructValue(arguments=arguments):
                return self._first((argument.value for argument in arguments), depth)
            case Choice(options=options):
                reasons = [self.reason(option, depth + 1) for option in options]
                return reasons[0] if all(reasons) else None
            case _:
                return None

    def _first(self, values: Iterable[Value], depth: int) -> str | None:
        return next((found for each in values if (found := self.reason(each, depth + 1)) is not None), None)

    def _of_token(self, token: Token, depth: int) -> str | None:
        if token.attribute in _WITHOUT_MARK:
            return None
        if token.attribute == "Fn.sensitive":
            return "`sensitive()` marks it"
        if token.source is not None:
            return self._of_construct(token.source, token.attribute, depth)
        return self._first(token.inputs, depth)

    def _of_construct(self, instance: Instance, attribute: str | None, depth: int) -> str | None:
        """Of what is read from a construct of the stack (None: all of it)."""
        event = self._program.constructs.get(instance)
        if event is None or self._program.addresses.stack(instance) is not self._stack:
            return None
        catalog = self._program.catalog
        if catalog.is_a(event.type, "TerraformVariable"):
            marked = event.arguments.value("sensitive")
            is_marked = isinstance(marked, Constant) and marked.certain and marked.value is True
            return "the variable is `sensitive`" if is_marked else None
        if catalog.is_a(event.type, "TerraformLocal"):
            expression = event.arguments.value("expression")
            return None if expression is None else self.reason(expression, depth + 1)
        if not event.type.terraform_type:
            return None
        if attribute is None or attribute == "fqn":
            hidden = sorted(sensitive_attributes(catalog, event.type))
            return f"its `{hidden[0]}` is sensitive" if hidden else None
        return self._of_attribute(event, attribute, depth)

    def _of_attribute(self, event: Construction, attribute: str, depth: int) -> str | None:
        catalog = self._program.catalog
        first, *rest = attribute.split(".")
        declared = catalog.attributes(event.type).get(first)
        name = first if declared is None else terraform_name(declared)
        path = ".".join((name, *(part for part in rest if not part.isdigit() and part != "*")))
        if path in sensitive_attributes(catalog, event.type):
            return f"the provider marks `{path}` of `{event.type.terraform_type}` as sensitive"
        given = event.arguments.value(first)
        return None if given is None or rest else self.reason(given, depth + 1)


def sensitive_attributes(catalog: Catalog, type_: Type) -> frozenset[str]:
    """The attributes of a resource or data source that its provider marks as sensitive, by Terraform's path."""
    known = _OF_OTHER_PROVIDERS.get(type_.terraform_type)
    if known is not None:
        return known
    attributes = resource_constraints(catalog, type_).attributes
    return frozenset(path for path, constraint in attributes.items() if constraint.sensitive)
