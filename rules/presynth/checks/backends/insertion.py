"""A backend for a stack that has none."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context
from presynth.checks.constructs.stack_spots import spot_in
from presynth.findings import Fix, Safety
from presynth.operations import InsertStatement
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Constant

_BUCKETS = ("state_bucket", "state_bucket_name", "backend_bucket", "tfstate_bucket", "tf_state_bucket")
_BUCKET_REGIONS = ("state_bucket_region", "state_region", "backend_region")
_REGIONS = ("aws_region", "region")


def insertion(event: Construction, program: Program, context: Context) -> Iterator[Fix]:
    """Add an S3 backend behind `super().__init__(…)` in its own class, or behind `stack = TerraformStack(…)`."""
    backend = context.catalog.find(event.type.module, "S3Backend")
    spot = spot_in(event, program)
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
