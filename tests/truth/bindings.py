"""The real packages in their two shapes: cdktf, and its successor cdktn. Programs are written once, for cdktf."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from truth.oracle import Oracle

_CORE_IMPORT = re.compile(r"^([ \t]*)(from|import) cdktf\b(?: as (\w+))?", re.MULTILINE)
_PROVIDER = re.compile(r"\bcdktf_cdktf_provider_aws\b")


class Binding(NamedTuple):
    """`core` and `provider` are import packages; `variable` names an interpreter that has them."""

    core: str
    provider: str
    variable: str

    def python(self) -> str | None:
        """The interpreter of an environment with the packages; the one that runs the tests, where it has them."""
        named = os.environ.get(self.variable)
        return named or (sys.executable if importlib.util.find_spec(self.provider) else None)

    def translated(self, files: Mapping[str, str]) -> dict[str, str]:
        """A program with its imports from these packages."""
        return {name: self._translated(text) if name.endswith(".py") else text for name, text in files.items()}

    def _translated(self, text: str) -> str:
        if self is CDKTF:
            return text

        def imported(found: re.Match[str]) -> str:
            indent, word, alias = found.groups()
            if word == "import":
                return f"{indent}import {self.core} as {alias or 'cdktf'}"
            return f"{indent}from {self.core}"

        return _PROVIDER.sub(self.provider, _CORE_IMPORT.sub(imported, text))


CDKTF = Binding("cdktf", "cdktf_cdktf_provider_aws", "PRESYNTH_TRUTH_PYTHON")
CDKTN = Binding("cdktn", "cdktn_provider_aws", "PRESYNTH_TRUTH_CDKTN_PYTHON")


class Real(NamedTuple):
    """A binding, installed: `python` is the interpreter that has it."""

    binding: Binding
    python: str
    oracle: Oracle

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """What the packages make of a program, in cdktf's names as the program is; the shapes are in oracle.py."""
        answer = self.oracle.ask({**request, "files": self.binding.translated(request["files"])})
        text = json.dumps(answer).replace(self.binding.provider, CDKTF.provider)
        return json.loads(text.replace(self.binding.core, CDKTF.core))
