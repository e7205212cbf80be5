"""Policies of IAM and of what has a policy of its own: JSON, or a data source of policy documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, cast

from presynth.checks.aws.documents import Document, document, text_of, without_marks
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.checks.common.resources import Resource, resource
from presynth.checks.templates.syntax import HOLE
from presynth.program.program import Program
from presynth.program.values import Sequence, Text, Token, Value
from presynth.source.statement import Place

_KEYS = {
    "sid": "Sid",
    "effect": "Effect",
    "actions": "Action",
    "not_actions": "NotAction",
    "resources": "Resource",
    "not_resources": "NotResource",
}


class Kind(Enum):
    """Whose a policy is."""

    IDENTITY = "identity"
    TRUST = "trust"
    RESOURCE = "resource"


PLACES: dict[str, tuple[tuple[str, Kind], ...]] = {
    "aws_iam_role": (("assume_role_policy", Kind.TRUST), ("inline_policy.policy", Kind.IDENTITY)),
    "aws_iam_policy": (("policy", Kind.IDENTITY),),
    "aws_iam_role_policy": (("policy", Kind.IDENTITY),),
    "aws_iam_user_policy": (("policy", Kind.IDENTITY),),
    "aws_iam_group_policy": (("policy", Kind.IDENTITY),),
    "aws_ssoadmin_permission_set_inline_policy": (("inline_policy", Kind.IDENTITY),),
    "aws_s3_bucket_policy": (("policy", Kind.RESOURCE),),
    "aws_kms_key": (("policy", Kind.RESOURCE),),
    "aws_kms_key_policy": (("policy", Kind.RESOURCE),),
    "aws_sqs_queue": (("policy", Kind.RESOURCE),),
    "aws_sqs_queue_policy": (("policy", Kind.RESOURCE),),
    "aws_sns_topic": (("policy", Kind.RESOURCE),),
    "aws_sns_topic_policy": (("policy", Kind.RESOURCE),),
    "aws_secretsmanager_secret_policy": (("policy", Kind.RESOURCE),),
    "aws_backup_vault_policy": (("policy", Kind.RESOURCE),),
    "aws_efs_file_system_policy": (("policy", Kind.RESOURCE),),
    "aws_cloudwatch_log_resource_policy": (("policy_document", Kind.RESOURCE),),
    "aws_dynamodb_resource_policy": (("policy", Kind.RESOURCE),),
    "aws_cloudwatch_event_bus_policy": (("policy", Kind.RESOURCE),),
    "aws_codeartifact_domain_permissions_policy": (("policy_document", Kind.RESOURCE),),
    "aws_codeartifact_repository_permissions_policy": (("policy_document", Kind.RESOURCE),),
    "aws_ecr_repository_policy": (("policy", Kind.RESOURCE),),
    "aws_kms_external_key": (("policy", Kind.RESOURCE),),
    "aws_kms_replica_key": (("policy", Kind.RESOURCE),),
    "aws_s3_bucket": (("policy", Kind.RESOURCE),),
    "aws_secretsmanager_secret": (("policy", Kind.RESOURCE),),
    "aws_ses_identity_policy": (("policy", Kind.RESOURCE),),
    "aws_kinesis_resource_policy": (("policy", Kind.RESOURCE),),
    "aws_opensearch_domain_policy": (("access_policies", Kind.RESOURCE),),
    "aws_opensearch_domain": (("access_policies", Kind.RESOURCE),),
    "aws_vpc_endpoint": (("policy", Kind.RESOURCE),),
    "aws_organizations_policy": (("content", Kind.IDENTITY),),
}
"""Where policies are, by type of resource."""


_CONTROL = ("aws_organizations_policy", "type", "SERVICE_CONTROL_POLICY")
"""Of these, those of other types are other documents."""


@dataclass(frozen=True)
class Written:
    """A text in a policy (with `HOLE` for what is not known of it), where it is, and what it begins with if unknown."""

    text: str
    place: Place
    start: Value | None = field(default=None, hash=False)  # values have no hash

    @property
    def known(self) -> bool:
        return HOLE not in self.text


@dataclass(frozen=True)
class Statement:
    """A statement of a policy.

    `values` are the texts under a key (`Action`), `principals` those by kind (`Service`; `*` for everybody).
    `open`: there may be other keys beside these. `operators` are those of its conditions.
    """

    values: dict[str, list[Written]]
    principals: dict[str, list[Written]]
    keys: dict[str, Place]
    operators: dict[str, Place]
    open: bool
    place: Place

    def one(self, key: str) -> Written | None:
        """The text under a key that has one."""
        found = self.values.get(key, ())
        return found[0] if len(found) == 1 else None

    @property
    def allows(self) -> bool:
        """Whether it may allow something."""
        effect = self.one("Effect")
        return effect is None or not effect.known or effect.text == "Allow"


@dataclass(frozen=True)
class Policy:
    """A policy. `open`: there may be other statements beside these. `version` is None where it has none, or not known.

    `document` is the JSON it is written as, None for a data source.
    """

    statements: tuple[Statement, ...]
    open: bool
    place: Place
    version: Written | None = None
    document: Document | None = None


def policies(resource: Resource) -> Iterator[tuple[Kind, Policy]]:
    """The policies that a resource is given, as far as they are known."""
    terraform_type, kind_of, control = _CONTROL
    is_told = resource.event.type.terraform_type == terraform_type and resource.presence(kind_of) is not Presence.UNSET
    if is_told and resource.constant(kind_of) != control:
        return
    for path, kind in PLACES[resource.event.type.terraform_type]:
        *outer, last = path.split(".")
        for block in resource.block.at(tuple(outer)):
            found = policy(resource.program, block.field((last,)))
            if found is not None:
                yield kind, found


def policy(program: Program, field: Field | None) -> Policy | None:
    """The policy that an argument is set to, None where nothing is known of it."""
    if field is None or not field.sure:
        return None
    value = field.value
    if isinstance(value, Token) and value.source is not None and value.attribute in ("json", "minified_json"):
        source = resource(program, value.source)
        if source is not None and source.event.type.terraform_type == "aws_iam_policy_document":
            return of_data_source(source)
    found = document(program, field)
    return None if found is None else _of_document(found)


def of_data_source(source: Resource) -> Policy:
    """The policy that a `DataAwsIamPolicyDocument` makes."""
    blocks, complete = source.block.children("statement")
    merged = ("source_policy_documents", "override_policy_documents", "source_json", "override_json")
    alone = all(source.presence(name) is Presence.UNSET for name in merged)
    return Policy(tuple(map(_of_block, blocks)), not (complete and alone), source.event.callee_place)


def _of_block(block: Block) -> Statement:
    values = {key: _texts(block.field((name,))) for name, key in _KEYS.items()}
    values["Effect"] = values["Effect"] or [Written("Allow", block.place)]
    principals: dict[str, list[Written]] = {}
    keys = {key: field.place for name, key in _KEYS.items() if (field := block.field((name,))) is not None}
    keys["Effect"] = block.place
    groups, complete = block.children("principals")
    for group in groups:
        kinds = _texts(group.field(("type",))) or [Written(HOLE, group.place)]
        principals.setdefault(kinds[0].text, []).extend(_texts(group.field(("identifiers",))))
    names = ("principals", "not_principals")
    keys |= {("P" if name[0] == "p" else "NotP") + "rincipal": block.place for name in names if name in block.names}
    keys |= {"Condition": block.place} if block.presence(("condition",)) is not Presence.UNSET else {}
    known = {key: found for key, found in values.items() if found}
    operators = {each.text: each.place for test in block.at(("condition",)) for each in _texts(test.field(("test",)))}
    return Statement(known, principals, keys, operators, block.open or not complete, block.place)


def _texts(field: Field | None) -> list[Written]:
    if field is None:
        return []
    value = field.value
    if not isinstance(value, Sequence):
        return [_written(value, field.place)]
    places = value.places if len(value.places) == len(value.items) else (field.place,) * len(value.items)
    found = [_written(item, place) for item, place in zip(value.items, places, strict=True)]
    return [*found, Written(HOLE, field.place)] if value.open else found


def _written(value: Value, place: Place) -> Written:
    first = value.parts[0] if isinstance(value, Text) and value.parts else value
    return Written(text_of(value), place, first if isinstance(first, Value) else None)


def _of_document(found: Document) -> Policy | None:
    content = found.content
    if not isinstance(content, dict):
        return None
    content = cast("dict[str, Any]", content)
    listed: Any = content.get("Statement", [])
    paths: list[tuple[str | int, ...]] = [("Statement",)]
    if isinstance(listed, list):
        paths = [("Statement", number) for number in range(len(cast("list[Any]", listed)))]
    else:
        listed = [listed]
    statements = [
        _of_json(found, path, cast("dict[str, Any]", each))
        for path, each in zip(paths, cast("list[Any]", listed), strict=True)
        if isinstance(each, dict)
    ]
    version = content.get("Version")
    return Policy(
        tuple(statements),
        len(statements) < len(cast("list[Any]", listed)) or any(HOLE in key for key in content),
        found.field.place,
        Written(version, found.place("Version")) if isinstance(version, str) else None,
        found,
    )


def _of_json(found: Document, path: tuple[str | int, ...], content: dict[str, Any]) -> Statement:
    values = {key: list(_strings(found, (*path, key), content[key])) for key in content if key in _KEYS.values()}
    principals: dict[str, list[Written]] = {}
    given = content.get("Principal")
    if isinstance(given, dict):
        given = cast("dict[str, Any]", given)
        principals = {kind: list(_strings(found, (*path, "Principal", kind), given[kind])) for kind in given}
    elif given is not None:
        texts = list(_strings(found, (*path, "Principal"), given))
        principals = {(texts[0].text if texts else HOLE): texts}
    given = content.get("Condition")
    conditions = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    return Statement(
        {key: texts for key, texts in values.items() if texts},
        principals,
        {key: found.place(*path, key) for key in content},
        {operator: found.place(*path, "Condition", operator) for operator in conditions},
        any(HOLE in key for key in content),
        found.place(*path),
    )


def _strings(found: Document, path: tuple[str | int, ...], content: Any) -> Iterator[Written]:
    items = list(enumerate(cast("list[Any]", content))) if isinstance(content, list) else [(None, content)]
    for number, item in items:
        place = found.place(*path) if number is None else found.place(*path, number)
        text = item if isinstance(item, str) else HOLE
        yield Written(without_marks(text), place, found.hole(text) if text.startswith(HOLE) else None)
