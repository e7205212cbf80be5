"""Ids, and aliases of providers, that cdktf refuses or Terraform takes for no name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Related
from presynth.program.events import Construction, MethodCall
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, Instance, InstanceValue, Text, Value
from presynth.source.statement import Place

_KINDS = (
    "TerraformResource",
    "TerraformDataSource",
    "TerraformOutput",
    "TerraformVariable",
    "TerraformLocal",
    "TerraformModule",
)
_NAME = re.compile(r"[^\W\d][\w-]*")
_KEPT = re.compile(r"[A-Za-z0-9_-]")
_GLOB = re.compile(r"[*?[\]{}!]")
_NOT_IN_NAMES = ("Default", "Resource")
"""Ids that cdktf leaves out of names."""
_DEPTH_LIMIT = 50
_QUEUE = "from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue\n\n"


class RefusedId(Rule):
    """An id becomes a name that Terraform does not take.

    ## What it does
    Makes of the ids of resources, data sources, outputs, variables and modules the names that cdktf makes of them, and
    looks whether they begin with a letter or `_`: a digit at the beginning of the outermost id (`"2024-logs"`,
    `f"{number}-queue"`) stays there. Aliases of providers, and what `override_logical_id` is given, are names of the
    same kind. Ids of stacks have no whitespace, and none of the characters that `cdktf deploy` chooses stacks by; no
    id is empty.

    ## Why is this bad?
    Synth writes a name, and `terraform init` stops: "Invalid resource name", "Invalid provider configuration alias".
    At the id of a stack, and an empty one, synth itself stops.

    ## References
    - https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers (tried on Terraform 1.11.4,
      2026-11-29)
    """

    code = "PS218"
    name = "refused-id"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(
            _QUEUE
            + """
SqsQueue(self, "jobs.2024", name="jobs-2024")
SqsQueue(self, "_1", name="one")
for number in range(2):
    SqsQueue(self, f"queue-{number}", name=f"queue-{number}")
"""
        ),
        # Inside of something that has a name already.
        Valid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from constructs import Construct

app = App()
stack = TerraformStack(app, "2024")
AwsProvider(stack, "aws", region="eu-west-1")
SqsQueue(Construct(stack, "queues"), "1", name="one")
app.synth()
"""
        ),
    )
    INVALID = (
        Invalid(_QUEUE + 'SqsQueue(self, «"2024-jobs"», name="jobs")\n', message="`2024-jobs`"),
        Invalid(
            "import os\n"
            + _QUEUE
            + """
for number in range(2):
    SqsQueue(self, «f"{number}-{os.getenv('STAGE')}"», name=f"queue-{number}")
"""
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.provider import AwsProvider

AwsProvider(self, "ireland", region="eu-west-1", alias=«"eu west"»)
""",
            message="alias",
        ),
        Invalid(
            """
import os

from cdktf import App, TerraformStack

app = App()
TerraformStack(app, «f"jobs {os.getenv('STAGE')}"»)
app.synth()
""",
            message="a stack's id has no whitespace",
        ),
        Invalid(_QUEUE + 'SqsQueue(self, «""», name="jobs")\n', message="is empty"),
        Invalid(
            _QUEUE + 'SqsQueue(self, "jobs", name="jobs").override_logical_id(«"background jobs"»)\n',
            message="`background jobs`",
        ),
        Invalid(
            _QUEUE
            + """
SqsQueue(self, "one", name="one").override_logical_id("jobs")
SqsQueue(self, "two", name="two").override_logical_id(«"jobs"»)
""",
            message="only the last one is written",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from constructs import Construct


class Queues(Construct):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        SqsQueue(self, "a", name="a")
        SqsQueue(self, "b", name="b")


app = App()
stack = TerraformStack(app, "main")
AwsProvider(stack, "aws", region="eu-west-1")
Queues(stack, «"3rd"»)
app.synth()
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        if subject.chosen(Construction, _begins_strangely):
            yield from self._names(subject)
        for event in subject.chosen(Construction, _is_refused_by_synth):
            if not is_test(event.place.path):
                yield self.finding(_written(event), f"{_synth_problem(event, context.catalog)}: synth stops")
        for event in subject.made("TerraformProvider"):
            yield from self._alias(event)
        overridden = subject.called("override_logical_id")
        for call in overridden:
            yield from self._overridden(call)
        if overridden:
            yield from self._twice(subject, overridden)

    def _names(self, program: Program) -> Iterator[Finding]:
        told: set[object] = set()
        for kind in _KINDS:
            for event in program.made(kind):
                outer = _outermost(program, event)
                if outer is None or outer.instance in told or is_test(event.place.path):
                    continue
                name = _name(program, event, outer)
                if name is not None and not _NAME.fullmatch(name):
                    told.add(outer.instance)
                    yield self.finding(
                        _written(outer),
                        f"this id begins the name `{name}`: Terraform takes only names that begin with a letter or `_`",
                        about=event.instance,
                    )

    def _alias(self, event: Construction) -> Iterator[Finding]:
        alias = event.arguments.get("alias")
        text = alias.value.value if alias is not None and isinstance(alias.value, Constant) else None
        if alias is not None and isinstance(text, str) and not _NAME.fullmatch(text):
            yield self.finding(
                alias.place,
                f"the alias `{text}` is no name for Terraform: letters, digits, `_` and `-`, and no digit first",
                about=event.instance,
            )

    def _twice(self, program: Program, calls: Sequence[MethodCall]) -> Iterator[Finding]:
        """One name for two: the later one is written over the earlier one, and nobody says so."""
        named: dict[tuple[Instance | None, str], MethodCall] = {}
        for call in calls:
            instance = call.receiver.instance if isinstance(call.receiver, InstanceValue) else None
            address = None if instance is None else program.addresses.of(instance)
            given = call.arguments.get("new_logical_id")
            if instance is None or address is None or given is None or not isinstance(given.value, Constant):
                continue
            first = named.setdefault((program.addresses.stack(instance), address), call)
            is_other = isinstance(first.receiver, InstanceValue) and first.receiver.instance is not instance
            if is_other and first.conditions == call.conditions and not is_test(call.place.path):
                related = [Related(first.place, "the first")]
                message = f"two are called `{address}`: only the last one is written, and nobody says so"
                yield self.finding(given.place, message, about=instance, related=related)

    def _overridden(self, call: MethodCall) -> Iterator[Finding]:
        given = call.arguments.get("new_logical_id")
        text = given.value.value if given is not None and isinstance(given.value, Constant) else None
        if given is not None and isinstance(text, str) and not _NAME.fullmatch(text) and not is_test(call.place.path):
            message = f"`{text}` is no name for Terraform: letters, digits, `_` and `-`, and no digit first"
            yield self.finding(given.place, message)


def _is_refused_by_synth(event: Construction, catalog: Catalog) -> bool:
    return _synth_problem(event, catalog) is not None


def _synth_problem(event: Construction, catalog: Catalog) -> str | None:
    """What is wrong with an id that cdktf itself does not take."""
    if event.instance is None or event.id is None:
        return None
    known = _known(event.id)
    if isinstance(event.id, Constant) and event.id.value == "" and event.id.certain and event.type.name != "App":
        return "the id is empty"
    if catalog.is_a(event.type, "TerraformStack"):
        if re.search(r"\s", known):
            return "a stack's id has no whitespace"
        glob = _GLOB.search(known)
        if glob is not None:
            return f"a stack's id has no `{glob[0]}`: it is for choosing stacks by patterns"
    return None


def _known(id_: Value) -> str:
    """What of an id is known."""
    if isinstance(id_, Text):
        return "".join(part for part in id_.parts if isinstance(part, str))
    return id_.value if isinstance(id_, Constant) and isinstance(id_.value, str) else ""


def _begins_strangely(event: Construction, _: Catalog) -> bool:
    """Whether a name that begins with this id is none: most programs have no such id."""
    known = event.id.prefix if isinstance(event.id, Text) else event.id.value if isinstance(event.id, Constant) else ""
    kept = _KEPT.search(known) if isinstance(known, str) else None
    return kept is not None and not _NAME.match(kept[0])


def _outermost(program: Program, event: Construction) -> Construction | None:
    """The construct right below the stack, of those whose ids are in the name."""
    found: Construction | None = None
    current: Construction | None = event
    for _ in range(_DEPTH_LIMIT):
        if current is None:
            return None
        if program.catalog.is_a(current.type, "TerraformStack"):
            return found
        if not (isinstance(current.id, Constant) and current.id.value in _NOT_IN_NAMES):
            found = current
        scope = current.scope
        current = program.constructs.get(scope.instance) if isinstance(scope, InstanceValue) else None
    return None


def _name(program: Program, event: Construction, outer: Construction) -> str | None:
    """The name, or as much of its beginning as is known; None where its first character is not."""
    address = None if event.instance is None else program.addresses.of(event.instance)
    if address is not None:
        return address.rpartition(".")[2]
    if isinstance(outer.id, Text) and _KEPT.match(outer.id.prefix):
        return re.sub(r"[^A-Za-z0-9_-]", "", outer.id.prefix)
    return None


def _written(event: Construction) -> Place:
    if event.id is not None and event.id.origin is not None:
        return event.id.origin
    argument = event.arguments.get("id") or event.arguments.get("id_")
    return event.callee_place if argument is None else argument.place
