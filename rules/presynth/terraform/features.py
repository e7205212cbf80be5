"""With which version of Terraform and OpenTofu what a program can ask for came.

From the changelogs of hashicorp/terraform and opentofu/opentofu (2026-11-29). What all versions have that the data on
backends covers is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from presynth.terraform.version import TerraformVersion

_PRODUCTS = {"terraform": "Terraform", "opentofu": "OpenTofu"}


@dataclass(frozen=True)
class Feature:
    """When it came: "" where it was there from the first version on; None where it was not in any up to `seen`."""

    terraform: str | None
    opentofu: str | None
    seen: str = ""

    def lacking(self, version: TerraformVersion) -> str | None:
        """Why `version` does not have it, as a half-sentence; None where it has it, or may have it."""
        since = self.terraform if version.product == "terraform" else self.opentofu
        product = _PRODUCTS[version.product]
        running = f"the project runs {version.version} ({version.source})"
        if since is None:
            return f"{product} does not have it; {running}" if version.at_least(self.seen) is False else None
        if since and version.at_least(since) is False:
            return f"came with {product} {since}; {running}"
        return None


FUNCTIONS: Mapping[str, Feature] = {
    "endswith": Feature("1.3", ""),
    "startswith": Feature("1.3", ""),
    "timecmp": Feature("1.3", ""),
    "plantimestamp": Feature("1.5", ""),
    "strcontains": Feature("1.5", ""),
    "issensitive": Feature("1.8", "1.7"),
    "templatestring": Feature("1.9", "1.7"),
    "ephemeralasnull": Feature("1.10", "1.11"),
    "convert": Feature("1.15", None, "1.12"),
    # Of Terraform, 1.11.4 was asked (`terraform metadata functions`).
    "base64gunzip": Feature(None, "1.7", "1.12"),
    "cidrcontains": Feature(None, "1.7", "1.12"),
    "urldecode": Feature(None, "1.7", "1.12"),
}
"""By their names in Terraform, which are those of `Fn`'s methods."""

BLOCKS: Mapping[str, Feature] = {
    "check": Feature("1.5", ""),
    "import": Feature("1.5", ""),
    "removed": Feature("1.7", "1.7"),
    "ephemeral": Feature("1.10", "1.11"),
}
"""By their names at the top of a configuration."""

WRITE_ONLY = Feature("1.11", "1.11")
"""Arguments of resources that end up in no state (`password_wo`)."""
