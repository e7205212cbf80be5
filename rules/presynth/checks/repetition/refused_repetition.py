"""Values of `count` and `for_each` that Terraform refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.placed import placed_tokens
from presynth.checks.repetition.repeated import REPETITIONS, Repetition, given, may_be_repeated, may_repeat, repetition
from presynth.checks.repetition.unknown_keys import unknown_in
from presynth.findings import Finding, Related
from presynth.program.events import Construction, MethodCall
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, Instance, InstanceValue, Mapping, Sequence, Token, Value
from presynth.source.statement import Place
from presynth.terraform.type_constraints import InvalidTypeError, parsed

_ELEMENTS = ("TerraformResource", "TerraformDataSource", "TerraformModule")
_OUTSIDE = ("TerraformOutput", "TerraformLocal", "TerraformProvider")
_FROM_KEYS = ("from_list", "from_map")
_FROM_RESOURCES = ("from_resources", "from_data_sources")
_NOT_READ = ("scope", "id", "id_", "depends_on", "provider")
_OF_TURN = {"ListTerraformIterator": "for_each", "MapTerraformIterator": "for_each", "TerraformCount": "count"}
"""Classes whose `value`, `key` and `index` are those of one turn."""
_TURN = ("key", "value", "index")
_IMPORTS = """
from cdktf import Fn, TerraformCount, TerraformIterator, TerraformOutput, TerraformVariable, Token
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation

subnet = Subnet(self, "a", vpc_id="vpc-0a1b2c3d", cidr_block="10.0.1.0/24")
"""
_ASSOCIATION = """
RouteTableAssociation(
    self, "association", for_each=subnets, subnet_id=Token.as_string(subnets.value), route_table_id="rtb-0a1b2c3d"
)
"""


class RefusedRepetition(Rule):
    """A `count` or `for_each` is of a kind that Terraform cannot plan with.

    ## What it does
    Looks at what constructs are repeated by: iterators (`TerraformIterator.from_list`, `from_map`), `TerraformCount`,
    and overrides. The keys must be known before anything is made: no `id` or `arn` of a resource of the same
    stack, whose values may be; nor may they come from a sensitive variable. Lists have to be of strings. An override
    of `for_each` takes a dict, not a list. `each` and `count` (`iterator.value`, `count.index`) mean something only in
    what is repeated itself.

    ## Why is this bad?
    `terraform plan` stops, the first time at least: "Invalid for_each argument … cannot be determined until apply",
    "Invalid count argument", "each.value cannot be used in this context".

    ## References
    - https://developer.hashicorp.com/terraform/language/meta-arguments/for_each (tried on Terraform 1.11.4, 2026-11-29)
    - https://developer.hashicorp.com/terraform/cdktf/concepts/iterators
    """

    code = "PS407"
    name = "refused-repetition"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
names = TerraformIterator.from_list(["orders", "bills"])
queues = SqsQueue(self, "queues", for_each=names, name=f"x-{names.get_string('a')}")
subnets = TerraformIterator.from_map({"a": subnet.id})
SqsQueue(self, "more", name="more", count=TerraformCount.of(Fn.length_of([subnet.id])))
SqsQueue(self, "some", name="some").add_override("for_each", {"a": 1})
SqsQueue(self, "any", name="any").add_override("for_each", "${toset(var.names)}")
SqsQueue(self, "few", name="few").add_override("count", "${var.on ? 1 : 0}")
numbers = TerraformVariable(self, "names", type="list(string)")
listed = TerraformIterator.from_list(numbers.list_value)
SqsQueue(self, "last", name=Token.as_string(listed.value), for_each=listed)
TerraformVariable(self, "on", type="bool")
"""
            + _ASSOCIATION
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS + "subnets = TerraformIterator.from_list([«subnet.id»])\n" + _ASSOCIATION,
            message="is not known before `aws_subnet.a` is made",
        ),
        Invalid(
            _IMPORTS
            + """
secret = TerraformVariable(self, "names", type="list(string)", sensitive=True)
names = TerraformIterator.from_list(«secret.list_value»)
SqsQueue(self, "queues", for_each=names, name=Token.as_string(names.value))
""",
            message="sensitive",
        ),
        Invalid(
            _IMPORTS
            + """
ports = TerraformIterator.from_list(«[80, 443]»)
SqsQueue(self, "queues", for_each=ports, name=ports.get_string("name"))
""",
            message="a set of strings",
        ),
        Invalid(
            _IMPORTS
            + """
queue = SqsQueue(self, "queues", name="jobs")
queue.add_override("for_each", «["orders", "bills"]»)
""",
            message="takes a dict",
        ),
        Invalid(
            _IMPORTS
            + """
names = TerraformIterator.from_list(["orders", "bills"])
SqsQueue(self, "queues", for_each=names, name=Token.as_string(names.value))
TerraformOutput(self, "name", value=«names.value»)
""",
            message="`value` of an iterator means something only in what is repeated by it",
        ),
        Invalid(
            _IMPORTS + 'SqsQueue(self, "queues", name="jobs", count=«-1»)\n',
            message="must be a whole number, and not negative",
        ),
        Invalid(
            _IMPORTS + "queues = TerraformIterator.from_resources(«subnet»)\n",
            message="has no `for_each`",
        ),
        Invalid(
            _IMPORTS
            + """
SqsQueue(self, "queues", name="jobs", count=TerraformCount.of(«Fn.length_of(Fn.split("-", subnet.id))»))
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        makers = _makers(subject)
        for event in may_repeat(subject):
            is_element = any(context.catalog.is_a(event.type, base) for base in _ELEMENTS)
            if is_element and event.instance is not None and not is_test(event.place.path):
                yield from self._repeated(subject, event, event.instance, makers)
        if makers:
            yield from self._turns(subject)
        for name in _FROM_RESOURCES:
            for call in subject.called(name):
                yield from self._of_resource(subject, call)

    def _repeated(
        self, program: Program, event: Construction, instance: Instance, makers: dict[Instance, MethodCall]
    ) -> Iterator[Finding]:
        changes = program.changes.get(instance, ())
        for argument in REPETITIONS:
            for value, place, change in given(event, changes, argument):
                if isinstance(value, InstanceValue):
                    maker = makers.get(value.instance)
                    if maker is not None:
                        yield from self._made_by(program, maker, argument, instance)
                elif change is not None and change.raw and (problem := _raw_problem(argument, value)) is not None:
                    yield self.finding(place, f"`{argument}` {problem}", about=instance)
                elif argument == "count" and _is_no_number(value):
                    yield self.finding(place, "`count` must be a whole number, and not negative", about=instance)
        both = [event.arguments.get(argument) for argument in REPETITIONS]
        if repetition(program, event, instance) is not None and all(each is not None for each in both):
            count = both[0]
            if count is not None and not (isinstance(count.value, Constant) and count.value.value is None):
                yield self.finding(
                    count.name_place, "`count` and `for_each` exclude each other: synth stops", about=instance
                )

    def _of_resource(self, program: Program, call: MethodCall) -> Iterator[Finding]:
        """An iterator over the instances of a resource that has none."""
        given_first = next(iter(call.arguments.items), None)
        value = None if given_first is None else given_first.value
        event = program.constructs.get(value.instance) if isinstance(value, InstanceValue) else None
        if given_first is None or event is None or event.instance is None or is_test(call.place.path):
            return
        if not may_be_repeated(program, event, event.instance, "for_each"):
            message = f"this `{event.type.name}` has no `for_each` to iterate over: synth stops"
            related = [Related(event.callee_place, "it is made here")]
            yield self.finding(given_first.place, message, about=event.instance, related=related)

    def _made_by(
        self, program: Program, maker: MethodCall, argument: Repetition, instance: Instance
    ) -> Iterator[Finding]:
        given_first = next(iter(maker.arguments.items), None)
        if given_first is None:
            return
        if argument == "count" and _is_no_number(given_first.value):
            yield self.finding(given_first.place, "`count` must be a whole number, and not negative", about=instance)
            return
        if argument == "for_each" and maker.name == "from_list" and (kind := _kind(program, given_first.value)):
            yield self.finding(
                given_first.place,
                f"a `for_each` takes a map, or a set of strings, and this is one of {kind}s",
                about=instance,
            )
            return
        for token, place in unknown_in(program, given_first.value, given_first.place):
            address = "" if token.source is None else program.addresses.of(token.source) or "the resource"
            whole = "the keys" if argument == "for_each" else "the number"
            yield self.finding(
                place,
                f"`{token.attribute}` is not known before `{address}` is made: Terraform cannot plan {whole} of this "
                f"`{argument}`",
                about=instance,
            )
            return
        for token, place in placed_tokens(given_first.value, given_first.place):
            if _is_sensitive(program, token):
                yield self.finding(
                    place,
                    f"a `{argument}` must not come from a sensitive variable: Terraform would show it",
                    about=instance,
                )
                return

    def _turns(self, program: Program) -> Iterator[Finding]:
        """Values of one turn in what is not repeated."""
        for event in program.chosen(Construction, _has_turns):
            instance = event.instance
            if instance is None or is_test(event.place.path):
                continue
            outside = any(program.catalog.is_a(event.type, base) for base in _OUTSIDE)
            if not outside and not any(program.catalog.is_a(event.type, base) for base in _ELEMENTS):
                continue
            for argument in event.arguments:
                if argument.name in (*_NOT_READ, *REPETITIONS):
                    continue
                for token, place in _of_turns(argument.value, argument.place):
                    wanted: Repetition = "count" if token.attribute == "index" else "for_each"
                    if outside or not may_be_repeated(program, event, instance, wanted):
                        yield self._out_of_turn(program, instance, token, place, wanted)

    def _out_of_turn(
        self, program: Program, instance: Instance, token: Token, place: Place, wanted: Repetition
    ) -> Finding:
        of = "a count" if wanted == "count" else "an iterator"
        made = None if token.source is None else program.constructs.get(token.source)
        return self.finding(
            place,
            f"`{token.attribute}` of {of} means something only in what is repeated by it: there is no `{wanted}` here",
            about=instance,
            related=[] if made is None else [Related(made.callee_place, "it is made here")],
        )


def _makers(program: Program) -> dict[Instance, MethodCall]:
    """The iterators and counts, with the calls that make them."""
    calls = (*(call for name in _FROM_KEYS for call in program.called(name)), *program.called("of"))
    return {
        call.result.instance: call
        for call in calls
        if isinstance(call.result, InstanceValue) and call.type.name in ("TerraformIterator", "TerraformCount")
    }


def _kind(program: Program, value: Value) -> str | None:
    """Of what a list surely is, where that is not strings."""
    if isinstance(value, Sequence):
        known = [item.value for item in value.items if isinstance(item, Constant)]
        numbers = known and all(isinstance(each, int | float) for each in known)
        return "number" if numbers and len(known) == len(value.items) else None
    source = value.source if isinstance(value, Token) else None
    event = None if source is None else program.constructs.get(source)
    if event is None or not program.catalog.is_a(event.type, "TerraformVariable"):
        return None
    type_ = event.arguments.get("type")
    text = type_.value.value if type_ is not None and isinstance(type_.value, Constant) else None
    try:
        declared = parsed(text) if isinstance(text, str) else None
    except InvalidTypeError:
        return None
    element = None if declared is None else declared.element
    return element.kind if element is not None and element.kind not in ("string", "any") else None


def _raw_problem(argument: Repetition, value: Value) -> str | None:
    """What Terraform has against an override; None if nothing, or nothing that is known."""
    if argument == "for_each":
        if isinstance(value, Sequence):
            return "takes a dict, or an expression such as `${toset([…])}`: Terraform refuses a list"
        if isinstance(value, Constant) and value.value is not None and "${" not in str(value.value):
            return "takes a dict, or an expression such as `${toset([…])}`"
        return None
    if isinstance(value, Constant) and isinstance(value.value, str):
        number = "${" in value.value or re.fullmatch(r"\d+", value.value)
        return None if number else "takes a number, or an expression"
    if isinstance(value, Sequence | Mapping):
        return "takes a number, or an expression"
    return "must be a whole number, and not negative" if _is_no_number(value) else None


def _is_no_number(value: Value) -> bool:
    number = value.value if isinstance(value, Constant) else None
    return isinstance(number, int | float) and (number < 0 or number != int(number))


def _is_sensitive(program: Program, token: Token) -> bool:
    event = None if token.source is None else program.constructs.get(token.source)
    if event is None or not program.catalog.is_a(event.type, "TerraformVariable"):
        return False
    marked = event.arguments.get("sensitive")
    return marked is not None and isinstance(marked.value, Constant) and marked.value.value is True


def _has_turns(event: Construction, _: Catalog) -> bool:
    return any(True for argument in event.arguments for _ in _of_turns(argument.value, argument.place))


def _of_turns(value: Value, place: Place) -> Iterator[tuple[Token, Place]]:
    """The tokens that stand for one turn."""
    for token, at in placed_tokens(value, place):
        if token.source is None or token.source.type is None:
            continue
        kind = _OF_TURN.get(token.source.type.name)
        if kind is not None and (token.attribute in _TURN or token.attribute.startswith("get_")):
            yield token, at
