"""The indexes that ship with presynth, for machines without the packages; `scripts/bundle_index.py` makes them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from presynth.catalog.index import DamagedIndexError, Index

FOLDER = Path(__file__).parent / "data"
SUFFIX = ".index"
DEFAULT_PROVIDERS = {"cdktf": "cdktf_cdktf_provider_aws", "cdktn": "cdktn_provider_aws"}
"""By core: the provider that a project uses which names none."""
PROVIDERS = {"hashicorp/aws": ("cdktn_provider_aws", "cdktf_cdktf_provider_aws")}
"""By Terraform's name of a provider: the bundled bindings of it, those of the newest version first."""


@lru_cache(maxsize=1)
def packages() -> tuple[str, ...]:
    """The Python packages that there is an index of."""
    return tuple(sorted(path.name.removesuffix(SUFFIX) for path in FOLDER.glob(f"*{SUFFIX}")))


@lru_cache(maxsize=16)
def index(package: str) -> Index | None:
    """One of them. Read where it lies: nothing is unpacked, so that it works where nothing can be written."""
    if package not in packages():
        return None
    try:
        return Index(FOLDER / f"{package}{SUFFIX}")
    except (OSError, DamagedIndexError):
        return None
