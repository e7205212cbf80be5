"""The VS Code extension's manifest says what the analyser and the server know."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from presynth import __version__
from presynth.config.schema import schema
from presynth.config.settings import OPTIONS

EXTENSION = Path(__file__).parent.parent / "vscode-extension"
MANIFEST: dict[str, Any] = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
PROPERTIES: dict[str, dict[str, Any]] = MANIFEST["contributes"]["configuration"]["properties"]
OWN = {"presynth.path", "presynth.logLevel", "presynth.trace.server"}


def _setting(key: str) -> str:
    return "presynth." + re.sub("-(.)", lambda found: found[1].upper(), key)


def test_every_option_is_a_setting() -> None:
    assert set(PROPERTIES) - OWN == {_setting(option.key) for option in OPTIONS}


@pytest.mark.parametrize("key", [option.key for option in OPTIONS])
def test_a_setting_takes_what_the_option_takes(key: str) -> None:
    option, setting = schema(())["properties"][key], PROPERTIES[_setting(key)]
    assert setting["type"] == option["type"]
    assert setting.get("description", setting.get("markdownDescription")) == option["description"]
    assert setting["scope"] == "resource"


def test_the_extension_has_the_servers_version() -> None:
    assert MANIFEST["version"] == __version__


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (EXTENSION / "package-lock.json").read_text(encoding="utf-8")
