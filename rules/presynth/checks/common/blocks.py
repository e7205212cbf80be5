"""What a resource is set to, in Terraform's terms.

A resource is a block of fields, and so is every struct and dict in it. Names are Terraform's, whatever the text spells:
a keyword, a key of a dict, `put_…`, an attribute that is assigned later, a path of `add_override`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from enum import Enum

from msgspec import Struct as Record

from presynth.catalog.arguments import struct_in, terraform_name
from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.remembering import remembered
from presynth.operations import Operation, RemoveArgument, RemoveStatement
from presynth.program.arguments import Argument
from presynth.program.changes import Change
from presynth.program.events import Construction
from presynth.program.values import (
    Choice,
    Constant,
    InstanceValue,
    Mapping,
    Sequence,
    StructValue,
    Text,
    Token,
    Value,
)
from presynth.source.statement import Place, Statement


class Presence(Enum):
    """Whether something is set. `UNSURE` is never a reason for a finding."""

    SET = "set"
    UNSET = "unset"
    UNSURE = "unsure"


class Spelling(Enum):
    """How the keys of a dict are to be spelled."""

    PYTHON = "python"
    """`snake_case`: the dict stands for one struct."""
    JSII = "jsii"
    """`camelCase`: the dict is in a list, or within such a dict."""
    TERRAFORM = "terraform"
    """As Terraform has them: in an override, or where the binding takes anything."""


def presence_of(value: Value) -> Presence:
    """Whether a value that is passed sets something: None does not, an empty list or dict may or may not."""
    if not isinstance(value, Choice):
        return _presence(value)
    found = {_presence(option) for option in value.options}
    return found.pop() if len(found) == 1 else Presence.UNSURE


def _presence(value: Value) -> Presence:
    if isinstance(value, Constant):
        if value.value is None:
            return Presence.UNSET if value.certain else Presence.UNSURE
        return Presence.SET
    if isinstance(value, Sequence):
        return Presence.SET if value.items else Presence.UNSURE
    if isinstance(value, Mapping):
        return Presence.SET if value.entries else Presence.UNSURE
    return Presence.SET if isinstance(value, Text | Token | StructValue | InstanceValue) else Presence.UNSURE


class Field(Record, frozen=True):
    """One thing that is set.

    `place` is where its value is passed, `name_place` what names it there (a keyword, a key, the whole `**settings`),
    `key_place` the name itself (the key in the dict behind `settings`), `label` that name as it is spelled. `removal`
    takes it away; None where that is not one edit. Not `sure`: perhaps it is not set at all. `spelling` is that of
    dicts in its value.
    """

    value: Value
    place: Place
    name_place: Place
    key_place: Place
    label: str
    removal: Operation | None
    sure: bool = True
    spelling: Spelling = Spelling.PYTHON

    @property
    def presence(self) -> Presence:
        return presence_of(self.value) if self.sure else Presence.UNSURE

    @property
    def sets_nothing(self) -> bool:
        """Whether it is set to False or to empty text, which Terraform takes for a setting all the same."""
        return isinstance(self.value, Constant) and self.value.value in (False, "")


def is_there(field: Field) -> bool:
    """Whether an argument, or a block that may be empty, is set."""
    if field.sure and isinstance(field.value, Mapping):
        return not field.value.open
    return field.presence is Presence.SET


Override = tuple[tuple[str, ...], Field]
"""The path from the block to something that is set by itself, of two names at least."""


class Block:
    """A resource, or a struct or dict in one.

    `type` is the class (None where the binding takes anything), `place` the class's name as it is called, or the whole
    dict. `written` is the whole call or dict, None where it was not written as one. `open`: other fields may be set
    beside these.
    """

    def __init__(
        self,
        catalog: Catalog,
        type_: Type | None,
        place: Place,
        fields: Dict[str, Field],
        *,
        written: Place | None = None,
        open_: bool = False,
        overrides: tuple[Override, ...] = (),
    ) -> None:
        self._catalog = catalog
        self.type = type_
        self.place = place
        self.written = written
        self.fields = fields
        self.open = open_
        self._overrides = overrides
        self._children: dict[str, tuple[tuple[Block, ...], bool]] = {}

    @property
    def names(self) -> Iterable[str]:
        """What is set, in this block or below it."""
        return dict.fromkeys((*self.fields, *(path[0] for path, _ in self._overrides)))

    def presence(self, path: tuple[str, ...]) -> Presence:
        """Whether what `path` leads to is set, in any of the blocks on the way."""
        if len(path) == 1:
            field = self.fields.get(path[0])
            if field is not None and field.presence is not Presence.UNSET:
                return field.presence
            if self._override(path[0]) is not None:
                return Presence.SET
            return Presence.UNSURE if self.open and field is None else Presence.UNSET
        blocks, complete = self.children(path[0])
        found = {block.presence(path[1:]) for block in blocks}
        if Presence.SET in found:
            return Presence.SET
        return Presence.UNSET if complete and found <= {Presence.UNSET} else Presence.UNSURE

    def field(self, path: tuple[str, ...]) -> Field | None:
        """The first field that `path` leads to and that is set."""
        if len(path) == 1:
            field = self.fields.get(path[0])
            return field if field is not None and field.presence is Presence.SET else self._override(path[0])
        for block in self.children(path[0])[0]:
            found = block.field(path[1:])
            if found is not None:
                return found
        return None

    def at(self, path: tuple[str, ...]) -> Iterator[Block]:
        """All blocks that `path` leads to; the block itself for the empty one."""
        if not path:
            yield self
            return
        for child in self.children(path[0])[0]:
            yield from child.at(path[1:])

    def children(self, name: str) -> tuple[tuple[Block, ...], bool]:
        """The blocks in one field, and whether there are no others."""
        if name not in self._children:
            self._children[name] = self._find_children(name)
        return self._children[name]

    def _find_children(self, name: str) -> tuple[tuple[Block, ...], bool]:
        field = self.fields.get(name)
        if field is not None and not self._overrides and isinstance(field.value, Constant | Text | Token):
            return (), field.presence is Presence.UNSET
        beneath = tuple((path[1:], each) for path, each in self._overrides if path[0] == name)
        blocks: list[Block] = []
        complete = not self.open or field is not None
        if field is not None and field.presence is not Presence.UNSET:
            blocks, found_all = self._blocks(name, field, beneath)
            complete = complete and found_all and field.sure
        elif beneath:
            blocks = [self._overridden(beneath)]
        return tuple(blocks), complete

    def _override(self, name: str) -> Field | None:
        """What an override sets below the field of that name."""
        set_ = (field for path, field in self._overrides if path[0] == name and field.presence is Presence.SET)
        return next(set_, None)

    def _blocks(self, name: str, field: Field, beneath: tuple[Override, ...]) -> tuple[list[Block], bool]:
        declared = None if self.type is None else self._catalog.arguments(self.type).get(name)
        struct, listed = (None, False) if declared is None else struct_in(self._catalog, declared.type)
        values, places, complete = _items(field)
        complete = complete and not any(_is_item(path, len(values)) for path, _ in beneath)
        spelling = field.spelling
        if spelling is Spelling.PYTHON and (listed or struct is None):
            spelling = Spelling.TERRAFORM if struct is None else Spelling.JSII
        blocks: list[Block] = []
        for number, (value, place) in enumerate(zip(values, places, strict=True)):
            own = tuple(_without_index(beneath, number))
            if isinstance(value, StructValue):
                blocks.append(struct_block(self._catalog, value, place, own))
            elif isinstance(value, Mapping):
                blocks.append(self._of_dict(struct, value, place, spelling, own))
            else:
                complete = False
        return blocks, complete

    def _of_dict(
        self, struct: Type | None, value: Mapping, place: Place, spelling: Spelling, overrides: tuple[Override, ...]
    ) -> Block:
        known = _keys(self._catalog, struct, spelling)
        fields: dict[str, Field] = {}
        strange = value.open
        for entry in value.entries:
            key = entry.key.value if isinstance(entry.key, Constant) else None
            if not isinstance(key, str) or (known is not None and key not in known):
                strange = True  # refused or lost: other rules say so
                continue
            name = key if known is None else known[key]
            at = entry.key_place or place
            removal = None if entry.key_place is None else RemoveArgument(entry.key_place)
            fields[name] = Field(entry.value, entry.place or place, at, at, key, removal, spelling=spelling)
        merged, nested = _merged(fields, overrides)
        at = value.origin or place
        return Block(self._catalog, struct, at, merged, written=value.origin, open_=strange, overrides=nested)

    def _overridden(self, beneath: tuple[Override, ...]) -> Block:
        """A block that only overrides make."""
        merged, nested = _merged({}, tuple(_without_index(beneath, 0)))
        return Block(self._catalog, None, beneath[0][1].name_place, merged, overrides=nested)

    def declares(self, path: tuple[str, ...]) -> bool:
        """Whether the binding has what `path` leads to."""
        return declares(self._catalog, self.type, path)


def declares(catalog: Catalog, type_: Type | None, path: tuple[str, ...]) -> bool:
    """Whether the class has an argument at the end of `path`, through the structs on the way."""
    if type_ is None:
        return False
    declared = catalog.arguments(type_).get(path[0])
    if declared is None:
        return False
    return len(path) == 1 or declares(catalog, struct_in(catalog, declared.type)[0], path[1:])


@remembered
def resource_block(event: Construction, catalog: Catalog, changes: tuple[Change, ...] = ()) -> Block:
    """What a resource is set to, later changes included: remembered for all rules that ask."""
    fields = _arguments(catalog, event.type, event.arguments.items)
    overrides: list[Override] = []
    is_open = event.arguments.open or _has_strangers(catalog, event.type, event.arguments.items)
    for change in changes:
        if change.path is None:
            is_open = True
            continue
        sure = change.event.conditions == event.conditions
        spelling = Spelling.TERRAFORM if change.raw else Spelling.PYTHON
        removal = _removal(change.place.statement)
        at = change.name_place
        field = Field(change.value, change.place, at, at, change.path[-1], removal, sure, spelling)
        path = change.path if change.raw else (_renamed(catalog, event.type, change.path[0]), *change.path[1:])
        overrides.append((path, field))
    merged, nested = _merged(fields, overrides)
    return Block(catalog, event.type, event.callee_place, merged, written=event.place, open_=is_open, overrides=nested)


def _removal(statement: Statement) -> Operation | None:
    """What takes a change away: its statement, where that does nothing else."""
    return RemoveStatement(statement) if isinstance(statement.node, ast.Expr | ast.Assign) else None


def struct_block(catalog: Catalog, value: StructValue, place: Place, overrides: tuple[Override, ...] = ()) -> Block:
    """What a struct is set to. Its `place` is the class's name where the call was written, else `place`."""
    merged, nested = _merged(_arguments(catalog, value.type, value.arguments.items), overrides)
    at = place if value.origin is None else called_name(value.origin)
    is_open = value.arguments.open or _has_strangers(catalog, value.type, value.arguments.items)
    return Block(catalog, value.type, at, merged, written=value.origin, open_=is_open, overrides=nested)


def called_name(call: Place) -> Place:
    """The name that is called: `Rule` of `backup.Rule(…)`."""
    callee = call.text.partition("(")[0].rstrip()
    lines = callee.split("\n")
    name = lines[-1].rpartition(".")[2].lstrip()
    line = call.line + len(lines) - 1
    end = len(lines[-1].encode()) + (call.byte if len(lines) == 1 else 0)
    return Place(call.statement, line, end - len(name.encode()), line, end)


def _arguments(catalog: Catalog, type_: Type, items: Iterable[Argument]) -> dict[str, Field]:
    keywords = catalog.keywords(type_)
    fields: dict[str, Field] = {}
    for argument in items:
        declared = None if argument.name is None else keywords.get(argument.name)
        if declared is not None and not argument.positional:
            at = argument.key_place if argument.splat else argument.name_place
            removal = None if at is None else RemoveArgument(at)
            named = argument.name_place
            field = Field(argument.value, argument.place, named, at or named, declared.name, removal)
            fields[terraform_name(declared)] = field
    return fields


def _has_strangers(catalog: Catalog, type_: Type, items: Iterable[Argument]) -> bool:
    """Whether something is given that the class does not take: another name may be meant, other rules say so."""
    keywords = catalog.keywords(type_)
    strange = (
        each.name for each in items if each.name is not None and not each.positional and each.name not in keywords
    )
    return any(name not in {parameter.name for parameter in catalog.positional(type_)} for name in strange)


def _renamed(catalog: Catalog, type_: Type, name: str) -> str:
    """Terraform's name of an attribute."""
    declared = catalog.attributes(type_).get(name)
    return name if declared is None else terraform_name(declared)


def _merged(fields: dict[str, Field], overrides: Iterable[Override]) -> tuple[dict[str, Field], tuple[Override, ...]]:
    """The fields after the overrides of their own; and the overrides of what lies below them."""
    nested: list[Override] = []
    merged = dict(fields)
    for path, field in overrides:
        if len(path) > 1:
            nested.append((path, field))
        elif path:
            merged[path[0]] = field
    return merged, tuple(nested)


def _without_index(overrides: Iterable[Override], number: int) -> Iterator[Override]:
    """The overrides that are for item `number` of a list, or for a block that is not in one."""
    for path, field in overrides:
        if not path[0].isdigit():
            yield path, field
        elif int(path[0]) == number and len(path) > 1:
            yield path[1:], field


def _is_item(path: tuple[str, ...], count: int) -> bool:
    """Whether what is overridden is an item of a list itself, or in one behind all that are seen."""
    return path[0].isdigit() and (len(path) == 1 or int(path[0]) >= count)


def _items(field: Field) -> tuple[tuple[Value, ...], tuple[Place, ...], bool]:
    """The structs or dicts in a field, their places, and whether these are all."""
    value = field.value
    if isinstance(value, Sequence):
        places = value.places if len(value.places) == len(value.items) else (field.place,) * len(value.items)
        return value.items, places, not value.open
    return (value,), (field.place,), True


def _keys(catalog: Catalog, struct: Type | None, spelling: Spelling) -> dict[str, str] | None:
    """Terraform's names by the keys that a dict may have; None: it has Terraform's."""
    if struct is None or spelling is Spelling.TERRAFORM:
        return None
    declared = catalog.keywords(struct).values()
    return {each.jsii_name if spelling is Spelling.JSII else each.name: terraform_name(each) for each in declared}
