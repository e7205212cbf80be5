"""Which services the policies of a KMS key let use it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.access.policies import Policy, Statement, policy
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource, resources
from presynth.checks.templates.syntax import HOLE
from presynth.checks.wiring.keys import source_of

_REGIONAL = re.compile(r"logs\.([a-z]{2,4}(?:-[a-z]+)+-\d)\.amazonaws\.com")


def is_made(key: Resource, terraform_type: str) -> bool:
    """Whether the program makes it: a data source only finds what is there."""
    own = key.event.type.terraform_type == terraform_type
    return own and key.program.catalog.is_a(key.event.type, "TerraformResource")


def refusal(key: Resource, service: str, region: str | None) -> str | None:
    """Why the key does not let a service use it, None where it may."""
    given = list(_policies(key))
    if not given:
        return f"is the default policy, which does not let {service}.amazonaws.com use it"
    found: list[Policy] = []
    for each in given:
        if each is None or each.open:
            return None
        found.append(each)
    statements = [statement for each in found for statement in each.statements]
    services = [text for each in statements if each.allows for text in _services(each)]
    if any(HOLE in text or text == "*" for text in services):
        return None
    own = [text for text in services if text.split(".")[0] == service]
    if not own:
        return f"does not let {service}.amazonaws.com use it"
    regions = [match[1] if (match := _REGIONAL.fullmatch(text)) else None for text in own]
    if region is None or None in regions or region in regions:
        return None
    return f"lets {service} use it in other regions (only {', '.join(own)}, and this is in {region})"


def _policies(key: Resource) -> Iterator[Policy | None]:
    """The policies the key is given, None for one of which nothing is known; nothing where it has the default one."""
    if key.presence("policy") is not Presence.UNSET:
        yield policy(key.program, key.field("policy"))
    for made in resources(key.program, "aws_kms_key_policy"):
        value = made.value("key_id")
        source = None if value is None else source_of(value)
        if source is key.instance:
            yield policy(key.program, made.field("policy"))
        elif source is None:
            yield None


def _services(statement: Statement) -> Iterator[str]:
    """Whom a statement is for, as far as it may be a service: `*` for everybody."""
    if statement.open or "NotPrincipal" in statement.keys:
        yield "*"
    for kind, texts in statement.principals.items():
        if kind in ("Service", "*") or HOLE in kind:
            yield from (each.text for each in texts)
        elif kind == "AWS" and any(each.text == "*" for each in texts):
            yield "*"
