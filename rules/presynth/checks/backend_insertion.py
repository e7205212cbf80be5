"""A backend for a stack that has none."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from presynth.checks.base import Context
from presynth.checks.nodes import expression_at, local_names
from presynth.findings import Fix, Safety
from presynth.operations import InsertStatement
from presynth.program.events import Construction
from presynth.program.values import Constant, Function
from presynth.source.statement import Kind, Statement

_BUCKETS = ("state_bucket", "state_bucket_name", "backend_bucket", "tfstate_bucket", "tf_state_bucket")
_BUCKET_REGIONS = ("state_bucket_region", "state_region", "backend_region")
_REGIONS = ("aws_region", "region")


@dataclass(frozen=True)
class _Spot:
    """Where a backend can be inserted: behind `anchor`, for the stack as it is called there.

    `names` can be used: parameters (None), and local names with the statements that bind them.
    """

    anchor: Statement
    stack: str
    names: Mapping[str, Statement | None]

    def first(self, wanted: Sequence[str]) -> str | None:
        """The first of these names that is there."""
        return next((name for name in wanted if name in self.names), None)

    def behind(self, *used: str | None) -> Statement:
        """The anchor, or the last statement that binds one of these names."""
        binding = [self.names[name] for name in used if name is not None]
        return max((self.anchor, *(each for each in binding if each is not None)), key=lambda each: each.line)


def insertion(event: Construction, context: Context) -> Iterator[Fix]:
    """Add an S3 backend behind `super().__init__(…)` in its own class, or behind `stack = TerraformStack(…)`."""
    backend = context.catalog.find(event.type.module, "S3Backend")
    spot = (
        _in_module(event) if event.instance is not None and event.instance.project_class is None else _in_class(event)
    )
    if backend is None or spot is None:
        return
    bucket = spot.first(_BUCKETS)
    region = spot.first((*_BUCKET_REGIONS, *_REGIONS) if bucket else _BUCKET_REGIONS)
    environment = spot.first(context.settings.environment_parameters)
    lines = (
        f"{spot.stack},",
        f"bucket={bucket or _quoted('your-state-bucket')},",
        f"key={_key(environment, event, context.catalog.positional(event.type)[1].name)},",
        f"region={region or _quoted('us-east-1')},",
    )
    code = "".join(f"    {line}\n" for line in lines)
    anchor = spot.behind(bucket, region, environment)
    yield Fix("Add an S3 backend", Safety.UNSAFE, (InsertStatement(anchor, (backend, f"(\n{code})")),))


def _in_module(event: Construction) -> _Spot | None:
    anchor = event.place.statement
    node = anchor.node
    if not isinstance(node, ast.Assign) or node.value is not expression_at(event.place):
        return None
    target = node.targets[0]
    return _Spot(anchor, target.id, {}) if isinstance(target, ast.Name) else None


def _in_class(event: Construction) -> _Spot | None:
    anchor = event.place.statement
    function: Function | None = event.frame.function if event.frame is not None else None
    if event.instance is None or function is None or function.owner is not event.instance.project_class:
        return None
    if anchor.kind is not Kind.SIMPLE or anchor not in function.statement.body:
        return None
    names = local_names(function)
    stack = next((name for name, binding in names.items() if binding is None), None)
    return None if stack is None else _Spot(anchor, stack, names)


def _key(environment: str | None, event: Construction, id_name: str) -> str:
    """The key of the state: the environment and the stack's id, as far as they have a name."""
    given = event.arguments.get(id_name)
    name = str(event.id.value) if isinstance(event.id, Constant) else "stack"
    if given is not None and given.place.text.isidentifier():
        name = f"{{{given.place.text}}}"
    if environment is not None:
        return f'f"{{{environment}}}/{name}.tfstate"'
    return f'f"{name}.tfstate"' if name.startswith("{") else _quoted(f"{name}.tfstate")


def _quoted(text: str) -> str:
    return f'"{text}"'
