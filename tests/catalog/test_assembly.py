from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.archives import core, pack, redirected
from presynth.catalog import assembly
from presynth.catalog.assembly import AssemblyError


def test_reads_the_manifest(tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.jsii.tgz", {"LICENSE": b"x" * 5000, ".jsii": json.dumps(core()).encode()})
    raw = assembly.read(archive)
    assert (raw.name, raw.version, raw.targets.python.module) == ("cdktf", "0.0.1", "cdktf")
    assert assembly.decode_type(archive, raw.types["cdktf.TerraformResource"]).base == "cdktf.TerraformElement"


def test_follows_the_redirect_wherever_it_points(tmp_path: Path) -> None:
    files = redirected(core())
    for number, order in enumerate((files, dict(reversed(files.items())))):
        assert assembly.read(pack(tmp_path / f"{number}.jsii.tgz", order)).name == "cdktf"


@pytest.mark.parametrize("generator", ["cdktf", "cdktn"])
def test_provider_version(tmp_path: Path, generator: str) -> None:
    package = {generator: {"provider": {"name": "acme/toy", "version": "1.2.3"}}}
    assert (
        assembly.provider_version(pack(tmp_path / "a.tgz", {"package.json": json.dumps(package).encode()})) == "1.2.3"
    )


@pytest.mark.parametrize(
    "files", [{}, {"package.json": b"{"}, {"package.json": b'{"cdktf": 1}'}, {"package.json": b"[]"}]
)
def test_no_provider_version(tmp_path: Path, files: dict[str, bytes]) -> None:
    assert assembly.provider_version(pack(tmp_path / "a.tgz", files)) == ""


def _truncated(path: Path) -> None:
    pack(path, {".jsii": json.dumps({**core(), "padding": [str(i) for i in range(100_000)]}).encode()})
    path.write_bytes(path.read_bytes()[:-5000])


def _broken_in_the_middle(path: Path) -> None:
    pack(path, {".jsii": json.dumps({**core(), "padding": [str(i) for i in range(100_000)]}).encode()})
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


_BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "absent": (lambda path: None, "cannot be read"),
    "empty": (lambda path: path.write_bytes(b""), "cannot be read"),
    "no gzip": (lambda path: path.write_bytes(b"not an archive"), "cannot be read"),
    "gzip of no tar": (lambda path: path.write_bytes(gzip.compress(b"not a tar" * 1000)), "cannot be read"),
    "folder": (lambda path: path.mkdir(), "cannot be read"),
    "truncated": (_truncated, "cannot be read"),
    "damaged": (_broken_in_the_middle, "cannot be read|no jsii assembly"),
    "without manifest": (lambda path: pack(path, {"LICENSE": b""}), "no package/.jsii"),
    "no JSON": (lambda path: pack(path, {".jsii": b"{"}), "no jsii assembly"),
    "other JSON": (lambda path: pack(path, {".jsii": b"[]"}), "no jsii assembly"),
    "no name": (lambda path: pack(path, {".jsii": b'{"version": "1"}'}), "no jsii assembly"),
    "deep JSON": (lambda path: pack(path, {".jsii": b'{"name": ' + b"[" * 200_000}), "no jsii assembly"),
    "no UTF-8": (lambda path: pack(path, {".jsii": b'{"name": "\xff", "version": "1"}'}), "no jsii assembly"),
    "redirect to nothing": (
        lambda path: pack(path, {".jsii": redirected({})[".jsii"]}),
        "no package/.jsii.gz",
    ),
    "redirect to no gzip": (
        lambda path: pack(path, {**redirected({}), ".jsii.gz": b"plain"}),
        "cannot be unpacked",
    ),
}


@pytest.mark.parametrize("kind", _BAD)
def test_says_why_it_cannot_be_read(tmp_path: Path, kind: str) -> None:
    spoil, reason = _BAD[kind]
    path = tmp_path / "a.jsii.tgz"
    spoil(path)
    with pytest.raises(AssemblyError, match=reason) as caught:
        assembly.read(path)
    assert caught.value.path == str(path)


def test_a_malformed_type_is_told(tmp_path: Path) -> None:
    content = {**core(), "types": {"cdktf.A": {"fqn": 1}}}
    path = pack(tmp_path / "a.jsii.tgz", {".jsii": json.dumps(content).encode()})
    raw = assembly.read(path)
    with pytest.raises(AssemblyError, match="malformed"):
        assembly.decode_type(path, raw.types["cdktf.A"])


@pytest.mark.parametrize("name", [".jsii", "ballast", "redirect"])
def test_refuses_to_unpack_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(assembly, "LARGEST", 1 << 16)
    path = tmp_path / "a.jsii.tgz"
    if name == "redirect":
        pack(path, redirected({"name": "x" * (1 << 17)}))
    else:
        pack(path, {name: bytes(1 << 17), "z": b""})
    with pytest.raises(AssemblyError, match="MiB"):
        assembly.read(path)
