"""What providers check when they validate and plan, and no binding declares.

Of the AWS provider it was read from its published source for the versions in `TABLES`; `scripts/pack_constraints.py`
packs it. Of others there is one table each, written by hand, which `scripts/pack_other_constraints.py` packs.
Attributes are dotted Terraform paths without list indices (`rule.filter.prefix`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from presynth.catalog.records import Records

FILE = Path(__file__).parent / "data" / "aws_constraints.records"
OTHERS = Path(__file__).parent / "data" / "other_constraints.records"
PROVIDER = "hashicorp/aws"
TABLES = ("6.25.0", "6.58.0")
"""Provider versions there is a table of, oldest first. The first is whole; the others hold what changed since it."""

RelationKind = Literal["conflicts", "exactly-one", "at-least-one", "required-with"]


class Pattern(Struct, frozen=True, omit_defaults=True):
    """How text is made up, in parts that can be judged of text of which only some is known.

    `words` says it all for people ("made of letters and digits"). `characters`, `first` and `last` are insides of
    classes of regular expressions (`a-z0-9-`): all that may be there, at the beginning, at the end. `begins` is what
    it begins with; it has none of `never` within, and begins with none of `not_first` or ends with any of `not_last`.
    `whole` is a regular expression of text that is wholly known. `is_name`: the text names the resource.
    """

    words: str
    characters: str = ""
    first: str = ""
    last: str = ""
    begins: str = ""
    never: tuple[str, ...] = ()
    not_first: tuple[str, ...] = ()
    not_last: tuple[str, ...] = ()
    whole: str = ""
    is_name: bool = False


class Constraint(Struct, frozen=True, omit_defaults=True):
    """What a value must be.

    `enum` lists its possible values (compared without case where `ignore_case`; `closed`: there are surely no newer
    ones); numbers lie within `min` and `max`, lengths of strings within `min_len` and `max_len`, numbers of blocks or
    items within `min_items` and `max_items`.
    `kind` names a format: `arn`, `cidr`, `json`, …; `pattern` describes names. `elem` holds for each element, one of
    `any` for the value.
    `required_block`: the provider wants it though the binding does not. `default` is what the provider takes when it
    is not set. `replaces`: a change replaces the resource.
    """

    enum: tuple[str | int, ...] = ()
    ignore_case: bool = False
    closed: bool = False
    min: float | None = None
    max: float | None = None
    divisible_by: int | None = None
    min_len: int | None = None
    max_len: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    kind: str = ""
    pattern: Pattern | None = None
    elem: Constraint | None = None
    any: tuple[Constraint, ...] = ()
    required_block: bool = False
    default: Any = None
    replaces: bool = False
    deprecated: bool = False
    sensitive: bool = False
    write_only: bool = False


class Relation(Struct, frozen=True, array_like=True):
    """What the provider says of attributes together.

    Of `conflicts` (two paths) not both may be set; of `exactly-one` one must be set and no other; of `at-least-one`
    one or more; where the first of `required-with` is set, the others must be.
    """

    kind: RelationKind
    paths: tuple[str, ...]


class ResourceConstraints(Struct, frozen=True, omit_defaults=True):
    """All constraints of a resource or data source, by attribute, and the relations between its attributes."""

    attributes: Mapping[str, Constraint] = {}
    relations: tuple[Relation, ...] = ()


NONE = ResourceConstraints()
_decoder = msgspec.msgpack.Decoder(ResourceConstraints)


class Constraints:
    """The table nearest to one version of a provider.

    `version` is the provider's whose table it is. Not `certain` for a provider of another major version than the
    table's, or one whose version nobody knows for certain: the provider may judge otherwise.
    """

    def __init__(self, version: str, certain: bool, file: Path = FILE) -> None:
        self.version = version
        self.certain = certain
        self._file = file
        self._resource = lru_cache(maxsize=256)(self._look_up)

    @property
    def date(self) -> str:
        """When the provider's source was read (ISO)."""
        return _records(self._file).origin.date

    def resource(self, terraform_type: str, *, data: bool = False) -> ResourceConstraints:
        """The constraints of a resource (`aws_s3_bucket`), or of the data source of that name."""
        return self._resource(f"data.{terraform_type}" if data else terraform_type)

    def _look_up(self, name: str) -> ResourceConstraints:
        records = _records(self._file)
        raw = None
        if self._file is FILE and self.version != TABLES[0]:
            raw = records.get(f"{self.version} {name}")
        raw = raw if raw is not None else records.get(name)
        return NONE if raw is None else _decoder.decode(raw)


@lru_cache(maxsize=8)
def constraints_for(provider_version: str, *, exact: bool = True) -> Constraints:
    """The newest table that is not newer than a version of the AWS provider ("6.25.0"), or else the oldest.

    Not `exact`: the project asks for another version than this one.
    """
    version = _numbers(provider_version)
    older = [table for table in TABLES if _numbers(table) <= version]
    table = older[-1] if older else TABLES[0]
    return Constraints(table, exact and _numbers(table)[:1] == version[:1])


@lru_cache(maxsize=32)
def constraints_of(source: str, provider_version: str, *, exact: bool = True) -> Constraints:
    """The table of a provider by its name in the registry ("hashicorp/random"); an empty one where there is none."""
    if source == PROVIDER:
        return constraints_for(provider_version, exact=exact)
    tables = dict(each.split(" ") for each in _records(OTHERS).origin.sources)
    table = tables.get(source, "")
    return Constraints(table, exact and _numbers(table)[:1] == _numbers(provider_version)[:1], OTHERS)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


@lru_cache(maxsize=2)
def _records(file: Path) -> Records:
    return Records(file)
