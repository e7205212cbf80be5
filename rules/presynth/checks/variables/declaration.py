"""Variables that Terraform refuses to declare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.conversions import misfits
from presynth.checks.templates.references import Reference, parts
from presynth.checks.templates.syntax import templates
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.arguments import Argument
from presynth.program.events import Construction
from presynth.program.program import Program, is_test
from presynth.program.values import (
    Constant,
    InstanceValue,
    Mapping,
    Sequence,
    StructValue,
    Text,
    Token,
    Value,
    is_token,
)
from presynth.source.statement import Place
from presynth.terraform.type_constraints import Constraint, InvalidTypeError, parsed

_RESERVED = ("count", "depends_on", "for_each", "lifecycle", "locals", "providers", "source", "version")
_MEANT = {
    "str": "string",
    "String": "string",
    "text": "string",
    "int": "number",
    "integer": "number",
    "float": "number",
    "num": "number",
    "boolean": "bool",
    "Boolean": "bool",
    "dict": "map(string)",
    "array": "list(string)",
}
_SPELLED = re.compile(r"VariableType\.(?:(?P<constant>[A-Z_]+)|(?P<method>list|set|map|object|tuple)(?=\())")


class RefusedVariable(Rule):
    """A variable is declared in a way that Terraform refuses.

    ## What it does
    Looks at each `TerraformVariable`: whether its type is one of Terraform's (`list(string)`, not `list[str]`), whether
    the default can be converted to it, whether its name is free, and whether the condition of a validation is an
    expression (`${…}`) that speaks of the variable. A default is literal: what only exists when Terraform runs does not
    become a value in it.

    ## Why is this bad?
    `terraform init` stops: "Invalid default value for variable", "Invalid type specification", "Invalid variable
    name", "Invalid variable validation condition".

    ## Fix safety
    Safe where a type is a Python name for one of Terraform's.

    ## References
    - https://developer.hashicorp.com/terraform/language/expressions/type-constraints (tried on Terraform 1.11.4,
      2026-11-29)
    - https://developer.hashicorp.com/terraform/language/block/variable (2026-11-29)
    """

    code = "PS217"
    name = "refused-variable"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(
            """
import os

from cdktf import TerraformVariable, TerraformVariableValidationConfig, VariableType

TerraformVariable(self, "stage", type="string", default=os.getenv("STAGE"))
TerraformVariable(self, "size", type="number", default="3")
TerraformVariable(self, "port", type="string", default=8080)
TerraformVariable(self, "debug", type="bool", default="false")
TerraformVariable(self, "zones", type="list(string)", default=["a", 1])
TerraformVariable(self, "ids", type=VariableType.list(VariableType.STRING), default=[])
TerraformVariable(self, "old", type="list", default=["a"])
TerraformVariable(self, "any", type="any", default={"a": [1]})
TerraformVariable(self, "untyped", default={"a": [1]})
TerraformVariable(self, "secret", sensitive=True)
TerraformVariable(
    self,
    "databases",
    type="map(object({ engine = string, port = optional(number, 5432), tags = optional(map(string), {}) }))",
    default={"main": {"engine": "postgres"}},
)
TerraformVariable(
    self,
    "environment",
    type="string",
    validation=[
        TerraformVariableValidationConfig(
            condition='${contains(["dev", "prod"], var.environment)}', error_message="It is dev or prod."
        )
    ],
)
"""
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf import TerraformVariable

TerraformVariable(self, "zones", type="list(string)", default=«"eu-west-1a,eu-west-1b"»)
""",
            message="the default has to be a list of strings",
        ),
        Invalid(
            """
from cdktf import TerraformVariable, VariableType

TerraformVariable(self, "size", type=VariableType.NUMBER, default=«"large"»)
""",
            message="has to be a number",
        ),
        Invalid(
            """
from cdktf import TerraformVariable

TerraformVariable(self, "stage", type=«"str"», default="dev")
""",
            fixed="""
from cdktf import TerraformVariable

TerraformVariable(self, "stage", type="string", default="dev")
""",
            message="Terraform has no type `str`",
        ),
        Invalid(
            """
from cdktf import TerraformVariable

TerraformVariable(self, "settings", type=«"object"»)
""",
            message="needs its attributes",
        ),
        Invalid(
            """
from cdktf import TerraformVariable

TerraformVariable(self, "database", type="object({name = string, port = number})", default=«{"name": "main"}»)
""",
            message="an object with `port`",
        ),
        Invalid(
            """
from cdktf import TerraformVariable

TerraformVariable(self, «"count"», type="number", default=2)
""",
            message="keeps this name",
        ),
        Invalid(
            """
from cdktf import TerraformVariable, TerraformVariableValidationConfig

TerraformVariable(
    self,
    "stage",
    validation=[
        TerraformVariableValidationConfig(
            condition=«"contains(['dev', 'prod'], var.stage)"», error_message="It is dev or prod."
        )
    ],
)
""",
            message="is plain text",
        ),
        Invalid(
            """
from cdktf import TerraformVariable

stage = TerraformVariable(self, "stage", type="string")
stage.add_validation(condition=«"${length(var.stge) > 2}"», error_message="It is dev or prod.")
""",
            message="does not speak of `var.stage`",
        ),
        Invalid(
            """
from cdktf import TerraformVariable

stage = TerraformVariable(self, "stage", type="string", default="dev")
TerraformVariable(self, "bucket", type="string", default=«f"state-{stage.string_value}"»)
""",
            message="taken literally",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for event in subject.made("TerraformVariable"):
            if not is_test(event.place.path):
                yield from self._judged(subject, event)
        for call in subject.called("add_validation"):
            variable = call.receiver.instance if isinstance(call.receiver, InstanceValue) else None
            made = None if variable is None else subject.constructs.get(variable)
            address = None if variable is None else subject.addresses.of(variable)
            given = call.arguments.get("condition")
            if made is not None and address is not None and given is not None and not is_test(call.place.path):
                yield from self._condition(made, given.value, given.place, address.removeprefix("var."))

    def _judged(self, program: Program, event: Construction) -> Iterator[Finding]:
        address = None if event.instance is None else program.addresses.of(event.instance)
        name = "" if address is None else address.removeprefix("var.")
        given = event.arguments.get("id")
        if name in _RESERVED and given is not None:
            yield self.finding(
                given.place,
                f"Terraform keeps this name for itself: it refuses a variable `{name}`",
                about=event.instance,
            )
        declared, default = event.arguments.get("type"), event.arguments.get("default")
        constraint = None
        if declared is not None:
            try:
                constraint = _constraint(declared)
            except InvalidTypeError as error:
                yield self._not_a_type(event, declared, str(error))
        if default is not None:
            yield from self._default(event, default, constraint)
        validation = event.arguments.get("validation")
        if validation is not None and name:
            for condition, place in _conditions(validation.value):
                yield from self._condition(event, condition, place, name)

    def _not_a_type(self, event: Construction, declared: Argument, reason: str) -> Finding:
        text = declared.value.value if isinstance(declared.value, Constant) else ""
        better = _MEANT.get(str(text))
        fixes = []
        if better is not None and declared.value.origin is not None:
            fixes = [Fix(f"Write `{better}`", Safety.SAFE, (Replace(declared.value.origin, (f'"{better}"',)),))]
        return self.finding(declared.place, f"the type `{text}` {reason}", about=event.instance, fixes=fixes)

    def _default(self, event: Construction, default: Argument, constraint: Constraint | None) -> Iterator[Finding]:
        if _refers(default.value):
            yield self.finding(
                default.place,
                "a default cannot refer to anything: the reference in it is taken literally",
                about=event.instance,
                severity=Severity.WARNING,
            )
        elif constraint is not None:
            for misfit in misfits(default.value, constraint, default.place):
                what = f"`{misfit.path}` of the default" if misfit.path else "the default"
                yield self.finding(misfit.place, f"{what} has to be {misfit.wanted}", about=event.instance)
                return

    def _condition(self, event: Construction, condition: Value, place: Place, name: str) -> Iterator[Finding]:
        text = condition.value if isinstance(condition, Constant) else None
        if isinstance(text, bool):
            problem = f"does not speak of `var.{name}`"
        elif not isinstance(text, str):
            return
        elif "${" not in text:
            problem = f"is plain text: an expression is written `${{…}}`, and speaks of `var.{name}`"
        elif _speaks_of(text, name):
            return
        else:
            problem = f"does not speak of `var.{name}`"
        yield self.finding(place, f"the condition {problem}: Terraform refuses it", about=event.instance)


def _constraint(declared: Argument) -> Constraint | None:
    """The type; None where it is not known. Raises `InvalidTypeError`."""
    value = declared.value
    if isinstance(value, Constant):
        return parsed(value.value) if isinstance(value.value, str) and "${" not in value.value else None
    text = declared.place.text
    if "VariableType." not in text or not re.fullmatch(r"[\w.()\s]+", text):
        return None
    try:
        return parsed(_SPELLED.sub(_as_terraform, text.replace("cdktf.", "").replace("cdktn.", "")))
    except InvalidTypeError:
        return None  # a member that `VariableType` does not have is another rule's


def _as_terraform(found: re.Match[str]) -> str:
    """`list(string)` for `LIST_STRING`."""
    if found["method"]:
        return found["method"]
    outer, _, inner = found["constant"].lower().partition("_")
    return f"{outer}({inner})" if inner else outer


def _refers(value: Value) -> bool:
    if isinstance(value, Constant):
        return isinstance(value.value, str) and re.search(r"(?<!\$)\$\{", value.value) is not None
    return isinstance(value, Token | Text) and is_token(value)


def _conditions(value: Value) -> Iterator[tuple[Value, Place]]:
    for rule in value.items if isinstance(value, Sequence) else ():
        if isinstance(rule, StructValue):
            given = rule.arguments.get("condition")
            if given is not None:
                yield given.value, given.place
        elif isinstance(rule, Mapping):
            entry = rule.entry("condition")
            if entry is not None and entry.place is not None:
                yield entry.value, entry.place


def _speaks_of(text: str, name: str) -> bool:
    wanted = Reference("var", (name,))
    found = [part for template in templates(text) for part in parts(template.expression)]
    return any(isinstance(part, Reference) and (part.root, part.steps[:1]) == wanted for part in found)
