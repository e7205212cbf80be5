"""Resources that are moved to where they cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.similar import nearest
from presynth.checks.common.text_literals import same_literal
from presynth.checks.templates.targets import Targets
from presynth.checks.wiring.gap import surely_made
from presynth.findings import Finding, Fix, Related, Safety
from presynth.operations import Replace
from presynth.program.arguments import Argument
from presynth.program.events import ExternalCall, MethodCall
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, Instance, InstanceValue

_BY_ID = ("move_from_id", "move_to_id")
_MOVES = ("move_to", *_BY_ID)
_ADDRESS = re.compile(
    r"(?:module\.[\w-]+(?:\[[^\]]+\])?\.)*(?P<address>(?P<type>[a-z]\w*)\.[A-Za-z_][\w-]*)(?P<key>\[[^\]]+\])?"
)
_PROVIDER = "aws_"
_BUCKETS = """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

old = S3Bucket(self, "old", bucket="acme-data")
new = S3Bucket(self, "new", bucket="acme-data-of-tomorrow")
"""


class RefusedMove(Rule):
    """A resource is moved in a way that cdktf or Terraform refuses.

    ## What it does
    Lays the calls of `move_to` beside those of `add_move_target` in the same stack: there has to be a target of that
    name, of the same type, and one resource for it alone. A resource is moved once. What `move_to_id` and
    `move_from_id` are given has to be the address of a resource (`aws_s3_bucket.old`) of the same type, and what was
    moved must not be in the stack any longer. `import_from` needs an id.

    ## Why is this bad?
    Synth stops: "Target … has not been set", "has been given two different move operations"; or `terraform plan` does:
    "Moved object still exists", "Resource type mismatch", "Invalid import id argument".

    ## Fix safety
    Unsafe: another target is a guess.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/examples-and-guides/refactoring (tried with cdktf 0.21.0 and
      Terraform 1.11.4, 2026-11-29)
    """

    code = "PS122"
    name = "refused-move"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(
            _BUCKETS
            + """
old.move_to("data")
new.add_move_target("data")
SqsQueue(self, "jobs", name="jobs").move_from_id("aws_sqs_queue.tasks")
new.import_from("acme-data")
"""
        ),
        Valid(
            _BUCKETS + 'old.move_to("data")\nself.node.find_child("new").add_move_target("data")\n',
        ),
        Valid(
            """
import os

from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

if os.environ.get("NEW"):
    S3Bucket(self, "new", bucket="acme-data").move_from_id("aws_s3_bucket.old")
else:
    S3Bucket(self, "old", bucket="acme-data")
"""
        ),
        Valid(
            _BUCKETS + 'old.move_to_id("aws_s3_bucket.new")\nnew.move_from_id("module.data.aws_s3_bucket.this[0]")\n'
        ),
    )
    INVALID = (
        Invalid(
            _BUCKETS + 'new.add_move_target("data")\nold.move_to(«"date"»)\n',
            fixed=_BUCKETS + 'new.add_move_target("data")\nold.move_to("data")\n',
            message="nothing in this stack is the target `date`",
        ),
        Invalid(
            _BUCKETS + 'SqsQueue(self, "jobs", name="jobs").add_move_target("data")\nold.move_to(«"data"»)\n',
            message="is an `aws_sqs_queue`",
        ),
        Invalid(
            _BUCKETS + 'new.add_move_target("data")\nold.add_move_target(«"data"»)\n',
            message="two resources",
        ),
        Invalid(
            _BUCKETS + 'new.add_move_target("data")\nold.move_to("data")\nold.«move_to_id»("aws_s3_bucket.new")\n',
            message="is moved already",
        ),
        Invalid(
            _BUCKETS + 'new.move_from_id(«"acme-data"»)\n', message="such as `aws_s3_bucket.old`: Terraform refuses"
        ),
        Invalid(
            _BUCKETS + 'new.move_from_id(«"aws_sqs_queue.old"»)\n', message="no `aws_sqs_queue`: Terraform refuses"
        ),
        Invalid(
            _BUCKETS + 'new.move_from_id(«"aws_s3_bucket.old"»)\n', message="still in this stack: Terraform refuses"
        ),
        Invalid(_BUCKETS + 'new.import_from(«""»)\n', message="an id: Terraform refuses"),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for call in subject.called("import_from"):
            given = call.arguments.get("id")
            if (
                given is not None
                and isinstance(given.value, Constant)
                and given.value.certain
                and not given.value.value
            ):
                yield self.finding(given.place, "an import needs an id: Terraform refuses it")
        calls = [call for name in _MOVES for call in subject.called(name) if not is_test(call.place.path)]
        named = subject.called("add_move_target")
        yield from self._targets(subject, calls, named)
        if calls:
            yield from self._twice(calls)
            targets = Targets(subject)
            moved = {_receiver(call) for call in calls if call.name != "move_from_id"}
            for call in calls:
                if call.name in _BY_ID:
                    yield from self._by_address(subject, targets, call, moved)

    def _targets(self, program: Program, calls: list[MethodCall], named: tuple[MethodCall, ...]) -> Iterator[Finding]:
        targets: dict[tuple[Instance, str], MethodCall] = {}
        is_open = False
        for call in named:
            stack, name = _stack(program, call), _text(call.arguments.get("move_target"))
            if stack is None or name is None:
                is_open = True
                continue
            first = targets.setdefault((stack, name), call)
            given = call.arguments.get("move_target")
            if first is not call and given is not None and first.conditions == call.conditions:
                message = f"two resources are the target `{name}`: synth stops"
                yield self.finding(given.place, message, related=[Related(first.place, "the first")])
        for call in calls:
            given, stack = call.arguments.get("move_target"), _stack(program, call)
            name = _text(given)
            if call.name != "move_to" or given is None or name is None or stack is None:
                continue
            target = targets.get((stack, name))
            if target is None:
                if not is_open and not program.chosen(ExternalCall, _sets_target):
                    yield self._untargeted(given, name, [known for where, known in targets if where is stack])
            elif target.type.terraform_type != call.type.terraform_type:
                message = f"the target is an `{target.type.terraform_type}`, and this an `{call.type.terraform_type}`"
                yield self.finding(given.place, f"{message}: synth stops")

    def _untargeted(self, given: Argument, name: str, known: list[str]) -> Finding:
        fixes = [
            Fix(f"Write `{near}`", Safety.UNSAFE, (Replace(given.place, (code,)),))
            for near in nearest(name, known)
            if (code := same_literal(given.place.text, near)) is not None
        ]
        message = f"nothing in this stack is the target `{name}` (`add_move_target`): synth stops"
        return self.finding(given.place, message, fixes=fixes)

    def _twice(self, calls: list[MethodCall]) -> Iterator[Finding]:
        firsts: dict[Instance, MethodCall] = {}
        for call in calls:
            instance = _receiver(call)
            first = call if instance is None else firsts.setdefault(instance, call)
            if first is not call and first.conditions == call.conditions:
                related = [Related(first.place, "it is moved here")]
                yield self.finding(
                    call.name_place, "this is moved already: synth stops", about=instance, related=related
                )

    def _by_address(
        self, program: Program, targets: Targets, call: MethodCall, moved: set[Instance | None]
    ) -> Iterator[Finding]:
        given, instance = call.arguments.get("id"), _receiver(call)
        text, own = _text(given), call.type.terraform_type
        if given is None or text is None or "${" in text:
            return
        found = _ADDRESS.fullmatch(text)
        stack = None if instance is None else targets.stack(instance)
        there = None if stack is None or found is None or found["key"] else targets.found(stack, text)
        if found is None:
            problem = f"`{text}` is no address of a resource, such as `{own or 'aws_s3_bucket'}.old`"
        elif found["type"] != own and found["type"].startswith(_PROVIDER) and own.startswith(_PROVIDER):
            problem = f"an `{own}` is no `{found['type']}`"
        elif call.name == "move_from_id" and there not in (None, instance, *moved) and _stays(program, there, call):
            problem = f"`{text}` is still in this stack"
        else:
            return
        yield self.finding(given.place, f"{problem}: Terraform refuses to move it", about=instance)


def _sets_target(call: ExternalCall, _: Catalog) -> bool:
    """Whether something of which nothing is known is made a target."""
    return call.name == ".add_move_target"


def _stays(program: Program, there: Instance | None, call: MethodCall) -> bool:
    """Whether a resource is made wherever the call happens."""
    return there is not None and surely_made(program.constructs[there], call)


def _receiver(call: MethodCall) -> Instance | None:
    return call.receiver.instance if isinstance(call.receiver, InstanceValue) else None


def _stack(program: Program, call: MethodCall) -> Instance | None:
    instance = _receiver(call)
    return None if instance is None else program.addresses.stack(instance)


def _text(given: Argument | None) -> str | None:
    value = None if given is None else given.value
    known = isinstance(value, Constant) and value.certain and isinstance(value.value, str)
    return value.value if known and isinstance(value, Constant) else None
