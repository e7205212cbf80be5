"""Named records in one compressed file: data that ships with presynth, of which a check needs a few at a time.

    magic, length of the directory | directory | blocks

The directory (compressed msgpack) says what the data is and in which block each record lies; a block (compressed) is a
run of records, so that a look-up unpacks a few kilobytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import msgspec
from msgspec import Raw, Struct

BLOCK = 1 << 15
"""Bytes of records in a block, before compression."""

_MAGIC = b"presynth-data 001\n"
_NUMBER = struct.Struct("<I")
_BEST = 9


class Origin(Struct, frozen=True):
    """Where data comes from. `date` (ISO) is when it was true, `sources` what it was read from, with versions."""

    date: str
    sources: tuple[str, ...]


class _Directory(Struct, array_like=True):
    """`places` has block and number within the block of every record, `sizes` the bytes of each block as it lies."""

    origin: Origin
    places: dict[str, tuple[int, int]]
    sizes: list[int]


def write(path: Path, origin: Origin, records: Mapping[str, object]) -> None:
    """Packs records (anything msgspec encodes) into the file at `path`. Raises OSError."""
    directory = _Directory(origin, {}, [])
    blocks: list[bytes] = []
    pending: list[Raw] = []
    encode = msgspec.msgpack.encode

    def flush() -> None:
        blocks.append(zlib.compress(encode(pending), _BEST))
        directory.sizes.append(len(blocks[-1]))
        pending.clear()

    for name in sorted(records):
        packed = Raw(encode(records[name]))
        if pending and sum(map(len, pending)) + len(packed) > BLOCK:
            flush()
        directory.places[name] = (len(blocks), len(pending))
        pending.append(packed)
    if pending:
        flush()
    head = zlib.compress(encode(directory), _BEST)
    path.write_bytes(b"".join((_MAGIC, _NUMBER.pack(len(head)), head, *blocks)))


class Records:
    """The file at `path`, read. Raises OSError, or ValueError if it is no such file."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        if not self._data.startswith(_MAGIC):
            raise ValueError(f"{path} is not a file of packed records")
        (length,) = _NUMBER.unpack_from(self._data, len(_MAGIC))
        start = len(_MAGIC) + _NUMBER.size
        head = zlib.decompress(self._data[start : start + length])
        self._directory = msgspec.msgpack.decode(head, type=_Directory)
        self._ends = list(accumulate(self._directory.sizes, initial=start + length))
        self._block = lru_cache(maxsize=16)(self._unpack)

    @property
    def origin(self) -> Origin:
        return self._directory.origin

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all records."""
        return tuple(self._directory.places)

    def get(self, name: str) -> Raw | None:
        """The record of that name, still encoded."""
        place = self._directory.places.get(name)
        return None if place is None else self._block(place[0])[place[1]]

    def _unpack(self, block: int) -> list[Raw]:
        packed = self._data[self._ends[block] : self._ends[block + 1]]
        return msgspec.msgpack.decode(zlib.decompress(packed), type=list[Raw])
