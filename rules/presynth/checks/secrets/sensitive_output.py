"""Outputs of sensitive values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.testing import Tests
from presynth.checks.secrets.sensitivity import Sensitivity
from presynth.findings import Finding, Fix, Safety
from presynth.operations import AddArgument, Replace
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Constant

_IMPORTS = """
from cdktf import Fn, TerraformLocal, TerraformOutput, TerraformVariable
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.iam_access_key import IamAccessKey

"""


class UnmarkedSensitiveOutput(Rule):
    """An output has a sensitive value and is not marked as sensitive.

    ## What it does
    Follows what the provider marks as sensitive (passwords, secret keys, the content of secrets), variables with
    `sensitive=True` and what `sensitive()` gives into outputs: through text, functions, locals and lists, and through
    arguments of resources that are read again. `nonsensitive()` takes the mark away.

    ## Why is this bad?
    `synth` writes it, and `terraform plan` stops: "Output refers to sensitive values".

    ## Fix safety
    Safe: a sensitive output is only not shown; other stacks read it as before.

    ## References
    - https://developer.hashicorp.com/terraform/language/values/outputs#sensitive
    """

    code = "PS209"
    name = "unmarked-sensitive-output"
    group = "terraform"
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
db = DbInstance(self, "db", instance_class="db.t3.micro", password="correct-horse", username="y")
secret = TerraformVariable(self, "secret", type="string", sensitive=True)
open_variable = TerraformVariable(self, "open", type="string", sensitive=False)
TerraformOutput(self, "endpoint", value=f"{db.endpoint} {db.username} {open_variable.string_value}")
TerraformOutput(self, "password", value=db.password, sensitive=True)
TerraformOutput(self, "shown", value=Fn.nonsensitive(secret.string_value))
later = TerraformOutput(self, "later", value=secret.value)
later.sensitive = True
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
key = IamAccessKey(self, "key", user="deployer")
TerraformOutput(self, "secret", value=«key.secret»)
""",
            fixed=_IMPORTS
            + """
key = IamAccessKey(self, "key", user="deployer")
TerraformOutput(self, "secret", value=key.secret, sensitive=True)
""",
            message="the provider marks `secret` of `aws_iam_access_key` as sensitive",
        ),
        Invalid(
            _IMPORTS
            + """
secret = TerraformVariable(self, "secret", type="string", sensitive=True)
local = TerraformLocal(self, "url", f"postgres://app:{secret.string_value}@db")
TerraformOutput(self, "urls", value=«[Fn.upper(local.as_string)]», description="where it is")
""",
            fixed=_IMPORTS
            + """
secret = TerraformVariable(self, "secret", type="string", sensitive=True)
local = TerraformLocal(self, "url", f"postgres://app:{secret.string_value}@db")
TerraformOutput(self, "urls", value=[Fn.upper(local.as_string)], description="where it is", sensitive=True)
""",
            message="the variable is `sensitive`",
        ),
        Invalid(
            _IMPORTS
            + """
db = DbInstance(self, "db", instance_class="db.t3.micro", password="correct-horse", username="y")
TerraformOutput(self, "login", value=«{"host": db.address, "password": db.password}», sensitive=False)
""",
            fixed=_IMPORTS
            + """
db = DbInstance(self, "db", instance_class="db.t3.micro", password="correct-horse", username="y")
TerraformOutput(self, "login", value={"host": db.address, "password": db.password}, sensitive=True)
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        outputs = subject.made("TerraformOutput")
        if outputs:
            tests = Tests(subject)
            yield from subject.each(self, (each for each in outputs if not tests.make(each)), self._of_output)

    def _of_output(self, program: Program, event: Construction) -> Iterable[Finding]:
        value, marked = event.arguments.get("value"), event.arguments.get("sensitive")
        is_unmarked = marked is None or (isinstance(marked.value, Constant) and marked.value.value in (False, None))
        if value is None or event.instance is None or event.arguments.open or not is_unmarked:
            return
        if any(
            change.path is None or change.path[0] == "sensitive" for change in program.changes.get(event.instance, ())
        ):
            return
        stack = program.addresses.stack(event.instance)
        reason = None if stack is None else Sensitivity(program, stack).reason(value.value)
        if reason is not None:
            message = f"{reason}: without `sensitive=True`, `terraform plan` refuses this output"
            add = AddArgument(event.place, "sensitive", ("True",))
            operation = add if marked is None or marked.splat else Replace(marked.place, ("True",))
            fix = Fix("Mark it as sensitive", Safety.SAFE if marked is None else Safety.UNSAFE, (operation,))
            yield self.finding(value.place, message, about=event.instance, fixes=[fix])
