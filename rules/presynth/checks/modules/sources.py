"""What Terraform makes of the source of a module (tried with `terraform init` 1.11.4, 2026-11-29)."""

from __future__ import annotations

import re

from presynth.terraform.version import is_constraint

_HOSTS = re.compile(r"(?:github\.com|bitbucket\.org|gitlab\.com|codeberg\.org)$")
_LOCAL = re.compile(r"\.{1,2}/|/|\.{1,2}$")
_PART = r"[0-9A-Za-z](?:[\w-]*[0-9A-Za-z])?"
_REGISTRY = re.compile(rf"(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?/)?{_PART}/{_PART}/[0-9a-z]+(?://.*)?")
_ARCHIVE = re.compile(r"\.(?:zip|tar|tgz|tar\.gz|tbz2|tar\.bz2|txz|tar\.xz)(?:$|//)|[?&]archive=")
_WEB = re.compile(r"https?://([^/]+)/(.*)", re.IGNORECASE | re.DOTALL)
_HOSTED = re.compile(r"[\w-]+(?:\.[\w-]+)+[:/]")
"""What begins with a host, which Terraform may know how to fetch from."""


def is_local(source: str) -> bool:
    """Whether it is a path."""
    return _LOCAL.match(source) is not None


def source_problem(source: str, *, versioned: bool) -> str | None:
    """What is wrong with a source, with a `version` beside it or without one."""
    if versioned and not _REGISTRY.fullmatch(source):
        kind = "a path" if is_local(source) else "no module of a registry"
        return f"only modules of a registry (`namespace/name/provider`) have a `version`, and `{source}` is {kind}"
    if versioned or is_local(source) or _REGISTRY.fullmatch(source):
        return None
    web = _WEB.fullmatch(source)
    if web is not None:
        is_repository = _HOSTS.match(web[1]) and not _ARCHIVE.search(web[2])
        return f"a repository is fetched by Git: `git::{source}`" if is_repository else None
    if "::" in source or "://" in source or "@" in source or "\\" in source or _HOSTED.match(source):
        return None
    meant = f"; a path begins with `./`: `./{source}`" if "/" in source or re.fullmatch(r"[\w-]+", source) else ""
    return f"Terraform does not know how to fetch `{source}`{meant}"


def version_problem(version: str) -> str | None:
    """What is wrong with the version of a module."""
    return None if is_constraint(version) else f"`{version}` is no version constraint of Terraform's"
