"""Resolvers of fields that the schema of their API does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Dict

from presynth.checks.aws.values import text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.common.similar import nearest
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related, Severity

_API = "aws_appsync_graphql_api"
_PROSE = re.compile(r'"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*')
_ARGUMENTS = re.compile(r"\([^()]*\)")
_TYPE = re.compile(r"\b(?:type|interface)\s+(\w+)[^{}]*\{([^{}]*)\}")
_FIELD = re.compile(r"(\w+)\s*:")

_IMPORTS = """
from cdktf_cdktf_provider_aws.appsync_graphql_api import AppsyncGraphqlApi
from cdktf_cdktf_provider_aws.appsync_resolver import AppsyncResolver

SCHEMA = '''
type Order { id: ID! }
type Query {
  "One of them"
  order(id: ID!): Order
  orders(filter: Filter = {all: true}): [Order]
}
input Filter { all: Boolean }
'''
api = AppsyncGraphqlApi(self, "api", name="orders", authentication_type="API_KEY", schema=SCHEMA)
"""


class UnknownGraphqlField(ResourceRule):
    """A resolver is for a field that the schema of its API does not have.

    ## What it does
    Reads the schema of an AppSync API of the program, where it is known, and looks for the types and fields that
    resolvers of the API are for.

    ## Why is this bad?
    AppSync refuses the resolver when it is applied: "No field named … found on type …". No plan says so.

    ## References
    - https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateResolver.html (2026-11-29)
    """

    code = "PS319"
    name = "unknown-graphql-field"
    severity = Severity.ERROR
    data_date = "2026-11-29"
    terraform_types = ("aws_appsync_resolver",)
    VALID = (
        Valid(
            _IMPORTS
            + """
for field in ("order", "orders"):
    AppsyncResolver(self, field, api_id=api.id, type="Query", field=field, data_source="orders")
AppsyncResolver(self, "id", api_id=api.id, type="Order", field="id", data_source="orders")
AppsyncResolver(self, "elsewhere", api_id="abc", type="Query", field="payments", data_source="orders")
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
AppsyncResolver(self, "order", api_id=api.id, type="Query", field=«"oder"», data_source="orders")
""",
            message="`Query` has no field `oder` (`order` may be meant)",
        ),
        Invalid(
            _IMPORTS
            + """
AppsyncResolver(self, "make", api_id=api.id, type=«"Mutation"», field="makeOrder", data_source="orders")
""",
            message="the schema has no type `Mutation`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        api = resource.referred("api_id")
        schema = None if api is None or api.event.type.terraform_type != _API else text(api.value("schema"))
        owner, field = resource.constant("type"), resource.constant("field")
        if api is None or not schema or not isinstance(owner, str) or not isinstance(field, str):
            return
        types = fields_of(schema)
        if not types or field in types.get(owner, ()):
            return
        name, known = ("field", types[owner]) if owner in types else ("type", tuple(types))
        meant = nearest(str(resource.constant(name)), known)
        missing = f"`{owner}` has no field `{field}`" if owner in types else f"the schema has no type `{owner}`"
        hint = f" (`{meant[0]}` may be meant)" if meant else ""
        place = resource.field(name)
        yield self.finding(
            resource.event.callee_place if place is None else place.place,
            f"{missing}{hint}: AppSync refuses the resolver",
            about=resource.instance,
            related=[Related(api.event.callee_place, "this is the API")],
        )


def fields_of(schema: str) -> Dict[str, tuple[str, ...]]:
    """The names of the fields of each type in a schema; nothing where braces do not pair up."""
    plain = _PROSE.sub("", schema)
    while _ARGUMENTS.search(plain):
        plain = _ARGUMENTS.sub("", plain)
    if plain.count("{") != plain.count("}"):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for name, body in _TYPE.findall(plain):
        found[name] = (*found.get(name, ()), *_FIELD.findall(body))
    return found
