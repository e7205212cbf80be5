"""`${…}` in text that is meant for somebody else than Terraform."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.operations import Replace
from presynth.program.arguments import Argument
from presynth.program.events import Construction
from presynth.program.values import Constant, Mapping, Sequence, StructValue, Text, Value
from presynth.source.statement import Place

_INTERPOLATION = re.compile(r"(?<!\$)\$\{([^{}\0]*)\}")
_DIRECTIVE = re.compile(r"(?<!%)%\{([^{}\0]*)\}")
_NAME = re.compile(r"\s*([A-Za-z_][\w-]*)\s*")
_DOTTED = re.compile(r"\s*([A-Za-z_][\w-]*)\.[\w.-]+\s*")
_FOREIGN = re.compile(r"\s*(?:[#!]\w+.*|\w+(?::|[%#^@,/]|\?\?).*)", re.DOTALL)
_ROOTS = {"var", "local", "module", "data", "each", "count", "self", "path", "terraform", "ephemeral", "provider"}
_WORDS = {"true", "false", "null"}
_KEYWORDS = {"if", "else", "endif", "for", "endfor"}
_JUDGED = ("TerraformResource", "TerraformDataSource", "TerraformOutput")


class UnescapedInterpolation(Rule):
    """Text has a `${…}` of a shell, of JavaScript or of a policy, which Terraform takes for its own.

    ## What it does
    Looks in the text that resources, data sources and outputs are given for `${NAME}`, `${NAME:-default}`,
    `${aws:username}`, `${event.id}` and the like: what cannot be a reference in Terraform. `%{…}` that is no template
    directive is found too. Text that Terraform's functions are given (`Fn.*`) is escaped already.

    ## Why is this bad?
    Terraform reads every text of the synthesised stack as a template. It stops at `plan` with `Invalid reference`, or
    with a syntax error that shows a line of JSON.

    ## Fix safety
    Safe where the text is written there: `${` becomes `$${`, which Terraform turns back.

    ## References
    - https://developer.hashicorp.com/terraform/language/expressions/strings (escape sequences)
    """

    code = "PS205"
    name = "unescaped-interpolation"
    group = "terraform"
    severity = Severity.WARNING
    visits = Construction
    VALID = (
        Valid("""
import json

from cdktf import Fn, TerraformVariable
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

name = TerraformVariable(self, "name", type="string")
queue = SqsQueue(self, "jobs", name="jobs-${var.name}-${terraform.workspace}-${lower(var.name)}")
Instance(
    self,
    "machine",
    ami="ami-0abcdef1234567890",
    instance_type="t3.micro",
    user_data="#!/bin/sh\\necho $${HOME} $HOME ${aws_sqs_queue.jobs.url} ${path.module} 100%",
    user_data_replace_on_change=True,
    tags={"Name": f"{queue.name}-{name.string_value}", "Index": "${1 + 1}", "List": "${[for s in var.l : s]}"},
)
Instance(
    self,
    "other",
    ami="ami-0abcdef1234567890",
    instance_type="t3.micro",
    user_data_base64=Fn.base64encode("echo ${HOME}"),
)
"""),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.instance import Instance

Instance(
    self,
    "machine",
    ami="ami-0abcdef1234567890",
    instance_type="t3.micro",
    user_data=«"#!/bin/sh\\necho ${HOME} $${PATH}"»,
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.instance import Instance

Instance(
    self,
    "machine",
    ami="ami-0abcdef1234567890",
    instance_type="t3.micro",
    user_data="#!/bin/sh\\necho $${HOME} $${PATH}",
)
""",
            message="`${HOME}`",
        ),
        Invalid(
            """
import json

from cdktf_cdktf_provider_aws.iam_policy import IamPolicy

POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "${aws:username}"}]}
IamPolicy(self, "own", name="own", policy=«json.dumps(POLICY)»)
""",
            message="`${aws:username}`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter

SCRIPT = "curl -w '%{http_code}' ${URL:-localhost}"
SsmParameter(self, "script", name="/script", type="String", value=«SCRIPT»)
""",
            message="`${URL:-localhost}`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Construction)
        if not any(context.catalog.is_a(subject.type, base) for base in _JUDGED):
            return
        for argument in subject.arguments.items:
            for value, place in _texts(argument.value, argument.place):
                found = _foreign(value)
                if found is not None:
                    yield self._finding(subject, argument, value, place, found)

    def _finding(self, event: Construction, argument: Argument, value: Value, place: Place, found: str) -> Finding:
        escaped = "%%{" if found.startswith("%") else "$${"
        message = f"Terraform takes `{found}` in `{argument.name}` for its own; written as `{escaped}…}}` it stays text"
        related = ()
        if value.origin is not None and value.origin != place:
            related = (Related(value.origin, "the text is written here"),)
        escaped_code = _escaped(place.text) if value.origin == place else place.text
        fixes = ()
        if escaped_code != place.text:
            fixes = (Fix("Escape it", Safety.SAFE, (Replace(place, (escaped_code,)),)),)
        return self.finding(place, message, about=event.instance, related=related, fixes=fixes)


def _texts(value: Value, place: Place) -> Iterator[tuple[Constant | Text, Place]]:
    """The texts in a value, each with the place where it is passed."""
    if (isinstance(value, Constant) and isinstance(value.value, str)) or isinstance(value, Text):
        yield value, place
    elif isinstance(value, Sequence):
        for number, item in enumerate(value.items):
            inside = value.origin == place and number < len(value.places)
            yield from _texts(item, value.places[number] if inside else place)
    elif isinstance(value, Mapping):
        for entry in value.entries:
            inside = value.origin == place and entry.place is not None
            yield from _texts(entry.value, entry.place if inside and entry.place is not None else place)
    elif isinstance(value, StructValue) and value.origin == place:
        for argument in value.arguments.items:
            yield from _texts(argument.value, argument.place)


def _foreign(value: Constant | Text) -> str | None:
    """The first `${…}` or `%{…}` that cannot be Terraform's."""
    if isinstance(value, Constant):
        text = str(value.value)
    else:
        text = "".join(part if isinstance(part, str) else "\0" for part in value.parts)
    for match in _INTERPOLATION.finditer(text):
        if _is_foreign(match.group(1)):
            return match.group(0)
    for match in _DIRECTIVE.finditer(text):
        words = match.group(1).strip("~ ").split()
        if not words or words[0] not in _KEYWORDS:
            return match.group(0)
    return None


def _is_foreign(expression: str) -> bool:
    """Whether it is no expression of Terraform's: a bare name, a shell's or a policy's syntax, a root without `_`."""
    name = _NAME.fullmatch(expression)
    if name is not None:
        return name.group(1) not in _WORDS
    dotted = _DOTTED.fullmatch(expression)
    if dotted is not None:
        return dotted.group(1) not in _ROOTS and "_" not in dotted.group(1)
    return _FOREIGN.fullmatch(expression) is not None and "?" not in expression.split(":")[0]


def _escaped(code: str) -> str:
    """The source of a literal with what is foreign in it escaped."""

    def interpolation(match: re.Match[str]) -> str:
        return f"${match.group(0)}" if _is_foreign(match.group(1)) else match.group(0)

    def directive(match: re.Match[str]) -> str:
        words = match.group(1).strip("~ ").split()
        return match.group(0) if words and words[0] in _KEYWORDS else f"%{match.group(0)}"

    return _DIRECTIVE.sub(directive, _INTERPOLATION.sub(interpolation, code))
