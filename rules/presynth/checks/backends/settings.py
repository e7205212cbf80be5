"""What a program says about backends: through their classes, and through overrides below `terraform`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.program.arguments import Argument
from presynth.program.events import Construction, MethodCall
from presynth.program.program import Program
from presynth.program.values import Constant, Instance, InstanceValue, Mapping, StructValue, Text, Unknown, Value
from presynth.source.statement import Place
from presynth.terraform import backends

BACKENDS = ("backend", "cloud")
"""What holds a backend below `terraform`."""
_WORKSPACES = {
    "NamedCloudWorkspace": "name",
    "TaggedCloudWorkspaces": "tags",
    "NamedRemoteWorkspace": "name",
    "PrefixedRemoteWorkspaces": "prefix",
}
"""What the classes that stand for workspaces write."""
_STACK_OR_BACKEND = ("TerraformStack", "TerraformBackend")


@dataclass(frozen=True)
class Setting:
    """One thing that is set below `terraform` in a stack.

    `path` is Terraform's: `("backend", "s3", "use_lockfile")`, `("cloud", "organization")`, `("required_version",)`.
    `stack` is None where it is not known. `place` is the keyword, the path of the override or the key in its dict;
    `argument` what holds it. `whole`: the override sets nothing else. `on_stack`: it is said to the stack itself, by
    an override or by a backend placed right in it.
    """

    stack: Instance | None
    path: tuple[str, ...]
    value: Value
    place: Place
    event: Construction | MethodCall
    argument: Argument
    whole: bool = False
    on_stack: bool = False

    @property
    def backend(self) -> str | None:
        """The backend it belongs to: `s3`, or `cloud` for what is below `terraform.cloud`."""
        if self.path[0] == "cloud":
            return "cloud"
        return self.path[1] if self.path[0] == "backend" and len(self.path) > 1 else None

    @property
    def name(self) -> str:
        """The argument of the backend, behind dots where it is in a block."""
        return ".".join(self.path[1 if self.path[0] == "cloud" else 2 :])


def backend_of(type_: Type, catalog: Catalog) -> str | None:
    """The backend that a class stands for (`S3Backend`: `s3`); None for what is no class of a backend."""
    if not catalog.is_a(type_, "TerraformBackend") or type_.name == "TerraformBackend":
        return None
    return type_.name.removesuffix("Backend").lower()


def stack_of(value: Value | None, program: Program) -> Instance | None:
    """The stack that something placed in `value` is in, where that is known."""
    if not isinstance(value, InstanceValue):
        return None
    stack = program.addresses.stack(value.instance)
    return stack if stack in program.constructs else None


def settings(program: Program) -> Iterator[Setting]:
    """Everything that is set below `terraform`, in the order in which it happens, `None` left out: it removes."""
    for construct in program.made("TerraformBackend"):
        backend = backend_of(construct.type, program.catalog)
        if backend is not None:
            yield from _keywords(construct, backend, program)
    for event in overrides(program):
        yield from _overridden(event, program)


def overrides(program: Program) -> Iterator[MethodCall]:
    """The calls of `add_override` on stacks and on backends."""
    for event in program.called("add_override"):
        if event.receiver is not None and any(program.catalog.is_a(event.type, base) for base in _STACK_OR_BACKEND):
            yield event


def may_set_backend(event: MethodCall) -> bool:
    """Whether an override of a stack may say which backend it has, as far as its path is known."""
    path, value = event.arguments.value("path"), event.arguments.value("value")
    if path is None or isinstance(path, Unknown):
        return True
    known = path.value if isinstance(path, Constant) else path.prefix if isinstance(path, Text) else ""
    if not isinstance(path, Constant):
        return not known or any(_overlap(known, f"terraform.{block}") for block in BACKENDS)
    parts = str(known).split(".")
    if parts == ["terraform"]:
        return not isinstance(value, Mapping) or value.open or any(value.get(block) is not None for block in BACKENDS)
    return parts[0] == "terraform" and parts[1] in BACKENDS


def _overlap(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _keywords(event: Construction, backend: str, program: Program) -> Iterator[Setting]:
    stack = stack_of(event.scope, program)
    start = ("cloud",) if backend == "cloud" else ("backend", backend)
    for argument in event.arguments:
        name = argument.name or ""
        if name in program.catalog.keywords(event.type) and not _removes(argument.value):
            path = (*start, name, *_workspaces(argument.value))
            in_stack = isinstance(event.scope, InstanceValue) and event.scope.instance is stack
            place = argument.key_place or argument.name_place
            for found, value, at in _leaves(path, argument.value, place):
                yield Setting(stack, found, value, at, event, argument, on_stack=in_stack)


def _workspaces(value: Value) -> tuple[str, ...]:
    type_ = value.instance.type if isinstance(value, InstanceValue) else None
    written = None if type_ is None else _WORKSPACES.get(type_.name)
    return () if written is None else (written,)


def _overridden(event: MethodCall, program: Program) -> Iterator[Setting]:
    path, value = event.arguments.get("path"), event.arguments.value("value")
    if path is None or value is None or not isinstance(path.value, Constant):
        return
    if not isinstance(event.receiver, InstanceValue):
        return
    parts = tuple(str(path.value.value).split("."))
    backend = backend_of(event.type, program.catalog)
    if backend is not None:
        construction = program.constructs.get(event.receiver.instance)
        stack = stack_of(construction.scope, program) if construction is not None else None
        parts = ("cloud", *parts) if backend == "cloud" else ("backend", backend, *parts)
    elif parts[0] == "terraform":
        stack, parts = stack_of(event.receiver, program), parts[1:]
    else:
        return
    for found, inner, place in _leaves(parts, value, path.place):
        yield Setting(stack, found, inner, place, event, path, found == parts, on_stack=backend is None)


def _leaves(path: tuple[str, ...], value: Value, place: Place) -> Iterator[tuple[tuple[str, ...], Value, Place]]:
    """The arguments that are set, through the dicts and structs that stand for blocks."""
    names_backend = path == ("cloud",) or (len(path) == 2 and path[0] == "backend")
    if isinstance(value, Mapping) and _is_block(path) and (value.entries or not names_backend):
        for entry in value.entries:
            if isinstance(entry.key, Constant):
                yield from _leaves((*path, str(entry.key.value)), entry.value, entry.key_place or place)
    elif isinstance(value, StructValue) and _is_block(path):
        for argument in value.arguments:
            yield from _leaves((*path, argument.name or ""), argument.value, argument.key_place or argument.name_place)
    elif path and not _removes(value):
        yield path, value, place


def _is_block(path: tuple[str, ...]) -> bool:
    if len(path) < 2:
        return path in ((), ("backend",), ("cloud",))
    if path[0] == "backend" and len(path) == 2:
        # Of a backend that nobody knows there is nothing to say about its arguments.
        return backends.arguments(path[1]) is not None
    backend, name = (path[0], path[1:]) if path[0] == "cloud" else (path[1], path[2:])
    return any(each.startswith(f"{'.'.join(name)}.") for each in backends.arguments(backend) or ())


def _removes(value: Value) -> bool:
    return isinstance(value, Constant) and value.value is None
