"""Texts that AWS or Terraform knows, where the provider lists none: regions, engine versions, managed policies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from presynth.assist.point import Point
from presynth.assist.wanted import Wanted
from presynth.catalog import facts, iam
from presynth.checks.aws.access.policy_faults import STATEMENT_KEYS
from presynth.checks.aws.access.service_principals import SERVICES
from presynth.checks.aws.databases.engine_versions import SERVICES as ENGINES
from presynth.checks.aws.virginia import OTHER_PARTITIONS
from presynth.checks.common.resources import resource
from presynth.program.values import Constant

_POLICY = "arn:aws:iam::aws:policy/"
_TYPES = ("string", "number", "bool", "list(string)", "set(string)", "map(string)", "any")
_CLASSES: Mapping[tuple[str, str], str] = {
    ("aws_db_instance", "instance_class"): "rds",
    ("aws_rds_cluster_instance", "instance_class"): "rds",
    ("aws_docdb_cluster_instance", "instance_class"): "docdb",
    ("aws_neptune_cluster_instance", "instance_class"): "neptune",
    ("aws_elasticache_cluster", "node_type"): "elasticache",
    ("aws_elasticache_replication_group", "node_type"): "elasticache",
    ("aws_redshift_cluster", "node_type"): "redshift",
    ("aws_mq_broker", "host_instance_type"): "mq",
}
"""The service whose instance classes an argument of a resource takes."""
_POLICIES = ("policy_arn", "managed_policy_arns", "policy_arns", "permissions_boundary")
_ACTIONS = ("actions", "not_actions")
_SERVICES = tuple(f"{name}.amazonaws.com" for name in sorted(SERVICES))
_PRINCIPALS: Mapping[str, tuple[str, ...]] = {
    "type": ("Service", "AWS", "Federated", "CanonicalUser", "*"),
    "identifiers": _SERVICES,
}
_Texts = Callable[[Point, Wanted], Iterable[str]]


def known_texts(point: Point, wanted: Wanted, kind_of_text: str) -> Iterator[str]:
    """The texts that a value may be, the likeliest first; `kind_of_text` is the format that the provider wants."""
    if wanted.declared is None:
        yield from _of_policy(point, wanted)
        return
    owner = wanted.declared_by
    kind = owner.terraform_type if owner is not None else ""
    name = wanted.declared.name
    service = "ec2" if kind_of_text == "ec2-class" else _CLASSES.get((kind, name), "")
    if service:
        yield from _classes(service)
    elif owner is not None and owner.name == "TerraformVariable" and name == "type":
        yield from _TYPES
    elif owner is not None and owner.name.endswith(("StatementPrincipals", "StatementNotPrincipals")):
        yield from _PRINCIPALS.get(name, ())
    elif owner is not None and owner.name.endswith("PolicyDocumentStatement") and name in _ACTIONS:
        yield from _actions(point, wanted)
    elif kind in ENGINES and name in ("engine", "engine_version"):
        yield from facts.engines(ENGINES[kind]) if name == "engine" else _versions(point, kind)
    else:
        yield from _BY_NAME.get(name, _nothing)(point, wanted)


def _nothing(_: Point, __: Wanted) -> Iterable[str]:
    return ()


def _in_use(point: Point) -> list[str]:
    """The regions that the project's providers are for."""
    made = (resource(point.program, each.instance) for each in point.program.made("TerraformProvider") if each.instance)
    return [region for region in dict.fromkeys(each.region for each in made if each is not None) if region]


def _regions(point: Point, _: Wanted) -> Iterable[str]:
    """Those of other partitions, which few accounts can use, last."""
    used = _in_use(point)
    return sorted(facts.regions(), key=lambda region: (region not in used, region.startswith(OTHER_PARTITIONS), region))


def _zones(point: Point, _: Wanted) -> Iterator[str]:
    return (zone for region in _in_use(point) for zone in facts.zones(region) or ())


def _policies(_: Point, __: Wanted) -> Iterator[str]:
    return (f"{_POLICY}{name}" for name in sorted(iam.managed_policies(), key=lambda name: name.rpartition("/")[2]))


def _actions(_: Point, __: Wanted) -> Iterator[str]:
    return (f"s3:{name}" for name in sorted(iam.s3_actions()))


_BY_NAME: Mapping[str, _Texts] = {
    "region": _regions,
    "availability_zone": _zones,
    "availability_zones": _zones,
    **dict.fromkeys(_POLICIES, _policies),
}


def _classes(service: str) -> Iterator[str]:
    """Instance classes that some region offers, the small ones of each family first."""
    offered = (name for name, regions in facts.instance_classes(service).items() if regions)
    yield from sorted(offered, key=lambda name: (name.rpartition(".")[0], _size(name.rpartition(".")[2]), name))


_SIZES = ("nano", "micro", "small", "medium", "large", "xlarge")


def _size(size: str) -> tuple[int, int]:
    times = size.removesuffix("xlarge")
    if size in _SIZES:
        return _SIZES.index(size), 0
    return len(_SIZES), int(times) if times.isdecimal() else 1000


def _versions(point: Point, kind: str) -> Iterator[str]:
    """The versions of the engine that is given beside, the newest first."""
    engine = point.value(point.cursor.given.get("engine") or "''")
    if isinstance(engine, Constant) and isinstance(engine.value, str):
        listed = facts.engine_versions(ENGINES[kind], engine.value.lower())
        yield from listed.offered if listed is not None else ()


def _of_policy(point: Point, wanted: Wanted) -> Iterable[str]:
    """What stands behind a key of a policy that is written as a dict."""
    above = {each.key.said for each in point.cursor.brackets if each.key is not None}
    is_statement = "Statement" in above or not point.cursor.given.keys().isdisjoint(STATEMENT_KEYS)
    match wanted.name:
        case "Version" if "Statement" in point.cursor.given:
            return ("2012-10-17",)
        case "Service" if not above.isdisjoint(("Principal", "NotPrincipal")):
            return _SERVICES
        case "Effect" if is_statement:
            return ("Allow", "Deny")
        case "Action" | "NotAction" if is_statement:
            return _actions(point, wanted)
        case _:
            return ()
