"""Which index answers for which package, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from presynth.catalog import bundled
from presynth.catalog.cache import BuildError, Cache, Source
from presynth.catalog.stand_ins import AnyIndex, StandIn
from presynth.catalog.types import Assembly

Origin = Literal["environment", "imports"]
State = Literal["built", "pending", "bundled", "failed"]


@dataclass(frozen=True)
class Schema:
    """One package of the schema, for people to read.

    `state`: its index is `built`; is `pending`, to be built; is the `bundled` one, there being no such package; or has
    `failed` to be built. `reason` says why it failed, or why it is not where it should be. `answered_by` is "bundled"
    where, pending or failed, a bundled index stands in; "" where nothing answers. It is `exact` if it is of the version
    the project asks for: else nothing is an error because of it. `version` is "" as long as no index says it.
    `index_size` is in bytes.
    """

    package: str
    state: State
    path: str
    source: Literal["environment", "imports", "bundled"]
    assembly: str = ""
    version: str = ""
    provider_version: str = ""
    reason: str = ""
    answered_by: Literal["own", "bundled", ""] = "own"
    exact: bool = True
    index_path: str = ""
    index_size: int = 0


@dataclass(frozen=True)
class Bound:
    """A package of the schema with the index that answers for it, if one does."""

    schema: Schema
    answer: tuple[Assembly, AnyIndex] | None = None


def bind(
    sources: Sequence[tuple[Source, Origin]], stand_ins: Sequence[StandIn], cache: Cache, *, wait: bool
) -> list[Bound]:
    """An index for each source; then those that stand in for what is not there."""
    return [_bind(source, origin, cache, wait) for source, origin in sources] + [_stood_in(each) for each in stand_ins]


def _bind(source: Source, origin: Origin, cache: Cache, wait: bool) -> Bound:
    state: State = "pending"
    reason = ""
    try:
        index = cache.build(source) if wait else cache.open(source)
    except (BuildError, OSError) as error:
        index, state, reason = None, "failed", str(error)
    if index is not None:
        if index.path.parent != cache.folder:
            reason = f"{cache.folder} cannot be written to: the index is in a temporary folder"
        return _bound(StandIn(index, reason=reason), str(source.archive), origin, "built")
    spare = bundled.index(source.package)
    if spare is not None:
        same = f"@{spare.facts.version}.jsii" in source.archive.name
        stand_in = StandIn(spare, exact=same, complete=same, reason=reason)
        return _bound(stand_in, str(source.archive), origin, state)
    return Bound(Schema(source.package, state, str(source.archive), origin, reason=reason, answered_by=""))


def _stood_in(stand_in: StandIn) -> Bound:
    return _bound(stand_in, str(stand_in.index.path), "bundled", "bundled")


def _bound(answer: StandIn, path: str, origin: Literal["environment", "imports", "bundled"], state: State) -> Bound:
    index = answer.index
    facts = index.facts
    stands_in = state != "built"
    schema = Schema(
        package=facts.package,
        state=state,
        path=path,
        source=origin,
        assembly=facts.name,
        version=facts.version,
        provider_version=facts.provider_version,
        reason=answer.reason,
        answered_by="bundled" if stands_in else "own",
        exact=answer.exact,
        index_path=str(index.path),
        index_size=index.size,
    )
    assembly = Assembly(
        name=facts.name,
        version=facts.version,
        package=facts.package,
        source="bundled" if stands_in else origin,
        path=str(index.path) if stands_in else path,
        provider_version=facts.provider_version,
        exact=answer.exact,
        complete=answer.complete,
    )
    return Bound(schema, (assembly, index))
