"""The packed index: one file that answers for one assembly.

    magic, CRC-32 of the rest, length of the directory | directory | blocks

The directory (compressed msgpack) lists modules, the names of their types and where each block lies; a block
(compressed) holds a run of types, a small module in one, a large one in several, so that no look-up unpacks more than
`BLOCK` bytes. The file is mapped, not read, and a type is decoded when it is asked for.
"""

from __future__ import annotations

import lzma
import mmap
import struct
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec
from msgspec import Raw, Struct

from presynth.catalog import names
from presynth.catalog.types import Type

FORMAT = 3
"""Raised whenever the file's layout, or what `declarations` makes of an assembly, changes."""

BLOCK = 1 << 16
"""Bytes of packed types in a block, before compression."""

Codec = Literal["zlib", "lzma"]
_MAGIC = b"presynth-index %03d\n" % FORMAT
_NUMBER = struct.Struct("<I")
_LZMA_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]


class DamagedIndexError(Exception):
    """The file is no index of this format, or not whole."""


class Facts(Struct, frozen=True):
    """What the index is of; as in `types.Assembly`."""

    name: str
    version: str
    package: str
    provider_version: str = ""


class _ModuleEntry(Struct, array_like=True):
    name: str
    types: list[str]


class _Directory(Struct, array_like=True):
    """Types are numbered through all modules; `starts` has the number of each block's first type."""

    facts: Facts
    namespaces: dict[str, str]
    modules: list[_ModuleEntry]
    starts: list[int]
    sizes: list[int]
    terraform: dict[str, int]


class Writer:
    """Collects an assembly's types, module by module, and packs them."""

    def __init__(self, codec: Codec = "zlib", block: int = BLOCK) -> None:
        self._codec: Codec = codec
        self._limit = block
        self._directory = _Directory(Facts("", "", ""), {}, [], [], [], {})
        self._blocks: list[bytes] = []
        self._pending: list[bytes] = []
        self._pending_size = 0
        self._count = 0
        self._encode = msgspec.msgpack.Encoder().encode

    def module(self, name: str, types: Iterator[tuple[Type, str]]) -> None:
        """Adds a module; beside each type what it stands for in Terraform (a `ConstructKind` or "")."""
        entry = _ModuleEntry(name, [])
        self._directory.modules.append(entry)
        if self._codec == "zlib":
            self._flush()
        for each, construct in types:
            entry.types.append(each.qualname)
            if construct and each.terraform_type:
                self._directory.terraform.setdefault(f"{construct} {each.terraform_type}", self._count)
            packed = self._encode(each)
            if self._pending and self._pending_size + len(packed) > self._limit:
                self._flush()
            self._pending.append(packed)
            self._pending_size += len(packed)
            self._count += 1

    def _flush(self) -> None:
        if not self._pending:
            return
        self._directory.starts.append(self._count - len(self._pending))
        block = self._encode([Raw(each) for each in self._pending])
        self._blocks.append(_compress(block, self._codec))
        self._directory.sizes.append(len(self._blocks[-1]))
        self._pending.clear()
        self._pending_size = 0

    def write(self, file: BinaryIO, facts: Facts, namespaces: Mapping[str, str]) -> None:
        """Writes everything; `namespaces` maps fully qualified jsii names to modules. Raises OSError."""
        self._flush()
        self._directory.facts = facts
        self._directory.namespaces = dict(namespaces)
        directory = _compress(self._encode(self._directory), self._codec)
        parts = [_NUMBER.pack(len(directory)), directory, *self._blocks]
        crc = 0
        for part in parts:
            crc = zlib.crc32(part, crc)
        file.write(_MAGIC + _NUMBER.pack(crc))
        file.writelines(parts)


def _compress(data: bytes, codec: Codec) -> bytes:
    if codec == "zlib":
        return b"z" + zlib.compress(data, 6)
    return b"x" + lzma.compress(data, lzma.FORMAT_RAW, filters=_LZMA_FILTERS)


def _decompress(data: bytes) -> bytes:
    if data[:1] == b"z":
        return zlib.decompress(data[1:])
    return lzma.decompress(data[1:], lzma.FORMAT_RAW, filters=_LZMA_FILTERS)


class Index:
    """An index file, opened. Raises OSError, or DamagedIndexError if the file is of another format or not whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            try:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                raise DamagedIndexError(f"{path} is empty") from error
        self.size = len(self._data)
        checked = len(_MAGIC) + _NUMBER.size
        start = checked + _NUMBER.size
        if self.size < start or self._data[: len(_MAGIC)] != _MAGIC:
            raise DamagedIndexError(f"{path} is no index of format {FORMAT}")
        with memoryview(self._data) as view:
            if zlib.crc32(view[checked:]) != _NUMBER.unpack_from(view, len(_MAGIC))[0]:
                raise DamagedIndexError(f"{path} is damaged")
            (length,) = _NUMBER.unpack_from(view, checked)
        packed = _decompress(self._data[start : start + length])
        self._directory = msgspec.msgpack.decode(packed, type=_Directory)
        self._ends = list(accumulate(self._directory.sizes, initial=start + length))
        self._entries = {entry.name: entry for entry in self._directory.modules}
        self._firsts = list(accumulate((len(entry.types) for entry in self._directory.modules), initial=0))
        self._first = dict(zip(self._entries, self._firsts, strict=False))
        self._types: dict[int, Type] = {}
        self._block = lru_cache(maxsize=64)(self._unpack)

    @property
    def facts(self) -> Facts:
        return self._directory.facts

    @property
    def modules(self) -> Mapping[str, object]:
        """Keys: the names of all modules."""
        return self._entries

    @cached_property
    def names(self) -> Mapping[str, tuple[int, ...]]:
        """Numbers of the types, by Python name without what it is nested in."""
        found: dict[str, tuple[int, ...]] = {}
        number = 0
        for entry in self._directory.modules:
            for qualname in entry.types:
                name = qualname.rpartition(".")[2]
                found[name] = (*found.get(name, ()), number)
                number += 1
        return found

    def types(self, module: str) -> Mapping[str, Type]:
        """The types of one of `modules`, by qualified name. Raises KeyError."""
        return Types(self.numbers(module), self.type)

    def numbers(self, module: str) -> dict[str, int]:
        """The numbers of its types, by qualified name. Raises KeyError."""
        first = self._first[module]
        return {name: first + place for place, name in enumerate(self._entries[module].types)}

    def locate(self, fqn: str) -> tuple[str, str] | None:
        """Module and qualified name of a fully qualified jsii name that begins with this assembly's."""
        namespace, nested = fqn, list[str]()
        while namespace:
            module = self._directory.namespaces.get(namespace)
            if module is not None:
                return module, ".".join(reversed(nested))
            namespace, _, last = namespace.rpartition(".")
            nested.append(names.identifier(last))
        return None

    def terraform(self, construct: str, terraform_type: str) -> Type | None:
        """The class for a Terraform type; `construct` is a `declarations.ConstructKind`."""
        number = self._directory.terraform.get(f"{construct} {terraform_type}")
        return None if number is None else self.type(number)

    def constructs(self) -> Iterator[tuple[str, str, str, str]]:
        """All that stand for something in Terraform: what (a `ConstructKind`), Terraform type, module and name."""
        entries = self._directory.modules
        for key, number in self._directory.terraform.items():
            construct, _, terraform_type = key.partition(" ")
            at = bisect_right(self._firsts, number) - 1
            while not entries[at].types:
                at -= 1
            yield construct, terraform_type, entries[at].name, entries[at].types[number - self._firsts[at]]

    def type(self, number: int) -> Type:
        """The type of that number."""
        known = self._types.get(number)
        if known is None:
            block = bisect_right(self._directory.starts, number) - 1
            raw = self._block(block)[number - self._directory.starts[block]]
            known = self._types[number] = _type_decoder.decode(raw)
        return known

    def _unpack(self, block: int) -> list[Raw]:
        return _block_decoder.decode(_decompress(self._data[self._ends[block] : self._ends[block + 1]]))


_type_decoder = msgspec.msgpack.Decoder(Type)
_block_decoder = msgspec.msgpack.Decoder(list[Raw])


class Types(Mapping[str, Type]):
    """A module's types by qualified name, behind `numbers`; each is decoded when it is asked for."""

    def __init__(self, numbers: dict[str, int], decode: Callable[[int], Type]) -> None:
        self._numbers = numbers
        self._decode = decode

    def __getitem__(self, qualname: str) -> Type:
        return self._decode(self._numbers[qualname])

    def __contains__(self, qualname: object) -> bool:
        return qualname in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
