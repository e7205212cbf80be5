"""`cdktf.json`: where a project's script is, and which bindings `cdktf get` or `cdktn get` makes for it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import cast

import msgspec

from presynth import small_files

NAME = "cdktf.json"
_DEFAULT_OUTPUT = "imports"
_DEFAULT_NAMESPACE = "hashicorp"
_REGISTRY = re.compile(r"(?:[\w.:-]+/)?[\w-]+/[\w-]+/[\w-]+")
"""A module of a registry: the only one that has a version."""


@dataclass(frozen=True)
class Provider:
    """One of `terraformProviders`.

    `module` is the Python module below the generated folder, `source` the provider's name in the registry
    ("hashicorp/aws"), `version` the constraint or "".
    """

    module: str
    source: str
    version: str = ""


@dataclass(frozen=True)
class DeclaredModule:
    """One of `terraformModules`.

    `modules` are the Python modules below the generated folder that it may be: two where it has no name. `source` and
    `version` are Terraform's.
    """

    modules: tuple[str, ...]
    source: str
    version: str = ""


@dataclass(frozen=True)
class CdktfJson:
    """What counts of a `cdktf.json`, whatever else is wrong with it.

    `script` and `output` (the folder of generated bindings) are relative to the file; `script` is "" where the command
    names none.
    """

    script: str = ""
    output: str = _DEFAULT_OUTPUT
    providers: tuple[Provider, ...] = ()
    terraform_modules: tuple[DeclaredModule, ...] = ()

    @property
    def modules(self) -> tuple[str, ...]:
        """The Python modules that `terraformModules` become: of one without a name, two it may be."""
        return tuple(name for each in self.terraform_modules for name in each.modules)

    @property
    def package(self) -> str:
        """The Python package that `output` is to the project's modules; "" where it lies outside."""
        output = PurePosixPath(self.output.replace("\\", "/"))
        if output.is_absolute() or ".." in output.parts:
            return ""
        parts, script_folder = output.parts, PurePosixPath(self.script).parent.parts
        # Modules are imported from the script's folder.
        if script_folder and parts[: len(script_folder)] == script_folder:
            parts = parts[len(script_folder) :]
        return ".".join(parts)


def read(folder: Path) -> CdktfJson:
    """That of the project in `folder`; where there is none, or none that can be read, what is usual."""
    try:
        content: object = msgspec.json.decode(small_files.content(folder / NAME))
    except (OSError, msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return CdktfJson()
    table = cast("dict[str, object]", content) if isinstance(content, dict) else {}
    return CdktfJson(
        script=_script(table.get("app")),
        output=_text(table.get("codeMakerOutput")) or _DEFAULT_OUTPUT,
        providers=tuple(filter(None, map(_provider, _items(table.get("terraformProviders"))))),
        terraform_modules=tuple(map(_module, _items(table.get("terraformModules")))),
    )


def _script(command: object) -> str:
    """`src/main.py` in `pipenv run python src/main.py`."""
    try:
        words = shlex.split(_text(command))
    except ValueError:
        return ""
    return next((word for word in words if word.endswith(".py")), "")


def _provider(entry: object) -> Provider | None:
    """`aws@~> 5.0`, `kreuzwerker/docker`, or a table with `name`, `source`, `namespace` and `version`."""
    if isinstance(entry, dict):
        table = cast("dict[str, object]", entry)
        name, version = _text(table.get("name")), _text(table.get("version"))
        source = _text(table.get("source")) or name
        namespace = _text(table.get("namespace"))
        source = f"{namespace}/{source}" if namespace and "/" not in source else source
    else:
        source, _, version = _text(entry).partition("@")
        name = source.strip().rpartition("/")[2]
    parts = source.strip().lower().split("/")
    registry = "/".join(parts[-2:]) if len(parts) > 1 else f"{_DEFAULT_NAMESPACE}/{parts[0]}"
    return Provider(_python(name), registry, version.strip()) if name.strip() else None


def _module(entry: object) -> DeclaredModule:
    """`{"name": "vpc", "source": …}`, or a source with `@` before its version."""
    if isinstance(entry, dict):
        table = cast("dict[str, object]", entry)
        name = _python(_text(table.get("name")))
        return DeclaredModule((name,) if name else (), _text(table.get("source")), _text(table.get("version")))
    source, _, version = _text(entry).partition("@")
    if not _REGISTRY.fullmatch(source.partition("//")[0]):
        source, version = _text(entry), ""  # `git@github.com:…`
    return DeclaredModule(tuple(_modules_of(source)), source.strip(), version.strip())


def _modules_of(source: str) -> Iterator[str]:
    """Of `terraform-aws-modules/vpc/aws`: `vpc`, and what it was in the past, `terraform_aws_modules.vpc.aws`."""
    parts = source.split("/")
    if len(parts) == 3 and all(re.fullmatch(r"\w[\w-]*", part) for part in parts):
        yield from (_python(parts[1]), ".".join(map(_python, parts)))


def _python(name: str) -> str:
    return name.strip().replace("-", "_")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _items(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []
