"""A version of Terraform or OpenTofu, known exactly or within bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from presynth import versions
from presynth.versions import Release

Product = Literal["terraform", "opentofu"]
_TERM = re.compile(r"\s*(?:=|!=|>|<|>=|<=|~>)?\s*v?\d+(?:\.\d+)*(?:-[0-9A-Za-z.~-]+)?(?:\+[0-9A-Za-z.~-]+)?\s*")


def is_constraint(text: str) -> bool:
    """Whether Terraform itself reads it as a constraint on versions (not `^1.5`, `1.x`, `latest`)."""
    return all(_TERM.fullmatch(term) for term in text.split(","))


@dataclass(frozen=True)
class TerraformVersion:
    """What is known of the version a project runs.

    `version` is what was written: a version ("1.9.5"), a part of one ("1.9": any 1.9) or a constraint
    ("~> 1.9.0", ">= 1.5, < 2.0"). `source` names the file or setting it comes from. A pre-release counts as its
    release.
    """

    product: Product
    version: str
    source: str
    lowest: Release
    end: Release
    """The first release above all possible ones."""

    @classmethod
    def parse(cls, product: Product, text: str, source: str) -> TerraformVersion | None:
        """Read a version or a constraint of Terraform's or npm's kind; None for anything else ("latest")."""
        text = text.strip()
        bounds = None if text == "*" else versions.bounds(text)
        return None if bounds is None else cls(product, text, source, bounds.lowest, bounds.end)

    @property
    def is_pinned(self) -> bool:
        """Whether the minor version is certain, and with it what Terraform can do."""
        return self.end <= versions.after(self.lowest, 1)

    def may_meet(self, constraint: str) -> bool:
        """Whether the project may run a version that a constraint allows; True where it cannot be read."""
        wanted = TerraformVersion.parse(self.product, constraint, "")
        return wanted is None or max(wanted.lowest, self.lowest) < min(wanted.end, self.end)

    def at_least(self, version: str) -> bool | None:
        """Whether the project runs `version` ("1.10") or a later one; None when both is possible.

        Raises ValueError when `version` is not two or three numbers.
        """
        numbers = [int(number) for number in version.split(".")]
        major, minor, patch = numbers if len(numbers) == 3 else (*numbers, 0)
        wanted = (major, minor, patch)
        if self.lowest >= wanted:
            return True
        return False if self.end <= wanted else None
