"""What is wrong in documents of services for data: policies of OpenSearch Serverless, mappings of DMS."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.shapes import Fault, Object, is_list, is_object, known_text, objects
from presynth.checks.templates.syntax import HOLE

_ENCRYPTION, _NETWORK = ("AWSOwnedKey", "KmsARN"), ("AllowFromPublic", "SourceVPCEs", "SourceServices")
_BEGINNINGS = {"collection": "collection/", "dashboard": "collection/", "index": "index/", "model": "model/"}
_MAPPED = ("rule-id", "rule-name", "rule-action", "object-locator")


def of_security_policy(content: object) -> Iterator[Fault]:
    """What is encrypted is one object, who may connect is a list of them."""
    for number, policy in objects(content):
        if any(key in policy for key in _ENCRYPTION):
            yield Fault((number,), "a policy of encryption is one object, not a list")
        yield from _rules(policy, (number,))
    if is_object(content):
        if any(key in content for key in _NETWORK):
            yield Fault((), "a policy for networks is a list of objects")
        yield from _rules(content, ())


def of_access_policy(content: object) -> Iterator[Fault]:
    """Who may do what is a list of objects."""
    if is_object(content) and "Rules" in content:
        yield Fault((), "a policy for access is a list of objects")
    for number, policy in objects(content):
        if "Principal" not in policy and not any(HOLE in key for key in policy):
            yield Fault((number,), "a policy for access has a `Principal`")
        yield from _rules(policy, (number,))


def _rules(policy: Object, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """Resources are named by what they are: `collection/…`."""
    for number, rule in objects(policy.get("Rules")):
        beginning = _BEGINNINGS.get(known_text(rule.get("ResourceType")) or "")
        resources = rule.get("Resource")
        for place, name in enumerate(resources) if beginning is not None and is_list(resources) else ():
            if isinstance(name, str) and not name.startswith((beginning or "", HOLE)):
                at = (*path, "Rules", number, "Resource", place)
                yield Fault(at, f"this resource begins with `{beginning}`")


def of_table_mappings(content: object) -> Iterator[Fault]:
    """The rules of a replication: what is in each, and that no two have the same id."""
    seen: set[str] = set()
    for number, rule in objects(content.get("rules") if is_object(content) else None):
        if any(HOLE in key for key in rule):
            continue
        at = ("rules", number)
        absent = [key for key in _MAPPED if key not in rule]
        if absent and rule.get("rule-type") in ("selection", "transformation"):
            yield Fault(at, f"a rule has no `{absent[0]}`")
        id_ = known_text(rule.get("rule-id"))
        if id_ in seen:
            yield Fault((*at, "rule-id"), f"another rule has the id `{id_}`")
        if id_ is not None:
            seen.add(id_)
