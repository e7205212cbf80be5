"""Which index answers for which package, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from presynth.catalog.cache import BuildError, Cache, Source
from presynth.catalog.index import Index
from presynth.catalog.types import Assembly

Origin = Literal["environment", "imports"]
State = Literal["built", "pending", "bundled", "failed"]

_CORES = {"cdktf", "cdktn"}
_FOUNDATIONS = {*_CORES, "constructs"}


@dataclass(frozen=True)
class Schema:
    """One package of the schema, for people to read.

    `state`: its index is `built`; is `pending`, to be built; is the `bundled` one, there being no such package; or has
    `failed` to be built. `reason` says why it failed, or why it is not where it should be. `answered_by` is "bundled"
    where, pending or failed, a bundled index stands in; "" where nothing answers. `version` is "" as long as no index
    says it. `index_size` is in bytes.
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
    index_path: str = ""
    index_size: int = 0


@dataclass(frozen=True)
class Bound:
    """A package of the schema with the index that answers for it, if one does."""

    schema: Schema
    answer: tuple[Assembly, Index] | None = None


def bind(
    sources: Sequence[tuple[Source, Origin]], spare: Mapping[str, Index], cache: Cache, *, wait: bool
) -> list[Bound]:
    """An index for each source; then, of the `spare` (bundled) ones, those whose place no package takes."""
    found = [_bind(source, origin, spare.get(source.package), cache, wait) for source, origin in sources]
    packages = {source.package for source, _ in sources}
    found += [_spare(spare[name]) for name in _missing(packages, spare)]
    return found


def _missing(packages: set[str], spare: Iterable[str]) -> list[str]:
    """The bundled provider only where there is neither a provider nor cdktn; its foundations where they are absent."""
    providers = packages - _FOUNDATIONS
    wanted = [name for name in spare if name not in packages]
    if "cdktn" in packages or any(name.startswith("cdktn") for name in providers):
        return [name for name in wanted if name == "constructs"]
    return [name for name in wanted if name in _FOUNDATIONS or not providers]


def _bind(source: Source, origin: Origin, spare: Index | None, cache: Cache, wait: bool) -> Bound:
    state: State = "pending"
    reason = ""
    try:
        index = cache.build(source) if wait else cache.open(source)
    except (BuildError, OSError) as error:
        index, state, reason = None, "failed", str(error)
    if index is not None:
        if index.path.parent != cache.folder:
            reason = f"{cache.folder} cannot be written to: the index is in a temporary folder"
        return _bound(index, str(source.archive), origin, "built", reason)
    if spare is not None:
        return _bound(spare, str(source.archive), origin, state, reason)
    return Bound(Schema(source.package, state, str(source.archive), origin, reason=reason, answered_by=""))


def _spare(index: Index) -> Bound:
    return _bound(index, str(index.path), "bundled", "bundled")


def _bound(
    index: Index, path: str, origin: Literal["environment", "imports", "bundled"], state: State, reason: str = ""
) -> Bound:
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
        reason=reason,
        answered_by="bundled" if stands_in else "own",
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
    )
    return Bound(schema, (assembly, index))
