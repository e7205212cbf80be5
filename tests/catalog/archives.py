"""Small jsii assemblies, packed as pacmak packs them."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presynth.catalog.cache import Source

Json = dict[str, Any]
PAGE = "https://registry.terraform.io/providers/acme/toy/1.2.3/docs"


def pack(path: Path, files: Mapping[str, bytes]) -> Path:
    """A .jsii.tgz with these files below package/."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


def link(fragment: str = "", text: str = "toy_box", page: str = "/resources/box") -> Json:
    target = f"{PAGE}{page}{'#' if fragment else ''}{fragment}"
    return {"summary": f"Docs: {{@link {target} {text}}}."}


def text(**more: Any) -> Json:
    return {"type": {"primitive": "string"}, **more}


def listed(fqn: str) -> Json:
    return {"collection": {"kind": "array", "elementtype": {"fqn": fqn}}}


def core() -> Json:
    """What cdktf has: a construct's ancestors and the keywords every construct takes."""
    types: Json = {
        "cdktf.TerraformElement": {
            "kind": "class",
            "properties": [{"name": "fqn", "type": {"primitive": "string"}, "immutable": True}],
            "methods": [{"name": "addOverride", "parameters": [{"name": "path", **text()}]}],
        },
        "cdktf.TerraformResource": {"kind": "class", "base": "cdktf.TerraformElement"},
        "cdktf.TerraformDataSource": {"kind": "class", "base": "cdktf.TerraformElement"},
        "cdktf.TerraformProvider": {"kind": "class", "base": "cdktf.TerraformElement"},
        "cdktf.IResolvable": {"kind": "interface"},
        "cdktf.TerraformMetaArguments": {
            "kind": "interface",
            "datatype": True,
            "properties": [{"name": "dependsOn", "type": listed("cdktf.IResolvable"), "optional": True}],
        },
        "cdktf.VariableType": {"kind": "enum", "members": [{"name": "STRING"}, {"name": "None"}]},
    }
    return manifest("cdktf", "0.0.1", "cdktf", types)


def _construct(base: str, page: str, name: str, config: str) -> Json:
    return {
        "kind": "class",
        "base": f"cdktf.{base}",
        "docs": link(page=page, text=name),
        "initializer": {
            "parameters": [
                {"name": "scope", "type": {"fqn": "constructs.Construct"}},
                {"name": "id", **text()},
                {"name": "config", "type": {"fqn": config}, "optional": True},
            ]
        },
        "properties": [
            {"name": "tfResourceType", **text(static=True, const=True, immutable=True)},
            {"name": "selfAttribute", **text(immutable=True, docs={"deprecated": "old"})},
        ],
    }


def provider(name: str = "@acme/toy", module: str = "acme_toy") -> Json:
    """A provider with a resource, a data source of the same name, a nested struct and a module named by a keyword."""
    box = f"{name}.box"
    resolvable = {"fqn": "cdktf.IResolvable"}
    fields = [
        {"name": "lineOne1", **text(docs=link("line_one_1"))},
        {"name": "id", **text(optional=True, docs=link("id"))},
        {
            "name": "lid",
            "optional": True,
            "type": {"union": {"types": [resolvable, listed(f"{box}.Box.Lid")]}},
        },
    ]
    types: Json = {
        f"{box}.Box": _construct("TerraformResource", "/resources/box", "toy_box", f"{box}.BoxConfig"),
        f"{box}.BoxConfig": {
            "kind": "interface",
            "datatype": True,
            "interfaces": ["cdktf.TerraformMetaArguments"],
            "properties": fields,
        },
        f"{box}.Box.Lid": {"kind": "interface", "datatype": True, "properties": [{"name": "class", **text()}]},
        f"{name}.lambda.DataBox": _construct("TerraformDataSource", "/data-sources/box", "toy_box", f"{box}.BoxConfig"),
        f"{name}.provider.ToyProvider": _construct("TerraformProvider", "", "toy", f"{box}.BoxConfig"),
    }
    submodules = {f"{name}.{each}": {} for each in ("box", "lambda", "provider", "empty")}
    return {**manifest(name, "3.4.5", module, types), "submodules": submodules}


def manifest(name: str, version: str, module: str, types: Json) -> Json:
    for fqn, each in types.items():
        each.update(fqn=fqn, name=fqn.rpartition(".")[2])
    return {"name": name, "version": version, "targets": {"python": {"module": module}}, "types": types}


def install(site_packages: Path, package: str, content: Json, version: str = "1.0.0") -> Source:
    """Lays the package out as pip would, and as pacmak names the archive."""
    archive = site_packages / package / "_jsii" / f"{package}@{version}.jsii.tgz"
    return Source(pack(archive, {".jsii": json.dumps(content).encode()}), package)


def redirected(content: Json) -> dict[str, bytes]:
    """The files of an archive whose manifest is in a .jsii.gz, as newer jsii versions write it."""
    redirect = {"schema": "jsii/file-redirect", "compression": "gzip", "filename": ".jsii.gz"}
    return {".jsii": json.dumps(redirect).encode(), ".jsii.gz": gzip.compress(json.dumps(content).encode())}
