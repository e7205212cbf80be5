from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from catalog.archives import manifest, pack, provider, text
from presynth.catalog import build, index
from presynth.catalog.index import DamagedIndexError, Index


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return pack(tmp_path / "toy@1.jsii.tgz", {".jsii": json.dumps(provider()).encode()})


def _built(archive: Path, **options: object) -> Index:
    target = archive.with_suffix(".index")
    build.build(archive, target, "acme_toy", **options)  # pyright: ignore[reportArgumentType]
    return Index(target)


@pytest.mark.parametrize("codec", ["zlib", "lzma"])
@pytest.mark.parametrize("block", [1, 300, 1 << 20])
def test_gives_back_every_type(archive: Path, codec: str, block: int) -> None:
    built = _built(archive, codec=codec, block=block)
    found = {each.fqn: each for module in built.modules for each in built.types(module).values()}
    assert found.keys() == provider()["types"].keys()
    for fqn, each in found.items():
        assert built.locate(fqn) == (each.module, each.qualname)


def test_facts_and_modules(archive: Path) -> None:
    built = _built(archive)
    assert built.facts == index.Facts("@acme/toy", "3.4.5", "acme_toy", "1.2.3")
    assert list(built.modules) == [
        "acme_toy",
        "acme_toy.box",
        "acme_toy.empty",
        "acme_toy.lambda_",
        "acme_toy.provider",
    ]
    assert list(built.types("acme_toy.box")) == ["Box", "Box.Lid", "BoxConfig"]
    assert "Box" in built.types("acme_toy.box")
    assert "Bx" not in built.types("acme_toy.box")
    assert len(built.types("acme_toy.empty")) == 0


def test_a_large_module_is_split(tmp_path: Path) -> None:
    types = {
        f"big.T{i}": {"kind": "class", "properties": [{"name": f"p{i}x{j}", **text()} for j in range(40)]}
        for i in range(200)
    }
    path = pack(tmp_path / "big@1.jsii.tgz", {".jsii": json.dumps(manifest("big", "1", "big", types)).encode()})
    target = tmp_path / "big.index"
    build.build(path, target, "big", block=1 << 12)
    built = Index(target)
    assert [each.properties[3].jsii_name for each in built.types("big").values()] == [
        f"p{name.removeprefix('T')}x3" for name in built.types("big")
    ]


def test_terraform_types(archive: Path) -> None:
    built = _built(archive)
    assert {
        construct: found and found.qualname
        for construct in ("resource", "data", "provider")
        for found in [built.terraform(construct, "toy" if construct == "provider" else "toy_box")]
    } == {"resource": "Box", "data": "DataBox", "provider": "ToyProvider"}
    assert built.terraform("resource", "toy") is None


def test_the_module_of_the_import_wins_over_the_manifest(archive: Path) -> None:
    target = archive.with_suffix(".index")
    build.build(archive, target, "imports.toy")
    assert "imports.toy.box" in Index(target).modules


def test_every_damage_is_noticed(archive: Path) -> None:
    good = _built(archive).path.read_bytes()
    broken = archive.with_suffix(".broken")
    damaged = [good[:size] for size in range(0, len(good), 7)]
    damaged += [good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :] for place in range(0, len(good), 5)]
    for content in damaged:
        broken.write_bytes(content)
        with pytest.raises(DamagedIndexError):
            Index(broken)


def test_progress_rises_to_the_end(archive: Path) -> None:
    told: list[int] = []
    _built(archive, progress=told.append)
    assert told == sorted(set(told))
    assert told[-1] == 100


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({**provider(), "targets": {}}, "no Python target"),
        (manifest("a", "1", "a", {"b.T": {"kind": "class"}}), "none of the assembly's modules"),
        (manifest("a", "1", "a", {"a.T": {"kind": 1}}), "malformed"),
    ],
)
def test_a_bad_archive_leaves_nothing_behind(tmp_path: Path, content: object, reason: str) -> None:
    path = pack(tmp_path / "in/bad.jsii.tgz", {".jsii": json.dumps(content).encode()})
    with pytest.raises(build.assembly.AssemblyError, match=reason):
        build.build(path, tmp_path / "out/bad.index", "bad")
    assert list((tmp_path / "out").iterdir()) == []


def test_builders_at_once_do_not_disturb_each_other(archive: Path) -> None:
    target = archive.with_suffix(".index")
    command = [sys.executable, "-m", "presynth.catalog.build", str(archive), str(target), "acme_toy"]
    folder = Path(build.__file__).parents[2]
    builders = [subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [each.wait() for each in builders] == [0] * 4
    assert "acme_toy.box" in Index(target).modules
    assert sorted(path.name for path in archive.parent.iterdir()) == sorted([archive.name, target.name])
