"""Find the version in the files of a project."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import cast

from presynth import small_files, toml
from presynth.terraform.version import Product, TerraformVersion

_MOST_FILES = 50
_MOST_CHARACTERS = 200_000
_MOST_FOLDERS = 40
_PRODUCTS: dict[str, Product] = {"terraform": "terraform", "opentofu": "opentofu", "tofu": "opentofu"}

_REQUIRED_VERSION = re.compile(r'(?:^|\{)\s*required_version\s*=\s*"([^"\n]+)"', re.MULTILINE)
_TERRAFORM_BLOCK = re.compile(r"\bterraform\s*\{")
_COMMENT = re.compile(r"(?:(?<=\s)|^)#.*$", re.MULTILINE)
_CI_INPUT = re.compile(
    r"""(?:^|[\s{,])(terraform_version|terraformVersion|tofu_version)\s*:\s*"""
    r"""("[^"\n]*"|'[^'\n]*'|\$\{\{[^}\n]*\}\}|[^\s"',}][^\n,}]*)"""
)
_CI_IMAGE = re.compile(r"\b(?:hashicorp/(terraform)|opentofu/(opentofu)):v?(\d[\w.-]*)")
_CI_VARIABLE = re.compile(r"\$\{\{\s*env\.(\w+)\s*\}\}")

Found = Iterator[TerraformVersion]


def discover(
    folder: Path, terraform_version: str | None = None, opentofu_version: str | None = None
) -> TerraformVersion | None:
    """The version that the project in `folder` runs; None when nothing says.

    The two settings come first; then, from `folder` up to the root of its repository, what the files say: the nearest
    version that is pinned, else the nearest constraint. Files that cannot be read or understood say nothing.
    """
    if terraform_version is not None:
        return TerraformVersion.parse("terraform", terraform_version, "terraform-version")
    if opentofu_version is not None:
        return TerraformVersion.parse("opentofu", opentofu_version, "opentofu-version")
    constraint: TerraformVersion | None = None
    for place in _upwards(folder):
        for version in _versions_in(place):
            if version.is_pinned:
                return version
            constraint = constraint or version
    return constraint


def _upwards(folder: Path) -> Iterator[Path]:
    """`folder` and those above it, up to the one that holds the repository; only `folder` outside any repository."""
    folders = [folder, *folder.parents][:_MOST_FOLDERS]
    for count, place in enumerate(folders, 1):
        if (place / ".git").exists():
            return iter(folders[:count])
    return iter(folders[:1])


def _versions_in(folder: Path) -> Found:
    """What the files of one folder say, the one that counts most first."""
    yield from _required_versions(folder)
    yield from _version_file(folder / ".terraform-version", "terraform")
    yield from _version_file(folder / ".opentofu-version", "opentofu")
    yield from _tool_versions(folder / ".tool-versions")
    for name in ("mise.toml", ".mise.toml", ".config/mise.toml"):
        yield from _mise(folder / name)
    yield from _agreed([version for file in _ci_files(folder) for version in _ci(file)])


def _required_versions(folder: Path) -> Found:
    for file in _files(folder, ".tf", ".tofu"):
        text = _read(file)
        if not _TERRAFORM_BLOCK.search(text):
            continue
        product: Product = "opentofu" if file.suffix == ".tofu" else "terraform"
        for constraint in _REQUIRED_VERSION.findall(text):
            yield from _parsed(product, constraint, file)


def _version_file(file: Path, product: Product) -> Found:
    words = _COMMENT.sub("", _read(file)).split()
    if words:
        yield from _parsed(product, words[0], file)


def _tool_versions(file: Path) -> Found:
    for line in _COMMENT.sub("", _read(file)).splitlines():
        words = line.split()
        if len(words) > 1 and words[0] in _PRODUCTS:
            yield from _parsed(_PRODUCTS[words[0]], words[1], file)


def _mise(file: Path) -> Found:
    try:
        tools = toml.table(toml.loads(_read(file)).get("tools"))
    except toml.TOMLError:
        return
    for name, value in tools.items():
        product = _PRODUCTS.get(re.split("[:/]", name)[-1])
        first = cast("list[object]", value)[0] if isinstance(value, list) and value else cast("object", value)
        version = toml.table(first).get("version", first)
        if product and isinstance(version, str):
            yield from _parsed(product, version, file)


def _ci_files(folder: Path) -> list[Path]:
    return [*_files(folder / ".github" / "workflows", ".yml", ".yaml"), *_files(folder, ".gitlab-ci.yml")]


def _ci(file: Path) -> Found:
    text = _COMMENT.sub("", _read(file))
    for key, value in _CI_INPUT.findall(text):
        version: str = value.strip().strip("\"'")
        variable = _CI_VARIABLE.fullmatch(version)
        if variable:
            defined = re.search(rf"^\s*{variable.group(1)}\s*:\s*[\"']?([^\s\"']+)", text, re.MULTILINE)
            version = defined.group(1) if defined else ""
        yield from _parsed("opentofu" if key == "tofu_version" else "terraform", version, file)
    for terraform, _, version in _CI_IMAGE.findall(text):
        yield from _parsed("terraform" if terraform else "opentofu", version, file)


def _agreed(versions: list[TerraformVersion]) -> Found:
    """The first of several pipelines' versions, if they all name the same one."""
    if len({(version.product, version.lowest, version.end) for version in versions}) == 1:
        yield versions[0]


def _parsed(product: Product, text: str, file: Path) -> Found:
    version = TerraformVersion.parse(product, text, file.name)
    if version:
        yield version


def _files(folder: Path, *endings: str) -> list[Path]:
    """The first files in `folder`, by name, that end so."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(endings))
    except OSError:
        return []
    return [folder / name for name in islice(names, _MOST_FILES)]


def _read(file: Path) -> str:
    """The text at the start of `file`; "" when it cannot be read."""
    try:
        return small_files.text(file)[:_MOST_CHARACTERS]
    except OSError:
        return ""
