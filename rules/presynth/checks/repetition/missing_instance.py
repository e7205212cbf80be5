"""References to a resource that is made several times, without saying to which of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.placed import placed_tokens
from presynth.checks.repetition.repeated import Repetition, surely_repeated
from presynth.findings import Finding, Related
from presynth.program.events import Construction
from presynth.program.program import Program, is_test
from presynth.program.values import Instance, Token, Value
from presynth.source.statement import Place

_NOT_READ = ("scope", "id", "id_", "depends_on", "lifecycle", "provider", "provisioners")
_WHOLE = ("fqn", "friendly_unique_id", "terraform_resource_type")
"""Attributes that stand for the resource as a whole, or for a part of its address."""
_IMPORTS = """
from cdktf import Fn, TerraformCount, TerraformIterator, TerraformOutput, Token
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sqs_queue_policy import SqsQueuePolicy
"""
_SERVERS = (
    _IMPORTS
    + """
web = Instance(self, "web", count=2, ami="ami-0c55b159cbfafe1f0", instance_type="t3.micro")
"""
)
_QUEUES = (
    _IMPORTS
    + """
names = TerraformIterator.from_list(["orders", "bills"])
queues = SqsQueue(self, "queues", for_each=names, name=Token.as_string(names.value))
"""
)


class MissingInstanceKey(Rule):
    """An attribute of a resource is read that is made several times.

    ## What it does
    Knows which resources and data sources have a `count` or `for_each`, and looks for attributes of them that are
    given to others: cdktf writes `aws_instance.web.id`, and for what has a `for_each` `aws_sqs_queue.queues.*.url`,
    which is no list.

    ## Why is this bad?
    `terraform validate` or `plan` stops: "Missing resource instance key", "Unsupported attribute".

    What is made for each of them iterates, too: `TerraformIterator.from_resources(queues)`. One of them is written
    `Token.as_string("${aws_instance.web[0].id}")`. Python's own loops make resources that have names each.

    ## References
    - https://developer.hashicorp.com/terraform/language/meta-arguments/count#referring-to-instances (tried with what
      cdktf 0.21 and cdktn 0.24 write, on Terraform 1.11.4, 2026-11-29)
    - https://developer.hashicorp.com/terraform/cdktf/concepts/iterators
    """

    code = "PS406"
    name = "missing-instance-key"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(
            _SERVERS
            + """
TerraformOutput(self, "ids", value="${aws_instance.web[*].id}")
TerraformOutput(self, "all", value=web.fqn)
Eip(self, "address", instance=Token.as_string("${aws_instance.web[0].id}"), depends_on=[web])
Eip(self, "by-name", instance=f"${{{web.terraform_resource_type}.{web.friendly_unique_id}[1].id}}")
"""
        ),
        Valid(
            _QUEUES
            + """
every = TerraformIterator.from_resources(queues)
SqsQueuePolicy(self, "policies", for_each=every, queue_url=every.get_string("url"), policy="{}")
"""
        ),
    )
    INVALID = (
        Invalid(
            _SERVERS + 'Eip(self, "address", instance=«web.id»)\n',
            message="`aws_instance.web` has a `count`",
        ),
        Invalid(
            _QUEUES + 'SqsQueuePolicy(self, "policy", queue_url=«queues.url», policy="{}")\n',
            message="`aws_sqs_queue.queues` has a `for_each`",
        ),
        Invalid(
            _SERVERS.replace("count=2", "count=TerraformCount.of(2)")
            + """
TerraformOutput(self, "addresses", value=«Fn.join(",", [web.private_ip])»)
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        repeated = surely_repeated(subject)
        if not repeated:
            return
        for event in subject.constructions:
            if event.instance is not None and not is_test(event.place.path):
                for argument in event.arguments:
                    if argument.name not in _NOT_READ:
                        yield from self._read(subject, event, event.instance, argument.value, argument.place, repeated)
        for instance, changes in subject.changes.items():
            event = subject.constructs.get(instance)
            for change in changes if event is not None else ():
                if event is not None and change.path is not None and change.path[0] not in _NOT_READ:
                    yield from self._read(subject, event, instance, change.value, change.place, repeated)

    def _read(
        self,
        program: Program,
        event: Construction,
        instance: Instance,
        value: Value,
        place: Place,
        repeated: Mapping[Instance, Repetition],
    ) -> Iterator[Finding]:
        told: set[Place] = set()
        for token, at in placed_tokens(value, place):
            source = token.source
            if source is None or source not in repeated or source is instance or at in told:
                continue
            if _is_attribute(token):
                told.add(at)
                made = program.constructs[source]
                address = program.addresses.of(source) or made.type.name
                yield self.finding(
                    at,
                    f"`{address}` has a `{repeated[source]}`: Terraform refuses `{token.attribute}` of all of them",
                    about=instance,
                    related=[Related(made.callee_place, "this is made several times")],
                )


def _is_attribute(token: Token) -> bool:
    return bool(token.attribute) and token.attribute not in _WHOLE
