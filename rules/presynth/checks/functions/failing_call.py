"""Calls of functions that cannot succeed."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.resources import resource
from presynth.checks.functions.judgements import FUNCTIONS, refusals
from presynth.checks.functions.quotes import misquoted
from presynth.findings import Finding
from presynth.program.events import MethodCall
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, Sequence, Token, Value
from presynth.source.statement import Place

_SUBNETS = """from cdktf import Fn
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
"""
_CATCHING = ("try_", "can", "conditional")
_OUTPUT = """from cdktf import Fn, TerraformOutput

TerraformOutput(self, "result", value={})
"""


class FailingCall(Rule):
    """A function of Terraform's is given what it fails on.

    ## What it does
    Judges calls of `Fn` by the arguments that are known, through attributes of resources too: subnets that a network
    has no room for (`Fn.cidrsubnet`), keys that a map does not have (`Fn.lookup`), days in a duration (`Fn.timeadd`),
    look-arounds in a regular expression, a format with too few values, and the like. Text that is given to a function
    right away has no quotes without a backslash.

    ## Why is this bad?
    Synth writes the call down; `terraform validate` or `plan` stops: "Error in function call", "Invalid function
    argument". At quotes synth itself stops: "Your value … has unescaped double quotes in it".

    ## Fix safety
    Safe: `Fn.raw_string` gives the same text.

    ## References
    - https://developer.hashicorp.com/terraform/language/functions (tried on Terraform 1.11.4, 2026-11-29)
    """

    code = "PS220"
    name = "failing-call"
    group = "terraform"
    data_date = "2026-11-29"
    visits = (MethodCall, Program)
    VALID = (
        Valid(
            _SUBNETS
            + """
for number in range(4):
    Subnet(self, f"subnet-{number}", vpc_id=vpc.id, cidr_block=Fn.cidrsubnet(vpc.cidr_block, 2, number))
Subnet(self, "last", vpc_id=vpc.id, cidr_block=Fn.cidrsubnet(vpc.cidr_block, 8, 255))
"""
        ),
        Valid(
            _OUTPUT.format(
                '[Fn.lookup({"a": 1}, "b", 2), Fn.timeadd("2026-01-01T00:00:00Z", "-1h30m"), Fn.element(["a"], 7), '
                'Fn.format("%s: %d%%", ["a", 1]), Fn.regex("[[:alpha:]]+\\\\\\\\z", "a"), Fn.jsondecode("[1]")]'
            )
        ),
        Valid(
            _OUTPUT.format(
                '[Fn.try_([Fn.regex("v[0-9]+", "latest"), "none"]), Fn.can(Fn.tonumber("x")), '
                "Fn.formatdate(\"YYYY-MM-DD'T'hh:mm:ssZ\", Fn.plantimestamp())]"
            )
        ),
    )
    INVALID = (
        Invalid(
            _SUBNETS
            + """
for number in range(3):
    Subnet(self, f"subnet-{number}", vpc_id=vpc.id, cidr_block=Fn.cidrsubnet(vpc.cidr_block, 1, «number»))
""",
            message="1 bits make 2 subnets, and no number 2",
        ),
        Invalid(
            _SUBNETS + 'Subnet(self, "subnet", vpc_id=vpc.id, cidr_block=Fn.cidrsubnet("10.0.0.0/28", «8», 1))\n',
            message="cannot be extended by 8 bits",
        ),
        Invalid(_OUTPUT.format('Fn.lookup({"dev": "small"}, «"prod"»)'), message="no default"),
        Invalid(_OUTPUT.format('Fn.timeadd("2026-01-01T00:00:00Z", «"7d"»)'), message="days are not known"),
        Invalid(_OUTPUT.format('Fn.regex(«"^(?!prod)"», "dev")'), message="have no `(?!`"),
        Invalid(_OUTPUT.format('Fn.format("%s-%s", «["a"]»)'), message="takes 2 values, not 1"),
        Invalid(_OUTPUT.format('Fn.format("%d", «["many"]»)'), message="takes a number, not `many`"),
        Invalid(_OUTPUT.format('Fn.merge(«[{"a": 1}, ["b"]]»)'), message="and here is a list"),
        Invalid(
            _OUTPUT.format('Fn.conditional(True, ["a"], «"b"»)'), message="one result is a list, and the other text"
        ),
        Invalid(_OUTPUT.format('Fn.formatdate(«"%Y-%m-%d"», Fn.timestamp())'), message="`Y` means nothing"),
        Invalid(_OUTPUT.format('Fn.cidrhost(«"10.0.0.0"», 1)'), message="is no network"),
        Invalid(_OUTPUT.format('Fn.regex(«"v[0-9]+"», "latest")'), message="matches nothing in `latest`"),
        Invalid(
            _OUTPUT.format('Fn.base64encode(«\'{"stage": "test"}\'»)'),
            fixed=_OUTPUT.format('Fn.base64encode(Fn.raw_string(\'{"stage": "test"}\'))'),
            message="unescaped quotes",
        ),
        Invalid(_OUTPUT.format('Fn.tobool(«"yes"»)'), message="neither `true` nor `false`"),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        if isinstance(subject, MethodCall):
            for argument, problem, fixes in misquoted(subject) if _is_of_fn(subject) else ():
                yield self.finding(argument.place, problem, fixes=fixes)
            return
        assert isinstance(subject, Program)
        calls = subject.chosen(MethodCall, _is_judged)
        caught = [call for name in _CATCHING for call in subject.called(name)] if calls else []
        for call in calls:
            known = {each.name: _known(subject, each.value) for each in call.arguments if each.name is not None}
            for refusal in () if call.arguments.open else refusals(call.name, known):
                if not any(_catches(each, call) for each in caught):
                    yield self._found(call, refusal.parameter, refusal.reason)
                break

    def _found(self, call: MethodCall, parameter: str, reason: str) -> Finding:
        given = call.arguments.get(parameter)
        place = call.place if given is None else given.place
        return self.finding(place, f"`Fn.{call.name}` fails: {reason}")


def _is_judged(call: MethodCall, _: Catalog) -> bool:
    return call.name in FUNCTIONS and _is_of_fn(call)


def _is_of_fn(call: MethodCall) -> bool:
    return call.type.name == "Fn" and call.receiver is None and not is_test(call.place.path)


def _catches(outer: MethodCall, call: MethodCall) -> bool:
    """Whether a failure of `call` is looked for, or does not matter where another value is taken."""
    if call is outer:
        return False
    given = [item for each in outer.arguments for item in _items(each.value)]
    inside = outer.place.statement is call.place.statement and _spans(outer.place, call.place)
    return inside or any(value is call.result for value in given)


def _items(value: Value) -> tuple[Value, ...]:
    return value.items if isinstance(value, Sequence) else (value,)


def _spans(outer: Place, inner: Place) -> bool:
    return (outer.line, outer.byte) <= (inner.line, inner.byte) and (inner.end_line, inner.end_byte) <= (
        outer.end_line,
        outer.end_byte,
    )


def _known(program: Program, value: Value) -> Value:
    """The constant that a resource was given, where the value is the attribute that reads it again."""
    source = value.source if isinstance(value, Token) else None
    made = None if source is None or not isinstance(value, Token) else resource(program, source)
    given = None if made is None or not isinstance(value, Token) else made.value(value.attribute)
    return given if isinstance(given, Constant) else value
