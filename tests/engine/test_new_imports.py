"""A file that begins to import another package brings in its schema; any other edit leaves the project as it is."""

from __future__ import annotations

from pathlib import Path

from presynth.catalog.cache import Cache
from presynth.config.configuration import Configuration
from presynth.engine import Workspace

_AWS = "from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket\n"
_TERRAIN = "from cdktn_provider_aws.s3_bucket import S3Bucket as Other\n"


def _workspace(folder: Path) -> Workspace:
    return Workspace(Configuration(folder, isolated=True), folder=folder, cache=Cache(folder / "cache"), wait=False)


def test_on_disk(tmp_path: Path) -> None:
    file = tmp_path / "main.py"
    file.write_text(_AWS, encoding="utf-8")
    workspace = _workspace(tmp_path)
    path = str(file)
    first = workspace.project(path)
    file.write_text(_AWS + "x = 1\n", encoding="utf-8")
    assert workspace.project(path) is first
    file.write_text(_AWS + _TERRAIN, encoding="utf-8")
    second = workspace.project(path)
    assert second is not first
    assert workspace.project(path) is second
    workspace.documents.put(path, _AWS)
    assert workspace.project(path) is second


def test_while_it_is_typed(tmp_path: Path) -> None:
    file = tmp_path / "main.py"
    file.write_text(_AWS, encoding="utf-8")
    workspace = _workspace(tmp_path)
    first = workspace.project(str(file))
    workspace.documents.put(str(file), _AWS + _TERRAIN)
    assert workspace.project(str(file)) is not first
