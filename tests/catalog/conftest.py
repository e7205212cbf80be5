"""A toy provider's catalog, and the real packages' where there are any."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from presynth.catalog import environment
from presynth.catalog.cache import Cache
from presynth.catalog.catalog import Catalog
from presynth.catalog.environment import Environment

# pytest's importlib mode leaves a test's own folder out of the path.
sys.path.insert(0, str(Path(__file__).parents[1]))

from catalog.archives import core, install, provider


@pytest.fixture
def toy(tmp_path: Path) -> Environment:
    """An environment with the toy core and the toy provider, installed as a cdktf provider."""
    site = tmp_path / "venv/lib/python3.11/site-packages"
    sources = (install(site, "cdktf", core()), install(site, "cdktf_toy", provider()))
    return Environment(tmp_path / "venv", "test", sources)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    """A cache of this test's own, with a temporary folder of its own as well."""
    (tmp_path / "spare").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "spare"))
    return Cache(tmp_path / "cache")


@pytest.fixture
def catalog(toy: Environment, cache: Cache) -> Catalog:
    return Catalog.load(toy, cache=cache)


@pytest.fixture(scope="session")
def real() -> Environment:
    """The environment of PRESYNTH_TRUTH_PYTHON, an interpreter with cdktf or cdktn and a provider."""
    named = os.environ.get("PRESYNTH_TRUTH_PYTHON")
    if not named:
        pytest.skip("PRESYNTH_TRUTH_PYTHON names no interpreter with cdktf and a provider")
    prefix = environment.prefix_of(Path(named))
    return Environment(prefix, "test", environment.sources(prefix))


@pytest.fixture(scope="session")
def real_catalog(real: Environment, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    loaded = Catalog.load(real, cache=Cache(tmp_path_factory.mktemp("cache")))
    assert [each.state for each in loaded.describe() if each.source == "environment"] == ["built"] * len(real.sources)
    return loaded
