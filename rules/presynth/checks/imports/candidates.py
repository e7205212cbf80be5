"""What somebody may have meant who imports from a binding what it does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.common.similar import folded, nearest, words

_LIMIT = 3
_SECONDARY = ("Config", "List", "OutputReference")
"""Ends of the names of classes that jsii adds to what people write."""


class Candidate(NamedTuple):
    """A class there is. `certain`: nothing else can have been meant."""

    module: str
    name: str
    certain: bool


def candidates(catalog: Catalog, module: str, name: str) -> list[Candidate]:
    """The classes that may be meant by `name` in `module`, the likeliest first; where one is certain, it alone."""
    spelled = list(_spelled_otherwise(catalog, module, name))
    elsewhere = [*_same_name(catalog, module, name), *_data_source(catalog, module, name)]
    elsewhere += _as_terraform_says(catalog, module, name)
    without = list(_without_a(catalog, module, name))
    for found in (*spelled, *elsewhere):
        if found.certain:
            return [found]
    if len(without) == 1 and not elsewhere:
        return [without[0]._replace(certain=True)]
    near = [*_near_in_module(catalog, module, name), *elsewhere, *_near(catalog, module, name)]
    return list(dict.fromkeys([*spelled, *without, *near]))[:_LIMIT]


def module_candidates(catalog: Catalog, module: str) -> list[str]:
    """The modules that may be meant by the name of one there is not."""
    package = catalog.package(module)
    if package is None:
        return []
    last = module.rpartition(".")[2]
    names = {name.rpartition(".")[2]: name for name in catalog.module_names(package.package)}
    close = [names[near] for near in nearest(last, names, _LIMIT, 0.8)]
    same = [name for name in close if folded(name.rpartition(".")[2]) == folded(last)]
    return list(dict.fromkeys([*same, *_data_modules(catalog, module), *close]))[:_LIMIT]


def _homes(catalog: Catalog, module: str) -> list[str]:
    """The module itself where it exists, else those that may be meant by it."""
    return [module] if catalog.module(module) is not None else module_candidates(catalog, module)


def _names(catalog: Catalog, module: str) -> list[str]:
    declared = catalog.module(module)
    return [] if declared is None else [name for name in declared.types if "." not in name]


def _spelled_otherwise(catalog: Catalog, module: str, name: str) -> Iterator[Candidate]:
    """In the module, or in the one whose name is spelled otherwise: in another case, or with the `A` of taken names."""
    for home in _homes(catalog, module):
        if folded(home) == folded(module):
            own = [known for known in _names(catalog, home) if folded(known) == folded(name)]
            own = own or [known for known in _names(catalog, home) if _differ_by_a(name, known)]
            for known in own:
                yield Candidate(home, known, len(own) == 1)


def _without_a(catalog: Catalog, module: str, name: str) -> Iterator[Candidate]:
    """In the module, without an `A` that only its class has."""
    return (Candidate(module, known, False) for known in _names(catalog, module) if _differ_by_a(known, name))


def _differ_by_a(name: str, known: str) -> bool:
    """Whether `known` is `name` with an `A` as a word of its own added, or at another place.

    jsii appends it to the class of a resource whose name a struct has; its structs have it in the middle, at the end,
    or not at all.
    """
    mine, its = words(name), words(known)
    if "A" not in its or its.count("A") < mine.count("A"):
        return False
    return [word for word in mine if word != "A"] == [word for word in its if word != "A"]


def _same_name(catalog: Catalog, module: str, name: str) -> Iterator[Candidate]:
    """Under the same name in other modules; certain is the only construct, and from the package the only struct."""
    package = _package(catalog, module)
    types = [type_ for type_ in catalog.named(name) if "." not in type_.qualname and type_.module != module]
    own = [type_ for type_ in types if _package(catalog, type_.module) == package] or types
    for type_ in own:
        alone = len(own) == 1 and not _has_taken_a_name(catalog, type_)
        yield Candidate(type_.module, name, alone and (type_.kind == "class" or module == package))


def _as_terraform_says(catalog: Catalog, module: str, name: str) -> Iterator[Candidate]:
    """Without the provider in front of it, as in `aws_s3_bucket`: `S3Bucket` for `AwsS3Bucket`."""
    provider = re.split(r"[._]", _package(catalog, module))[-1].capitalize()
    own = name.removeprefix(provider)
    if provider and own != name:
        yield from _same_name(catalog, module, own)


def _has_taken_a_name(catalog: Catalog, type_: Type) -> bool:
    """Whether it is a struct that has taken the name of a resource."""
    return type_.kind == "struct" and bool(catalog.named(f"{type_.name}A"))


def _package(catalog: Catalog, module: str) -> str:
    package = catalog.package(module)
    return "" if package is None else package.package


def _data_source(catalog: Catalog, module: str, name: str) -> Iterator[Candidate]:
    """In the module of the data source: certain where there is no resource of that name."""
    last = module.rpartition(".")[2]
    for source in _data_modules(catalog, module):
        prefix = source.rpartition(".")[2].removesuffix(last)
        for known in _names(catalog, source):
            if folded(known) == folded(prefix + name):
                yield Candidate(source, known, catalog.module(module) is None and not catalog.named(name))


def _data_modules(catalog: Catalog, module: str) -> list[str]:
    """`….data_aws_iam_policy_document` for `….iam_policy_document`."""
    last = module.rpartition(".")[2]
    prefixed = [name.rpartition(".") for name in catalog.module_names(_package(catalog, module))]
    return [
        f"{package}.{name}"
        for package, _, name in prefixed
        if name.startswith("data_") and name.endswith(f"_{last}") and name.count("_") == last.count("_") + 2
    ]


def _near_in_module(catalog: Catalog, module: str, name: str) -> Iterator[Candidate]:
    for home in _homes(catalog, module):
        for near in nearest(name, _primary(_names(catalog, home), name), _LIMIT):
            yield Candidate(home, near, False)


def _near(catalog: Catalog, module: str, name: str) -> Iterator[Candidate]:
    """Constructs of other modules that begin like it."""
    alike = {other for other in catalog.class_names() if other[:3] == name[:3] and abs(len(other) - len(name)) < 5}
    for near in nearest(name, _primary(alike, name), _LIMIT, 0.85):
        for type_ in catalog.named(near):
            if type_.kind == "class" and _package(catalog, type_.module) == _package(catalog, module):
                yield Candidate(type_.module, near, False)


def _primary(names: Iterable[str], name: str) -> list[str]:
    """Without what people rarely write, unless `name` is of that kind."""
    wanted = tuple(end for end in _SECONDARY if not name.endswith(end))
    return [known for known in names if not known.endswith(wanted)]
