"""How an import, or a read through a module, of what is not there can be put right."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.common.surroundings import around
from presynth.checks.imports.candidates import Candidate
from presynth.findings import Fix, Safety
from presynth.operations import MoveImport, RenameImport, Replace
from presynth.program.events import AttributeAccess
from presynth.source.statement import Place


def workspace_in_text(event: AttributeAccess) -> Iterator[Fix]:
    """`{Fn.terraform_workspace()}` in an f-string becomes what Terraform reads; elsewhere the call becomes a string."""
    call, parent = (*around(event.place), None, None)[:2]
    if not isinstance(call, ast.Call):
        return
    place, code = Place.of(event.place.statement, call), '"${terraform.workspace}"'
    if isinstance(parent, ast.JoinedStr):
        place, code = place._replace(byte=place.byte - 1, end_byte=place.end_byte + 1), "${{terraform.workspace}}"
        if not (place.text.startswith("{") and place.text.endswith("}")):
            return
    yield Fix("Write `${terraform.workspace}`", Safety.UNSAFE, (Replace(place, (code,)),))


def _from(module: str, candidate: Candidate) -> str:
    return "" if candidate.module == module else f" from `{candidate.module}`"


def _safety(candidate: Candidate) -> Safety:
    return Safety.SAFE if candidate.certain else Safety.UNSAFE


def imported(place: Place, module: str, candidate: Candidate) -> Fix:
    """The candidate in the place of the imported name."""
    operation = MoveImport(place, candidate.module, candidate.name)
    if candidate.module == module:
        operation = RenameImport(place, candidate.name)
    return Fix(f"Import `{candidate.name}`{_from(module, candidate)}", _safety(candidate), (operation,))


def name_place(beside: Place, alias: ast.alias) -> Place:
    """Where the imported name of `alias` is, without what `as` binds it to."""
    whole = Place.of(beside.statement, alias)
    return whole._replace(end_line=whole.line, end_byte=whole.byte + len(alias.name.encode()))


def replaced(event: AttributeAccess, whole: Place, module: str, candidate: Candidate, catalog: Catalog) -> Fix:
    """The name alone, or the whole way to the class where it is in another module."""
    title = f"Use `{candidate.name}`{_from(module, candidate)}"
    type_ = catalog.find(candidate.module, candidate.name)
    if candidate.module == module or type_ is None:
        return Fix(title, _safety(candidate), (Replace(event.name_place, (candidate.name,)),))
    return Fix(title, _safety(candidate), (Replace(whole, (type_,)),))
