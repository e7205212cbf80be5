"""How what a backend is told can be put right."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type
from presynth.checks.backends.settings import Setting
from presynth.checks.common.nodes import expression_at, is_statement
from presynth.findings import Fix, Safety
from presynth.operations import (
    AddArgument,
    InsertStatement,
    Operation,
    RemoveArgument,
    RemoveStatement,
    Replace,
    Snippet,
)
from presynth.program.events import Construction, MethodCall
from presynth.source.statement import Kind

_ROLE = {
    "role_arn": "role_arn",
    "external_id": "external_id",
    "session_name": "session_name",
    "assume_role_policy": "policy",
    "assume_role_policy_arns": "policy_arns",
    "assume_role_tags": "tags",
    "assume_role_transitive_tag_keys": "transitive_tag_keys",
}
"""Arguments of the S3 backend that Terraform 1.10 removed, with what they are called in `assume_role`."""


def has_successor(setting: Setting) -> bool:
    """Whether `assume_role` has taken the argument's place."""
    return setting.backend == "s3" and setting.name in _ROLE


def renaming(setting: Setting, name: str, right: str, safety: Safety, catalog: Catalog) -> Iterator[Fix]:
    """Write `right` in the place of the last part of `name`."""
    wrong = name.rpartition(".")[2]
    title = f"Change `{wrong}` to `{right}`"
    if isinstance(setting.event, Construction):
        if right in catalog.keywords(setting.event.type) and not setting.argument.splat:
            yield Fix(title, safety, (Replace(setting.place, (right,)),))
    elif _is_written_at(setting) and setting.place.text.count(wrong) == 1:
        yield Fix(title, safety, (Replace(setting.place, (setting.place.text.replace(wrong, right),)),))


def removal(setting: Setting, safety: Safety) -> Iterator[Fix]:
    """Take the argument, the dict's entry or the whole override away."""
    operation: Operation | None = None
    if isinstance(setting.event, Construction):
        operation = RemoveArgument(setting.place) if _has_keyword(setting) else None
    elif not setting.whole:
        operation = RemoveArgument(setting.place) if setting.place != setting.argument.place else None
    elif _is_written_at(setting) and is_statement(setting.event.place):
        operation = RemoveStatement(setting.event.place.statement)
    if operation is not None:
        yield Fix(f"Remove `{setting.name}`", safety, (operation,))


def requirement(setting: Setting, version: str) -> Iterator[Fix]:
    """Keep it, and let the stack require the version that knows it."""
    anchor = setting.event.place.statement
    stack = _stack_as_written(setting)
    if stack is not None and anchor.kind is Kind.SIMPLE:
        code = f'{stack}.add_override("terraform.required_version", ">= {version}")'
        yield Fix(f"Require version {version} or later", Safety.UNSAFE, (InsertStatement(anchor, (code,)),))


def assumed_role(setting: Setting, safety: Safety, catalog: Catalog) -> Iterator[Fix]:
    """Move `role_arn` and all that belongs to it into `assume_role`."""
    event = setting.event
    if not has_successor(setting) or not isinstance(event, Construction) or event.arguments.open:
        return
    role = _role_type(event.type, catalog)
    given = [argument for argument in event.arguments if argument.name in _ROLE]
    if role is None or event.arguments.get("assume_role") is not None or any(argument.splat for argument in given):
        return
    if not any(argument.name == "role_arn" for argument in given):
        return
    fields = ", ".join(f"{_ROLE[argument.name or '']}={argument.place.text}" for argument in given)
    code: Snippet = (role, f"({fields})")
    removed = tuple(RemoveArgument(argument.name_place) for argument in given)
    yield Fix("Move it to `assume_role`", safety, (*removed, AddArgument(event.place, "assume_role", code)))


def _role_type(backend: Type, catalog: Catalog) -> Type | None:
    declared = catalog.keywords(backend).get("assume_role")
    return None if declared is None else catalog.type(declared.type.name)


def _is_written_at(setting: Setting) -> bool:
    """Whether the text of the override's path, or of the key in its dict, is written where it is passed."""
    return setting.place != setting.argument.place or setting.argument.value.origin == setting.place


def _has_keyword(setting: Setting) -> bool:
    """Whether the keyword, or the key of a dict that is spread, is written somewhere."""
    return not setting.argument.splat or setting.place != setting.argument.place


def _stack_as_written(setting: Setting) -> str | None:
    """The expression for the stack in the statement that sets it."""
    event = setting.event
    if isinstance(event, MethodCall):
        node = expression_at(event.place)
        if setting.on_stack and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return ast.unparse(node.func.value)
        return None
    scope = event.arguments.get("scope")
    return scope.place.text if setting.on_stack and scope is not None else None
