"""What IAM refuses in a policy, statement by statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from presynth.checks.aws.access.policies import Kind, Policy, Statement, Written
from presynth.checks.aws.shapes import is_object
from presynth.checks.common.similar import nearest
from presynth.checks.templates.syntax import HOLE
from presynth.program.values import Token, Value
from presynth.source.statement import Place

STATEMENT_KEYS = (
    *("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"),
)
_KNOWN_KEYS = {key.lower() for key in STATEMENT_KEYS}
_DOCUMENT_KEYS = ("Version", "Id", "Statement")
_KNOWN_DOCUMENT_KEYS = {key.lower() for key in _DOCUMENT_KEYS}
_VERSIONS = ("2012-10-17", "2008-10-17")
_COMPARISONS = ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
_OPERATORS = (
    *("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike"),
    *("StringNotLike", "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "Null"),
    *("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"),
    *(f"{kind}{each}" for kind in ("Numeric", "Date") for each in _COMPARISONS),
)
_KNOWN_OPERATORS = {operator.lower() for operator in _OPERATORS}
_ACTION = re.compile(r"[A-Za-z0-9*-]+:[A-Za-z0-9*?]+")
_SID = re.compile(r"[A-Za-z0-9]*")
_NAMES = (
    "name",
    "bucket",
    "function_name",
    "table_name",
    "queue_url",
    "url",
    "key_id",
    "role_name",
    "bucket_domain_name",
)
"""Attributes that are no ARNs, whatever they are of."""
_NAMED_BY_ID = {
    *("aws_s3_bucket", "aws_dynamodb_table", "aws_sqs_queue", "aws_kms_key", "aws_lambda_function", "aws_iam_role"),
    *("aws_cloudwatch_log_group", "aws_ecr_repository"),
}
"""Resources whose `id` is no ARN."""
_ACCOUNT_DIGITS = 12
_ARN_PARTS = 6
_NOT_FEDERATED = ("sts:assumerole", "sts:tagsession", "sts:setsourceidentity")
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html (2026-11-29)"""
_NO_BUCKET = ("accesspoint", "job/", "storage-lens", "access-grants", "async-request")


class Fault(NamedTuple):
    """What is refused, and where; not `refused`: it is taken, and does nothing."""

    place: Place
    message: str
    refused: bool = True


def faults(policy: Policy, kind: Kind) -> Iterator[Fault]:
    """What IAM (for a resource's own policy, its service) refuses in it."""
    yield from _of_document(policy)
    if policy.version is not None and policy.version.known and policy.version.text not in _VERSIONS:
        yield Fault(policy.version.place, f'`{policy.version.text}` is no version of policies: it is "2012-10-17"')
    for statement in policy.statements:
        yield from _of_effect(statement)
        yield from _of_keys(statement)
        yield from _of_condition(statement)
        if not _misspelled(statement):
            yield from _of_absence(statement, kind)
        yield from _of_empty_lists(statement)
        yield from _of_principals(statement)
        if kind is Kind.TRUST:
            yield from _of_assuming(statement)
        if kind is not Kind.RESOURCE:
            yield from _of_actions(statement, kind)
            yield from _of_resources(statement)
            yield from _of_sid(statement)
    if kind is not Kind.RESOURCE:
        yield from _of_same_sid(policy)


def _of_document(policy: Policy) -> Iterator[Fault]:
    """The keys of the whole."""
    content = None if policy.document is None else policy.document.content
    keys = list(content) if is_object(content) else []
    if policy.document is None or any(HOLE in key for key in keys):
        return
    for key in keys:
        if key.lower() not in _KNOWN_DOCUMENT_KEYS:
            yield Fault(policy.document.place(key), f"policies have no `{key}`{_hint(key, _DOCUMENT_KEYS)}")
            return
    if keys and "statement" not in {key.lower() for key in keys}:
        yield Fault(policy.place, "this policy has no `Statement`")


def _misspelled(statement: Statement) -> bool:
    return statement.open or any(key not in STATEMENT_KEYS for key in statement.keys)


def _of_effect(statement: Statement) -> Iterator[Fault]:
    effect = statement.one("Effect")
    if effect is not None and effect.known and effect.text not in ("Allow", "Deny"):
        yield Fault(effect.place, f'`{effect.text}` is no effect: it is "Allow" or "Deny"')


def _of_keys(statement: Statement) -> Iterator[Fault]:
    for key, place in statement.keys.items():
        if HOLE not in key and key.lower() not in _KNOWN_KEYS:
            yield Fault(place, f"statements have no `{key}`{_hint(key, STATEMENT_KEYS)}")


def _of_condition(statement: Statement) -> Iterator[Fault]:
    for operator, place in statement.operators.items():
        bare = operator.rpartition(":")[2].removesuffix("IfExists")
        if HOLE not in operator and bare.lower() not in _KNOWN_OPERATORS:
            message = f"`{operator}` is no operator of conditions{_hint(bare, _OPERATORS)}"
            yield Fault(place, message)


def _hint(name: str, names: Iterable[str]) -> str:
    meant = nearest(name, names)
    return f": did you mean `{meant[0]}`?" if meant else ""


def _of_absence(statement: Statement, kind: Kind) -> Iterator[Fault]:
    """What has to be in a statement, and what must not be."""
    has = statement.keys
    if "Effect" not in has:
        yield Fault(statement.place, "this statement has no `Effect`")
    if "Action" not in has and "NotAction" not in has:
        yield Fault(statement.place, "this statement has no `Action`")
    if kind is Kind.IDENTITY:
        for key in ("Principal", "NotPrincipal"):
            if key in has:
                yield Fault(
                    has[key],
                    f"a policy of a role, user or group must not have a `{key}`",
                )
        if "Resource" not in has and "NotResource" not in has:
            yield Fault(statement.place, "this statement has no `Resource`")
    elif "Principal" not in has and "NotPrincipal" not in has:
        yield Fault(statement.place, "this statement has no `Principal`")
    if kind is Kind.TRUST:
        for key in ("Resource", "NotResource"):
            if key in has:
                yield Fault(has[key], f"a trust policy must not have a `{key}`: it is about the role itself")


def _of_empty_lists(statement: Statement) -> Iterator[Fault]:
    for key in ("Action", "NotAction", "Resource", "NotResource"):
        if key in statement.keys and key not in statement.values:
            yield Fault(statement.keys[key], f"`{key}` is an empty list")


def _of_actions(statement: Statement, kind: Kind) -> Iterator[Fault]:
    for action in (*statement.values.get("Action", ()), *statement.values.get("NotAction", ())):
        text = action.text
        if kind is Kind.TRUST and action.known and not text.lower().startswith("sts:"):
            yield Fault(
                action.place, f"`{text}` in a trust policy: only actions of STS may be there (`sts:AssumeRole`)"
            )
        elif action.known and text != "*" and ":" not in text:
            yield Fault(action.place, f"`{text}` is no action: it has to begin with its service (`s3:GetObject`)")
        elif action.known and text != "*" and not _ACTION.fullmatch(text):
            yield Fault(action.place, f"`{text}` is no action: behind its service it has letters, digits and `*` only")


def _of_principals(statement: Statement) -> Iterator[Fault]:
    """Accounts, users and roles are named one by one, and services apart from them."""
    for each in statement.principals.get("AWS", ()):
        why = _no_principal(each)
        if why is not None:
            yield Fault(each.place, why)
    for each in statement.principals.get("Service", ()):
        if each.text.startswith("arn:"):
            yield Fault(each.place, 'an ARN is no service: it belongs under `"AWS"`')


def _no_principal(each: Written) -> str | None:
    """Why AWS does not take it for an account, a user or a role."""
    text = each.text
    if each.known and text.endswith(".amazonaws.com"):
        return f'`{text}` is a service: it belongs under `"Service"`'
    if each.known and text.isdecimal():
        return (
            None
            if len(text) == _ACCOUNT_DIGITS
            else f"an account has {_ACCOUNT_DIGITS} digits, and this has {len(text)}"
        )
    parts = text.split(":", 5)
    if len(parts) < 6 or parts[0] != "arn" or parts[2] not in ("iam", "sts"):
        return None
    account, name = parts[4:]
    if account.isdecimal() and len(account) != _ACCOUNT_DIGITS:
        return f"an account has {_ACCOUNT_DIGITS} digits, and `{account}` has {len(account)}"
    if "*" in account or "*" in name:
        return "a principal is named in full, or is `*`: a part of it cannot be"
    if name.startswith("group/"):
        return "a group is no principal: its users are"
    return None


def _of_assuming(statement: Statement) -> Iterator[Fault]:
    """Who is let in by an identity provider assumes the role by another action."""
    if set(statement.principals) != {"Federated"} or not statement.allows:
        return
    actions = statement.values.get("Action", ())
    if actions and all(action.known and action.text.lower() in _NOT_FEDERATED for action in actions):
        is_saml = any(":saml-provider/" in each.text for each in statement.principals["Federated"])
        wanted = "sts:AssumeRoleWithSAML" if is_saml else "sts:AssumeRoleWithWebIdentity"
        yield Fault(
            actions[0].place, f"who comes from an identity provider assumes a role by `{wanted}` only", refused=False
        )


def _of_resources(statement: Statement) -> Iterator[Fault]:
    for each in (*statement.values.get("Resource", ()), *statement.values.get("NotResource", ())):
        why = _no_resource(each)
        if why is not None:
            yield Fault(each.place, why)


def _no_resource(each: Written) -> str | None:
    """Why IAM does not take it for a resource."""
    start = each.text.partition(HOLE)[0]
    if not start:
        return _no_arn(each.start)
    if start.strip("*") and not start.startswith("arn:"[: len(start)]):
        return f"a resource has to be an ARN or `*`, and this is `{start}`"
    parts = each.text.split(":", 5)
    if (
        len(parts) < _ARN_PARTS
        and each.known
        and each.text.startswith("arn:")
        and "*" not in each.text.partition("/")[0]
    ):
        return f"an ARN has {_ARN_PARTS} parts with `:` between them, and `{each.text}` has {len(parts)}"
    if len(parts) < _ARN_PARTS or any(HOLE in part for part in parts[2:5]):
        return None
    service, region, account, rest = parts[2:]
    if service == "iam" and region.strip("*"):
        return f"ARNs of IAM have no region, and this has `{region}`"
    if service == "s3" and region.strip("*") and not account and not rest.startswith(_NO_BUCKET):
        return f"ARNs of buckets and objects have no region, and this has `{region}`"
    return None


def _no_arn(value: Value | None) -> str | None:
    source = value.source if isinstance(value, Token) else None
    if not isinstance(value, Token) or source is None or source.type is None:
        return None
    of, attribute = source.type.terraform_type, value.attribute
    if (attribute == "id" and of in _NAMED_BY_ID) or (attribute in _NAMES and of.startswith("aws_")):
        return f"a resource has to be an ARN or `*`, and this begins with `{attribute}` of `{of}`"
    return None


def _of_sid(statement: Statement) -> Iterator[Fault]:
    sid = statement.one("Sid")
    if sid is not None and not _SID.fullmatch(sid.text.partition(HOLE)[0]):
        yield Fault(
            sid.place,
            f"`{sid.text.split(HOLE)[0]}`: IAM takes only letters and digits (no spaces, no hyphens) in a `Sid`",
        )


def _of_same_sid(policy: Policy) -> Iterator[Fault]:
    seen: set[str] = set()
    for statement in policy.statements:
        sid = statement.one("Sid")
        if sid is None or not sid.known or not sid.text:
            continue
        if sid.text in seen:
            yield Fault(sid.place, f"two statements of this policy have the `Sid` `{sid.text}`")
        seen.add(sid.text)
