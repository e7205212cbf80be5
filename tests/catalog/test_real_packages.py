"""The catalog beside the Python that jsii-pacmak wrote, where PRESYNTH_TRUTH_PYTHON names an environment that has it.

A sample of modules; all of them (some minutes) with PRESYNTH_SLOW=1.
"""

from __future__ import annotations

import ast
import gzip
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator, ValuesView
from pathlib import Path

import pytest

from presynth.catalog import build, bundled
from presynth.catalog.cache import Source
from presynth.catalog.catalog import Catalog
from presynth.catalog.environment import Environment
from presynth.catalog.index import Index
from presynth.catalog.types import Type

_ALWAYS = ("s3_bucket", "iam_user", "lambda_function", "instance", "data_aws_vpc", "bedrockagent_flow", "lambda_")
_EVERY = 150


def _modules(catalog: Catalog, source: Source) -> Iterator[tuple[str, ast.Module]]:
    slow = bool(os.environ.get("PRESYNTH_SLOW"))
    folder = source.archive.parents[1]
    for number, name in enumerate(catalog.module_names(source.package)):
        relative = name.removeprefix(source.package).strip(".")
        if slow or not relative or relative in _ALWAYS or number % _EVERY == 0:
            path = folder.joinpath(*relative.split("."), "__init__.py")
            yield name, ast.parse(path.read_text("utf-8"))


def _types(catalog: Catalog, module: str) -> ValuesView[Type]:
    known = catalog.module(module)
    assert known is not None
    return known.types.values()


def _classes(tree: ast.Module | ast.ClassDef, outer: str = "") -> Iterator[tuple[str, ast.ClassDef]]:
    for node in tree.body:
        # `_…Proxy` stands in for objects of abstract types; nobody names it.
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield outer + node.name, node
            yield from _classes(node, f"{outer}{node.name}.")


def _functions(node: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    # The first of a name: a setter follows its property.
    return {each.name: each for each in reversed(node.body) if isinstance(each, ast.FunctionDef)}


def _is_property(function: ast.FunctionDef) -> bool:
    return any("property" in ast.unparse(each) for each in function.decorator_list)


def _bound(function: ast.FunctionDef) -> tuple[list[str], set[str]]:
    positional = [each.arg for each in (*function.args.posonlyargs, *function.args.args)][1:]
    positional += [function.args.vararg.arg] if function.args.vararg else []
    return positional, {each.arg for each in function.args.kwonlyargs}


def _compare(catalog: Catalog, known: Type, node: ast.ClassDef) -> None:
    functions = _functions(node)
    initializer = functions.get("__init__")
    if known.kind == "enum":
        written = [
            each.targets[0].id
            for each in node.body
            if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
        ]
        assert list(known.members) == written
        return
    if known.parameters is not None:
        assert initializer is not None
        if initializer.args.kwonlyargs or known.kind == "struct" or len(initializer.args.args) > 1:
            positional, keywords = _bound(initializer)
            assert [each.name for each in catalog.positional(known)] == positional
            assert set(catalog.keywords(known)) == keywords
            required = {
                each.arg
                for each, default in zip(initializer.args.kwonlyargs, initializer.args.kw_defaults, strict=True)
                if default is None
            }
            assert {name for name, each in catalog.keywords(known).items() if not each.optional} == required
    written = {name: each for name, each in functions.items() if not name.startswith("_")}
    attributes = {name for name, each in written.items() if _is_property(each)}
    own = catalog.attributes(known) if known.kind == "struct" else {each.name: each for each in known.properties}
    assert {name for name in own if not name.startswith("_")} == attributes
    methods = {each.name: each for each in known.methods if not each.name.startswith("_")}
    assert methods.keys() == written.keys() - attributes
    for name, method in methods.items():
        positional, keywords = _bound(written[name])
        assert [each.name for each in catalog.positional(method)] == positional
        assert set(catalog.keywords(method)) == keywords


def test_every_name_is_what_the_package_has(real: Environment, real_catalog: Catalog) -> None:
    seen = 0
    for source in real.sources:
        for name, tree in _modules(real_catalog, source):
            module = real_catalog.module(name)
            assert module is not None
            classes = dict(_classes(tree))
            assert module.types.keys() == classes.keys(), name
            for qualname, node in classes.items():
                _compare(real_catalog, module.types[qualname], node)
                seen += 1
    assert seen > 100


def test_modules_are_the_packages_folders(real: Environment, real_catalog: Catalog) -> None:
    for source in real.sources:
        folder = source.archive.parents[1]
        written = {
            ".".join((source.package, *path.parent.relative_to(folder).parts))
            for path in folder.rglob("__init__.py")
            if path.parent.name != "_jsii"
        }
        assert set(real_catalog.module_names(source.package)) == written


def test_terraform_types_are_the_constants_of_the_classes(real: Environment, real_catalog: Catalog) -> None:
    # `S3Bucket.tfResourceType = …` behind the class, or, from newer compilers, `static tfResourceType = …` inside it.
    constant = re.compile(rb"class (\w+) extends|\btfResourceType = \"(\w+)\"")
    for source in real.sources:
        if source.package in ("cdktf", "cdktn", "constructs"):
            continue
        written: list[tuple[str, str]] = []
        with gzip.open(source.archive) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for entry in archive:
                file = archive.extractfile(entry) if entry.name.endswith(".js") else None
                last = b""
                for name, value in constant.findall(b"" if file is None else file.read()):
                    last = name or last
                    if value:
                        written.append((last.decode(), value.decode()))
        known = [
            (each.qualname, each.terraform_type)
            for module in real_catalog.module_names(source.package)
            for each in _types(real_catalog, module)
            if each.terraform_type
        ]
        assert known
        assert sorted(known) == sorted(written)


def test_terraform_names_come_from_the_registrys_links(real_catalog: Catalog) -> None:
    config = next(iter(real_catalog.named("AccountPrimaryContactConfig")), None)
    if config is None:
        pytest.skip("the environment has another provider, or another generator")
    assert real_catalog.keywords(config)["address_line1"].terraform_name == "address_line_1"
    assert real_catalog.keywords(config)["full_name"].terraform_name == ""


def test_the_bundled_indexes_are_the_packages(real: Environment, tmp_path: Path) -> None:
    sources = {each.package: each for each in real.sources}
    for package in bundled.packages():
        shipped = bundled.index(package)
        assert shipped is not None
        if package not in sources:
            continue
        target = tmp_path / package
        build.build(sources[package].archive, target, package)
        fresh = Index(target)
        if fresh.facts.version != shipped.facts.version:
            continue  # another version than the one that ships
        assert fresh.facts == shipped.facts
        assert list(fresh.modules) == list(shipped.modules)
        for module in fresh.modules:
            assert dict(fresh.types(module)) == dict(shipped.types(module)), f"run scripts/bundle_index.py: {module}"


_MEASURED = """
import resource, sys
from pathlib import Path
sys.path[:0] = sys.argv[1:2]
from presynth.catalog.cache import Cache, Source
Cache(Path(sys.argv[2])).build(Source(Path(sys.argv[3]), sys.argv[4]))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_the_child_needs_little_memory(real: Environment, tmp_path: Path) -> None:
    pytest.importorskip("resource")
    largest = max(real.sources, key=lambda each: each.archive.stat().st_size)
    # In a process of its own: what a child was forked from counts as its memory.
    arguments = [str(Path(build.__file__).parents[2]), str(tmp_path), str(largest.archive), largest.package]
    ran = subprocess.run([sys.executable, "-c", _MEASURED, *arguments], capture_output=True, text=True, check=True)
    # Kibibytes on Linux.
    assert int(ran.stdout) < 450 << 10
