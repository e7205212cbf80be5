"""Reading a `.jsii.tgz`, the archive in which every jsii Python package carries its assembly.

The archive is not trusted: it may be truncated, no archive at all, or made to fill the memory.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Raw, Struct, field

LARGEST = 1 << 30
"""Bytes of unpacked archive that are read at most; AWS 21.22.1 needs 0.2 GiB."""

_CHUNK = 1 << 18
_FOLDER = "package/"
_MANIFEST = ".jsii"
_REDIRECT = "jsii/file-redirect"


class AssemblyError(Exception):
    """`path` holds no readable assembly, because of `reason`."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason


class PythonTarget(Struct):
    module: str = ""


class Targets(Struct):
    python: PythonTarget = field(default_factory=PythonTarget)


class Submodule(Struct):
    targets: Targets = field(default_factory=Targets)


class RawAssembly(Struct):
    """An assembly's manifest; each of `types` is still JSON text, by fully qualified name."""

    name: str
    version: str
    types: dict[str, Raw] = field(default_factory=dict)
    submodules: dict[str, Submodule] = field(default_factory=dict)
    targets: Targets = field(default_factory=Targets)


class Docs(Struct):
    summary: str = ""
    remarks: str = ""
    deprecated: str | None = None


class Collection(Struct):
    kind: str
    elementtype: Reference


class Union(Struct):
    types: list[Reference]


class Reference(Struct):
    """A type reference: exactly one field is set; none where a newer jsii knows a form that we do not."""

    primitive: str = ""
    fqn: str = ""
    collection: Collection | None = None
    union: Union | None = None


class RawProperty(Struct):
    name: str
    type: Reference
    docs: Docs = field(default_factory=Docs)
    optional: bool = False
    immutable: bool = False
    static: bool = False
    const: bool = False
    protected: bool = False
    overrides: str = ""


class RawParameter(Struct):
    name: str
    type: Reference
    optional: bool = False
    variadic: bool = False


class Returns(Struct):
    type: Reference


class RawMethod(Struct):
    name: str
    docs: Docs = field(default_factory=Docs)
    parameters: list[RawParameter] = field(default_factory=list[RawParameter])
    returns: Returns | None = None
    static: bool = False
    protected: bool = False
    overrides: str = ""


class Initializer(Struct):
    docs: Docs = field(default_factory=Docs)
    parameters: list[RawParameter] = field(default_factory=list[RawParameter])


class Member(Struct):
    name: str


class RawType(Struct):
    """A class, interface or enum as the manifest has it; `namespace` leaves out the assembly's name."""

    fqn: str
    kind: str
    name: str
    namespace: str = ""
    base: str = ""
    interfaces: list[str] = field(default_factory=list[str])
    abstract: bool = False
    datatype: bool = False
    docs: Docs = field(default_factory=Docs)
    initializer: Initializer | None = None
    properties: list[RawProperty] = field(default_factory=list[RawProperty])
    methods: list[RawMethod] = field(default_factory=list[RawMethod])
    members: list[Member] = field(default_factory=list[Member])


class _Redirect(Struct):
    schema: str = ""
    filename: str = ""


class _Provider(Struct):
    version: str = ""


class _Generator(Struct):
    provider: _Provider = field(default_factory=_Provider)


class _Package(Struct):
    cdktf: _Generator = field(default_factory=_Generator)
    cdktn: _Generator = field(default_factory=_Generator)


def read(path: Path) -> RawAssembly:
    """The manifest in the archive at `path`. Raises AssemblyError."""
    first = _members(path, {_MANIFEST}).get(_MANIFEST)
    if first is None:
        raise AssemblyError(path, "the archive has no package/.jsii")
    try:
        # A redirect is a few hundred bytes: only so small a manifest is looked at twice.
        redirect = msgspec.json.decode(first, type=_Redirect) if len(first) < 4096 else None
        if redirect is not None and redirect.schema == _REDIRECT:
            packed = _members(path, {redirect.filename}).get(redirect.filename)
            if packed is None:
                raise AssemblyError(path, f"the archive has no package/{redirect.filename}")
            return msgspec.json.decode(_read_all(path, gzip.GzipFile(fileobj=io.BytesIO(packed))), type=RawAssembly)
        return msgspec.json.decode(first, type=RawAssembly)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise AssemblyError(path, f"package/.jsii is no jsii assembly: {error}") from error
    except (OSError, EOFError, zlib.error) as error:
        raise AssemblyError(path, f"the redirected manifest cannot be unpacked: {error}") from error


def provider_version(path: Path) -> str:
    """The Terraform provider's version from the archive's package.json ("6.25.0"), or "". Raises AssemblyError."""
    text = _members(path, {"package.json"}).get("package.json")
    try:
        package = msgspec.json.decode(text or b"{}", type=_Package)
    except (msgspec.MsgspecError, RecursionError):
        return ""
    return package.cdktf.provider.version or package.cdktn.provider.version


def decode_type(path: Path, raw: Raw) -> RawType:
    """One of `RawAssembly.types`. Raises AssemblyError."""
    try:
        return _type_decoder.decode(raw)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise AssemblyError(path, f"a type in package/.jsii is malformed: {error}") from error


_type_decoder = msgspec.json.Decoder(RawType)


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than `LARGEST` bytes."""

    def __init__(self, path: Path, stream: IO[bytes] | gzip.GzipFile) -> None:
        super().__init__()
        self._path = path
        self._stream = stream
        self._left = LARGEST

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(self._left + 1 if size < 0 else size)
        self._left -= len(data)
        if self._left < 0:
            raise AssemblyError(self._path, f"the archive unpacks to more than {LARGEST >> 20} MiB")
        return data


def _content(path: Path, archive: tarfile.TarFile, entry: tarfile.TarInfo) -> bytearray:
    """Read into one buffer: `read()` would hold a manifest of 131 MB twice."""
    data = bytearray(entry.size)
    filled = 0
    content = archive.extractfile(entry)
    while content is not None and filled < entry.size:
        chunk = content.read(_CHUNK)
        if not chunk:
            break
        data[filled : filled + len(chunk)] = chunk
        filled += len(chunk)
    if filled < entry.size:
        raise AssemblyError(path, "the archive is truncated")
    return data


def _read_all(path: Path, stream: gzip.GzipFile) -> bytes:
    return _Bounded(path, stream).read()


def _members(path: Path, wanted: set[str]) -> dict[str, bytearray]:
    """Those of the `wanted` files below package/ that the archive has; it is read only as far as they go."""
    found: dict[str, bytearray] = {}
    try:
        with (
            gzip.open(path, "rb") as stream,
            tarfile.open(fileobj=_Bounded(path, stream), mode="r|", bufsize=1 << 18, errorlevel=1) as archive,
        ):
            for entry in archive:
                name = entry.name.removeprefix("./").removeprefix(_FOLDER)
                if name not in wanted or not entry.isfile():
                    continue
                if entry.size > LARGEST:
                    raise AssemblyError(path, f"{entry.name} is larger than {LARGEST >> 20} MiB")
                found[name] = _content(path, archive, entry)
                if len(found) == len(wanted):
                    break
    except AssemblyError:
        raise
    except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, OverflowError) as error:
        raise AssemblyError(path, f"the archive cannot be read: {error}") from error
    return found
