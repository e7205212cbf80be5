"""Resources of other providers than AWS's, of toy bindings that are called like theirs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

# pytest's importlib mode leaves other folders of tests out of the path.
sys.path.insert(0, str(Path(__file__).parents[1]))

from catalog.archives import core, install, provider
from presynth.catalog.cache import Cache
from presynth.config.configuration import Configuration
from presynth.engine import Workspace

PACKAGE = "cdktf_cdktf_provider_tls"
_STACK = """from cdktf import TerraformElement
from {package}.box import Box

Box(TerraformElement(), "key", line_one1={value}, id="x")
"""


def key(version: str) -> dict[str, Any]:
    """A provider whose only resource is `tls_private_key`, its `algorithm` called `line_one1` in Python."""
    text = json.dumps(provider("@cdktf/provider-tls", PACKAGE))
    for old, new in (
        ("acme/toy/1.2.3", f"hashicorp/tls/{version}"),
        ("toy_box", "tls_private_key"),
        ("#line_one_1", "#algorithm"),
    ):
        text = text.replace(old, new)
    return json.loads(text)


@pytest.mark.parametrize(
    ("version", "value", "expected"),
    [
        ("4.1.0", '"RSA"', []),
        ("4.1.0", '"rsa"', [("PS308", "error")]),
        ("4.1.0", '"DSA-512"', [("PS308", "error")]),
        ("9.0.0", '"rsa"', [("PS308", "info")]),
    ],
)
def test_values_are_judged_by_the_table_of_the_provider(
    tmp_path: Path, version: str, value: str, expected: list[tuple[str, str]]
) -> None:
    site = tmp_path / ".venv/lib/python3.11/site-packages"
    install(site, "cdktf", core())
    install(site, PACKAGE, key(version))
    (tmp_path / "cdktf.json").write_text('{"app": "python main.py"}', encoding="utf-8")
    main = tmp_path / "main.py"
    main.write_text(_STACK.format(package=PACKAGE, value=value), encoding="utf-8")
    configuration = Configuration(tmp_path, {"python": str(tmp_path / ".venv")}, isolated=True)
    workspace = Workspace(configuration, folder=tmp_path, cache=Cache(tmp_path / "cache"))
    findings = workspace.check([str(main)]).reports[str(main)].findings
    assert [(f.code, f.severity.value) for f in findings if f.code == "PS308"] == expected
