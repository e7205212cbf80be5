"""Fixes for arguments under a name that nothing takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Property, Type
from presynth.checks.schema.coercion import coercion
from presynth.checks.schema.elsewhere import Block, blocks_below
from presynth.checks.schema.faults import Passed, UnknownName
from presynth.checks.schema.fit import Fit
from presynth.checks.schema.matching import Match
from presynth.checks.schema.setters import as_arguments
from presynth.checks.schema.spots import Spot
from presynth.findings import Fix, Safety
from presynth.operations import Operation, RemoveArgument, Replace, Snippet


def block_meant(fault: UnknownName, catalog: Catalog) -> Block | None:
    """The only block that takes the argument, where it is not given itself and needs nothing else."""
    if isinstance(fault.owner, str) or fault.positional or fault.repeated:
        return None
    blocks = blocks_below(fault.name, fault.owner, catalog)
    if len(blocks) != 1 or blocks[0].field not in fault.candidates:
        return None
    fields = catalog.keywords(blocks[0].struct)
    needs_more = any(not field.optional and name != blocks[0].name for name, field in fields.items())
    return None if needs_more else blocks[0]


def renames(fault: UnknownName, meant: Match | None, block: Block | None, catalog: Catalog) -> Iterator[Fix]:
    """The name that is meant, with the value as it is wanted there; the block that takes it; or without it."""
    if fault.positional:
        yield from _spread(fault)
        return
    text = fault.place.text
    written = text if not fault.key else text[1:-1] if text[:1] in "\"'" else text
    if written != fault.name:
        return
    if block is not None and (meant is None or not (meant.certain or meant.clear) or block.name != fault.name):
        fix = _in_block(fault, block, catalog)
    else:
        fix = None if meant is None else _renamed(fault, meant, catalog)
    if fix is not None:
        yield fix
    elif meant is None and not fault.shared:
        yield Fix(f"Remove `{fault.name}`", Safety.UNSAFE, (RemoveArgument(fault.place),))


def _spread(fault: UnknownName) -> Iterator[Fix]:
    """A struct that is handed to a method that takes its fields: `put_versioning(enabled=True)`."""
    taken = as_arguments(fault.passed) if fault.passed is not None and isinstance(fault.owner, str) else None
    if taken is None:
        return
    code = taken.text[1:-1] if taken != fault.place else f"**{taken.text}"
    yield Fix("Pass its fields", Safety.SAFE, (Replace(fault.place, (code,)),))


def _renamed(fault: UnknownName, meant: Match, catalog: Catalog) -> Fix | None:
    safe = (meant.certain or meant.clear) and not fault.shared
    operations: tuple[Operation, ...] = (_name(fault, meant.name),)
    if fault.passed is not None:
        adapted = _adapted(fault.passed, fault.candidates[meant.name], catalog)
        if adapted is None:
            return None
        operations += adapted.operations
        safe = safe and adapted.safety is Safety.SAFE
    elif not meant.certain:
        safe = False
    return Fix(f"Rename it to `{meant.name}`", Safety.SAFE if safe else Safety.UNSAFE, operations)


def _in_block(fault: UnknownName, block: Block, catalog: Catalog) -> Fix | None:
    if fault.passed is None or fault.shared:
        return None
    adapted = _adapted(fault.passed, catalog.keywords(block.struct)[block.name], catalog)
    if adapted is None or adapted.operations:
        return None
    place = fault.passed.place
    opening: tuple[str | Type, ...] = (*(("[",) if block.is_list else ()), block.struct, f"({block.name}=")
    before = place._replace(end_line=place.line, end_byte=place.byte)
    behind = place._replace(line=place.end_line, byte=place.end_byte)
    closing = Replace(behind, (")]" if block.is_list else ")",))
    operations = (_name(fault, block.field), Replace(before, opening), closing)
    return Fix(f"Write it in `{block.field}`", Safety.SAFE, operations)


def _name(fault: UnknownName, name: str) -> Replace:
    text = fault.place.text
    quoted = fault.key and text[:1] in "\"'"
    code: Snippet = (f"{text[0]}{name}{text[-1]}" if quoted else name,)
    return Replace(fault.place, code)


def _adapted(passed: Passed, field: Property, catalog: Catalog) -> Fix | None:
    """What to change in a value so that the field takes it: nothing, or what a fix does; None where nobody knows."""
    wanted = replace(passed, type=field.type, path=field.name, built=True)
    spot = Spot(wanted, field.name, optional=field.optional)
    if not Fit(catalog).faults(passed.value, field.type, spot):
        return Fix("", Safety.SAFE, ())
    return coercion(wanted, catalog)
