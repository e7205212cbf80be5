"""What expressions refer to, which functions they call, and what modules are fetched from."""

from __future__ import annotations

import pytest

from presynth.checks.modules.sources import source_problem
from presynth.checks.templates.references import Call, Reference, parts

EXPRESSIONS: tuple[tuple[str, list[str]], ...] = (
    ("var.a", ["var.a"]),
    ("aws_sqs_queue.jobs[0].arn", ["aws_sqs_queue.jobs[…].arn"]),
    ("aws_sqs_queue.jobs[*].arn", ["aws_sqs_queue.jobs.*.arn"]),
    ('upper("${var.a}-x") == "var.b" ? var.c : 1.5', ["upper()", "var.a", "var.c"]),
    ("[for q in aws_sqs_queue.jobs : q.arn if q.name != var.a]", ["aws_sqs_queue.jobs", "var.a"]),
    ("{for k, v in local.all : k => v.name}", ["local.all"]),
    ('var.map["${each.key}"]', ["var.map[…]", "each.key"]),
    ("provider::aws::arn_parse(var.a)", ["var.a"]),
    ("cidrsubnet(var.range, 8, count.index + 1)", ["cidrsubnet()", "var.range", "count.index"]),
    ('{ name = "x", size = 3 }', []),
    ('"quote \\" var.no"', []),
)
SOURCES = (
    ("./network", False, True),
    ("../network", False, True),
    ("./network", True, False),
    ("terraform-aws-modules/vpc/aws", True, True),
    ("terraform-aws-modules/iam/aws//modules/iam-role", True, True),
    ("app.terraform.io/acme/vpc/aws", True, True),
    ("terraform-aws-modules/vpc", True, False),
    ("modules/network", False, False),
    ("network", False, False),
    ("github.com/acme/network", False, True),
    ("git@github.com:acme/network.git", False, True),
    ("git::ssh://git@acme.example/network.git?ref=v1", False, True),
    ("git::https://github.com/acme/network.git", True, False),
    ("https://github.com/acme/network", False, False),
    ("https://github.com/acme/network/archive/refs/tags/v1.tar.gz", False, True),
    ("https://acme.example/network.zip", False, True),
    ("s3::https://s3-eu-west-1.amazonaws.com/acme/network.zip", False, True),
    ("bitbucket.org/acme/network", False, True),
)


def _shown(part: Reference | Call) -> str:
    return f"{part.name}()" if isinstance(part, Call) else part.text


@pytest.mark.parametrize(("expression", "wanted"), EXPRESSIONS)
def test_parts(expression: str, wanted: list[str]) -> None:
    assert [_shown(part) for part in parts(expression)] == wanted


@pytest.mark.parametrize(("source", "versioned", "taken"), SOURCES)
def test_sources(source: str, versioned: bool, taken: bool) -> None:
    assert (source_problem(source, versioned=versioned) is None) is taken
