from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from catalog.archives import core, pack
from presynth.catalog import cache as cache_module
from presynth.catalog.cache import BuildError, Cache, Source, default_folder
from presynth.catalog.catalog import Catalog
from presynth.catalog.environment import Environment


@pytest.fixture
def source(toy: Environment) -> Source:
    return toy.sources[0]


def _no_child(*arguments: object, **options: object) -> None:
    raise AssertionError("nothing is to be built")


def test_builds_once(cache: Cache, source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.open(source) is None
    told: list[int] = []
    assert cache.build(source, told.append).path.parent == cache.folder
    assert told[-1] == 100
    monkeypatch.setattr(subprocess, "Popen", _no_child)
    assert cache.build(source).facts.name == "cdktf"
    assert cache.open(source) is not None


def test_a_changed_archive_gets_an_index_of_its_own(cache: Cache, source: Source) -> None:
    before = cache.build(source)
    pack(source.archive, {".jsii": json.dumps({**core(), "version": "0.0.2"}).encode()})
    assert cache.open(source) is None
    assert (before.facts.version, cache.build(source).facts.version) == ("0.0.1", "0.0.2")


def test_the_same_archive_elsewhere_shares_the_index(cache: Cache, source: Source, tmp_path: Path) -> None:
    cache.build(source)
    copy = tmp_path / "other" / source.archive.name
    copy.parent.mkdir()
    copy.write_bytes(source.archive.read_bytes())
    assert cache.open(Source(copy, source.package)) is not None
    assert cache.open(Source(copy, "imports.cdktf")) is None


@pytest.mark.parametrize("content", [b"", b"junk", None])
def test_a_damaged_index_is_built_again(cache: Cache, source: Source, content: bytes | None) -> None:
    path = cache.build(source).path
    whole = path.read_bytes()
    path.unlink()
    path.write_bytes(whole[:-9] if content is None else content)
    assert cache.open(source) is None
    assert cache.build(source).path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_gives_way_to_a_temporary_one(
    toy: Environment, source: Source, cache: Cache, tmp_path: Path
) -> None:
    cache.folder.write_text("a file where the folder should be")
    built = cache.build(source)
    assert tmp_path / "spare" in built.path.parents
    assert cache.open(source) is not None
    schema = Catalog.load(toy, cache=cache).describe()[0]
    assert schema.state == "built"
    assert str(cache.folder) in schema.reason


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_a_temporary_folder_that_others_may_write_is_not_believed(cache: Cache, source: Source, tmp_path: Path) -> None:
    cache.folder.write_text("a file where the folder should be")
    folder = cache.build(source).path.parent
    folder.chmod(0o777)
    assert cache.open(source) is None
    with pytest.raises(BuildError):
        cache.build(source)


def test_nothing_can_be_written_anywhere(
    toy: Environment, cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.folder.write_text("")
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    monkeypatch.setattr(cache_module, "_temporary_folder", lambda: None)
    core_schema, toy_schema = (
        each for each in Catalog.load(toy, cache=cache).describe() if each.source == "environment"
    )
    assert (core_schema.state, core_schema.answered_by) == ("failed", "bundled")
    assert (toy_schema.state, toy_schema.answered_by) == ("failed", "")
    assert toy_schema.reason


def test_a_bad_archive_is_told_and_not_raised(toy: Environment, cache: Cache) -> None:
    toy.sources[1].archive.write_bytes(b"no archive")
    catalog = Catalog.load(toy, cache=cache)
    failed = catalog.describe()[1]
    assert (failed.package, failed.state) == ("cdktf_toy", "failed")
    assert "cannot be read" in failed.reason
    assert catalog.package("cdktf_toy.box") is None
    assert catalog.package("cdktf") is not None


def test_an_archive_that_vanishes(toy: Environment, cache: Cache) -> None:
    toy.sources[1].archive.unlink()
    for wait in (True, False):
        assert Catalog.load(toy, cache=cache, wait=wait).describe()[1].state == "failed"


def test_nothing_of_the_working_directory_is_imported(
    cache: Cache, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "trap"
    trap.mkdir()
    for name in ("msgspec", "presynth", "tarfile", "sitecustomize"):
        (trap / f"{name}.py").write_text(f"open({str(trap / 'sprung')!r}, 'w')\nraise SystemExit(9)\n")
    monkeypatch.chdir(trap)
    monkeypatch.setenv("PYTHONPATH", str(trap))
    assert cache.build(source).facts.name == "cdktf"
    assert not (trap / "sprung").exists()


def test_default_folder(tmp_path: Path) -> None:
    assert default_folder({"PRESYNTH_CACHE_DIR": str(tmp_path)}) == tmp_path
    assert default_folder({}).name == "presynth"
