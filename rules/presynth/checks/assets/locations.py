"""Where relative paths lead: from the project's folder, and from where Terraform runs."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

import msgspec

from presynth import small_files
from presynth.config.gitignore import GitIgnore

_BUILT = re.compile(
    r"(?:^|/)(?:dist|build|target|out|bin|package|packages|node_modules|\.[^/.]+)(?:/|$)|\.(?:zip|jar|war|whl|tgz|gz)$"
)
"""What a build makes, and nobody has before."""
_DEFAULT_OUTPUT = "cdktf.out"
_ALIKE = 0.75


class _Configuration(msgspec.Struct):
    output: str = _DEFAULT_OUTPUT


def project_folder(path: str) -> Path | None:
    """The folder with the `cdktf.json` of the file at `path`: where synth runs. None where there is none."""
    return next((folder for folder in Path(path).parents if (folder / "cdktf.json").is_file()), None)


def from_terraform(project: Path, written: str) -> str:
    """A path of the project's folder as Terraform reads it, which runs in `cdktf.out/stacks/<stack>`."""
    try:
        configuration = msgspec.json.decode(small_files.text(project / "cdktf.json"), type=_Configuration)
    except (OSError, msgspec.MsgspecError):
        configuration = _Configuration()
    run_in = os.path.join(configuration.output, "stacks", "stack")
    return os.path.relpath(written, run_in).replace(os.sep, "/")


def is_built(project: Path, written: str) -> bool:
    """Whether it looks like something that a build makes: by its name, or because Git ignores it."""
    path = Path(os.path.normpath(project / written))
    if _BUILT.search(written) is not None or not path.is_relative_to(project):
        return True
    ignored = GitIgnore.of(project)
    within = (path, *(each for each in path.parents if each != project and each.is_relative_to(project)))
    return any(ignored.ignores(each, is_folder=True) for each in within)


def nearest(project: Path, module: Path, written: str) -> str | None:
    """What is meant by a path that leads nowhere: it is in the module's own folder, or one name is spelled alike."""
    beside = module.parent / written
    if beside.exists() and beside.is_relative_to(project):
        return beside.relative_to(project).as_posix()
    found = project
    parts = Path(written).parts
    for number, part in enumerate(parts):
        if not (found / part).exists():
            alike = difflib.get_close_matches(part, _names_in(found), 1, _ALIKE)
            meant = (*parts[:number], *alike, *parts[number + 1 :])
            return "/".join(meant) if alike and project.joinpath(*meant).exists() else None
        found /= part
    return None


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
