"""Rename: a name, an attribute or a parameter of the project, wherever it is used."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator

from presynth.assist.construct_ids import ConstructId, addresses_of, id_at, place_of, renamed, siblings
from presynth.assist.identity import is_of_project
from presynth.assist.occurrences import Occurrence, Occurrences, named_so, occurrences, occurrences_of_id
from presynth.assist.point import Point
from presynth.assist.word import Word, word_at
from presynth.findings import TextEdit
from presynth.fixes.mentions import mentions
from presynth.program.values import Constant
from presynth.source.statement import Kind, Statement

_SCOPES = (Kind.FUNCTION,)
_ID = re.compile(r"[^\s\"'\\/{}$%]+")
_HARMLESS = ("var.", "output.", "local.", "data.")
"""What these are is nobody's but Terraform's own: nothing is made or replaced."""


class RenameRefused(Exception):  # noqa: N818 - no error: it is for the user to read
    """It cannot be renamed without changing what the program does; the reason is for the user."""


def renamable(point: Point) -> Word | ConstructId:
    """The name, or id of constructs, a position is on. Raises RenameRefused where it is not the project's."""
    of_construct = id_at(point)
    if of_construct is not None:
        return of_construct
    word = word_at(point)
    found = None if word is None else occurrences(point, only_here=True)
    if word is None or found is None:
        raise RenameRefused("nothing is known of what is here")
    if not is_of_project(found.identity) or word.text.startswith("__"):
        raise RenameRefused(f"`{word.text}` is not the project's to rename")
    return word


def rename(point: Point, name: str) -> tuple[TextEdit, ...]:
    """The edits that give what a position is on another name. Raises RenameRefused."""
    word = renamable(point)
    if isinstance(word, ConstructId):
        return tuple(_of_construct(point, word, name))
    if not name.isidentifier() or keyword.iskeyword(name):
        raise RenameRefused(f"`{name}` is no name")
    found = occurrences(point)
    assert found is not None  # what is renamable is known
    for doubtful in _doubtful(found):
        raise RenameRefused(f"nobody knows whether `{word.text}` {_where(doubtful)} is the same")
    if found.identity.kind == "attribute" and named_so(point, found.identity._replace(name=name)):
        raise RenameRefused(f"there is a `{name}` already")
    named = [each for each in found.found if each.word == word.text]
    for path in dict.fromkeys(each.path for each in named):
        if found.identity.kind != "attribute":
            _refuse_if_taken(point, path, name, found.identity.owner)
        _refuse_if_in_text(point, path, word.text)
    return tuple(TextEdit(each.path, each.range, name) for each in named)


def _of_construct(point: Point, found: ConstructId, name: str) -> Iterator[TextEdit]:
    """The edits that give constructs another id: in texts with their addresses too."""
    if not _ID.fullmatch(name):
        raise RenameRefused(f"`{name}` is no id of a construct")
    for event in siblings(point, found):
        if isinstance(event.id, Constant) and event.id.value == name:
            raise RenameRefused(f"there is a construct `{name}` in the same scope already")
    named = list(occurrences_of_id(point, found))
    made = {place_of(point.program.constructs[each]) for each in found.instances}
    if None in made or len(made) != sum(each.declares for each in named):
        raise RenameRefused(f"the id `{found.text}` is put together where the construct is made")
    changed = renamed(point, found, name)
    own = addresses_of(point, found.instances)
    known = point.program.addresses
    shared = {known.of(each) for each in point.program.constructs if each not in own}
    for each in named:
        if each.address and each.text in shared:
            raise RenameRefused(f"nobody knows of which stack `{each.text}` is meant in {each.path}")
        new = changed.get(each.text) if each.address else name
        if new is not None:
            yield TextEdit(each.path, each.range, new)


def consequence(point: Point, name: str) -> str:
    """What Terraform will make of another id; "" where it has nothing to say."""
    found = id_at(point)
    changed = {} if found is None else renamed(point, found, name)
    replaced = [(old, new) for old, new in changed.items() if old != new and not old.startswith(_HARMLESS)]
    if not replaced:
        return ""
    more = f" (and {len(replaced) - 1} more)" if len(replaced) > 1 else ""
    old, new = replaced[0]
    return (
        f"{old} becomes {new}{more}: Terraform replaces it, unless it is moved (`move_from_id`, `terraform state mv`)"
    )


def _doubtful(found: Occurrences) -> tuple[Occurrence, ...]:
    """What may be the same: attributes for an attribute, keywords for a parameter."""
    if found.identity.kind == "attribute":
        return (*found.doubtful_attributes, *found.doubtful_keywords)
    function = found.identity.owner
    is_parameter = isinstance(function, Statement) and mentions(function, found.identity.name).parameter
    return found.doubtful_keywords if is_parameter else ()


def _refuse_if_in_text(point: Point, path: str, name: str) -> None:
    """Text that is code (an annotation, `__all__`) would have to change too."""
    for statement in _source(point, path):
        if mentions(statement, name).strings:
            raise RenameRefused(f"`{name}` stands in a text in {path}, line {statement.line}")


def _source(point: Point, path: str) -> Iterator[Statement]:
    source = point.source if path == point.path else point.program.source(path)
    return iter(()) if source is None else source.walk()


def _refuse_if_taken(point: Point, path: str, name: str, owner: object) -> None:
    """A file that uses the new name for something else may mean that one afterwards."""
    function = owner if isinstance(owner, Statement) and owner.kind in _SCOPES else None
    for statement in _source(point, path):
        if function is not None and not _is_within(statement, function):
            continue
        found = mentions(statement, name)
        if found.binds or found.parameter or found.reads or found.hides or found.unknown:
            raise RenameRefused(f"`{name}` is used in {path}, line {statement.line}, already")


def _is_within(statement: Statement, outer: Statement) -> bool:
    last = outer
    while last.body:
        last = last.body[-1]
    return outer.line <= statement.line <= last.line


def _where(occurrence: Occurrence) -> str:
    return f"in {occurrence.path}, line {occurrence.range.start.line},"
