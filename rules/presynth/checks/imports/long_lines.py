"""Import lines that are too long."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.imports.unused_imports import IS_BINDING
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import WrapImport
from presynth.program.events import Import
from presynth.source.statement import Place

_EXCUSED = re.compile(r"#.*(noqa(?!:)|noqa:[^#]*E501|pylint:\s*disable=[^#]*line-too-long)")


class LongImport(Rule):
    """An import of a provider is longer than the project's lines are.

    ## What it does
    Looks at the imports of providers and of cdktf for lines beyond the limit: `line-length` of presynth's settings,
    else that of the project's ruff, black or pylint, else 120.

    ## Why is this bad?
    The structs of one resource have long names; a line of several hides the one that is missing.

    ## Fix safety
    Safe: the names are written one a line, in parentheses.
    """

    code = "PS603"
    name = "long-import"
    group = "python"
    severity = Severity.WARNING
    visits = Import
    VALID = (
        Valid("""
from cdktf_cdktf_provider_aws.dynamodb_table import (
    DynamodbTable,
    DynamodbTableAttribute,
    DynamodbTableGlobalSecondaryIndex,
    DynamodbTablePointInTimeRecovery,
)

DynamodbTable(self, "t", name="table", hash_key="a", attribute=[DynamodbTableAttribute(name="a", type="S")])
"""),
        Valid(
            """
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute, DynamodbTableReplica

DynamodbTable(self, "t", name="table", hash_key="a", attribute=[DynamodbTableAttribute(name="a", type="S")])
""",
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute  # noqa: E501

DynamodbTable(self, "t", name="table", hash_key="a", attribute=[DynamodbTableAttribute(name="a", type="S")])
""",
            settings={"line-length": 80},
        ),
    )
    INVALID = (
        Invalid(
            """
«from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute, DynamodbTablePointInTimeRecovery»

DynamodbTable(
    self,
    "t",
    name="table",
    billing_mode="PAY_PER_REQUEST",
    hash_key="a",
    attribute=[DynamodbTableAttribute(name="a", type="S")],
    point_in_time_recovery=DynamodbTablePointInTimeRecovery(enabled=True),
)
""",  # noqa: E501
            fixed="""
from cdktf_cdktf_provider_aws.dynamodb_table import (
    DynamodbTable,
    DynamodbTableAttribute,
    DynamodbTablePointInTimeRecovery,
)

DynamodbTable(
    self,
    "t",
    name="table",
    billing_mode="PAY_PER_REQUEST",
    hash_key="a",
    attribute=[DynamodbTableAttribute(name="a", type="S")],
    point_in_time_recovery=DynamodbTablePointInTimeRecovery(enabled=True),
)
""",
            message="123 characters",
        ),
        Invalid(
            """
«from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue as Queue»

Queue(self, "jobs", name="jobs")
""",
            fixed="""
from cdktf_cdktf_provider_aws.sqs_queue import (
    SqsQueue as Queue,
)

Queue(self, "jobs", name="jobs")
""",
            settings={"line-length": 60},
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Import)
        statement = subject.place.statement
        node = statement.node
        if not isinstance(node, ast.ImportFrom) or not IS_BINDING.match(subject.module):
            return
        limit = context.settings.line_length
        place = Place.of(statement, node)
        longest = _longest(place)
        if longest <= limit or _longest_wrapped(node, place) >= longest or _EXCUSED.search(statement.text):
            return
        fix = Fix("Write the names one a line", Safety.SAFE, (WrapImport(statement),))
        message = f"this import is {longest} characters wide, the project's lines have at most {limit}"
        yield self.finding(place, message, fixes=(fix,))


def _longest(place: Place) -> int:
    margin = place.range.start.column
    first, *others = place.text.split("\n")
    return max(margin + len(first), *(len(line) for line in others), 0)


def _longest_wrapped(node: ast.ImportFrom, place: Place) -> int:
    """How wide the import is once the fix is made."""
    margin = place.range.start.column
    head = margin + len(f"from {'.' * node.level}{node.module or ''} import (")
    return max(head, *(margin + 5 + len(ast.unparse(alias)) for alias in node.names))
