"""Passwords and keys that are written into the program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache

from presynth.catalog.argument_constraints import argument_constraints
from presynth.checks.aws.shapes import is_object
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.findings import Finding, Related, Severity
from presynth.program.arguments import Argument
from presynth.program.events import Construction
from presynth.program.program import is_test
from presynth.program.values import Constant, Mapping, Sequence, StructValue, Value
from presynth.source.statement import Place

_NO_SECRETS = (
    *("username", "user", "engine", "host", "hostname", "port", "region"),
    *("dbname", "database", "dbclusteridentifier", "dbinstanceidentifier"),
)
"""Keys of the JSON that AWS keeps in secrets of databases, in lower case, but for the password."""
_SECRET = re.compile(
    r"passw(?:or)?ds?|passphrase|secret|token$|private_key|access_key|api_key|auth_token|preshared_key|credentials|"
    r"key_material|(?:^|_)value(?:_wo)?$"
)
"""Of what providers call sensitive, the arguments that let somebody in."""
_REFERENCE = re.compile(r"\$\{|\{\{|^arn:|^(?:ssm|vault|secretsmanager):")
"""Text that says where the secret is, to whatever fills it in."""
_ONLY_SECURE = {"aws_ssm_parameter": ("type", "SecureString")}
"""Resources whose sensitive argument is a secret only with this setting."""


class HardcodedSecret(Rule):
    """A password or key is written as a literal.

    ## What it does
    Looks at the arguments that the provider marks as sensitive, in blocks too, and follows what they are given to where
    it is written: a constant, a default of nobody's parameter left aside. Variables, secrets that are read, generated
    passwords and texts that refer to something are no literals. An argument that `ignore_changes` names is a first
    value, to be changed by hand.

    ## Why is this bad?
    Everybody who can read the repository, its history or the output of `synth` has it.

    ## References
    - https://developer.hashicorp.com/terraform/language/manage-sensitive-data
    """

    code = "PS208"
    name = "hardcoded-secret"
    group = "terraform"
    severity = Severity.WARNING
    visits = Construction
    VALID = (
        Valid("""
import json
import os

from cdktf import Fn, TerraformVariable
from cdktf_cdktf_provider_aws.data_aws_secretsmanager_secret_version import DataAwsSecretsmanagerSecretVersion
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.secretsmanager_secret_version import SecretsmanagerSecretVersion
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter

secret = DataAwsSecretsmanagerSecretVersion(self, "secret", secret_id="db")
password = TerraformVariable(self, "password", type="string", sensitive=True)
DbInstance(self, "one", instance_class="db.t3.micro", password=password.string_value)
DbInstance(self, "two", instance_class="db.t3.micro", password=Fn.lookup(Fn.jsondecode(secret.secret_string), "p"))
DbInstance(self, "three", instance_class="db.t3.micro", password=os.environ["DB_PASSWORD"])
DbInstance(self, "four", instance_class="db.t3.micro", password="${random_password.db.result}")
DbInstance(self, "five", instance_class="db.t3.micro", password=os.getenv("DB_PASSWORD", "local-only"))
SsmParameter(self, "size", name="/size", type="String", value="large")
SecretsmanagerSecretVersion(
    self,
    "first",
    secret_id="db",
    secret_string=json.dumps({"password": "to be changed"}),
    lifecycle={"ignore_changes": ["secret_string"]},
)
SecretsmanagerSecretVersion(self, "made", secret_id="x", secret_string=json.dumps({"p": password.string_value}))
"""),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.db_instance import DbInstance

DbInstance(self, "db", instance_class="db.t3.micro", username="app", password=«"correct-horse-battery"»)
""",
            message="`password` of `DbInstance` is written here",
        ),
        Invalid(
            """
import json

from cdktf_cdktf_provider_aws.secretsmanager_secret_version import SecretsmanagerSecretVersion

LOGIN = {"username": "app", "password": "correct-horse"}
SecretsmanagerSecretVersion(self, "login", secret_id="login", secret_string=«json.dumps(LOGIN)»)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.elasticache_user import ElasticacheUser

ElasticacheUser(
    self,
    "user",
    engine="redis",
    user_id="app",
    user_name="app",
    access_string="on ~* +@all",
    passwords=[«"correct-horse-battery"»],
)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter

SsmParameter(self, "key", name="/key", type="SecureString", value=«"correct-horse"»)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.mq_broker import MqBroker, MqBrokerUser

MqBroker(
    self,
    "broker",
    broker_name="jobs",
    engine_type="ActiveMQ",
    engine_version="5.18",
    host_instance_type="mq.t3.micro",
    auto_minor_version_upgrade=True,
    user=[MqBrokerUser(username="app", password=«"correct-horse-battery"»)],
)
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Construction)
        if is_test(subject.place.path):
            return
        names = _secrets(subject)
        if not names:
            return
        constraints = argument_constraints(context.catalog, subject.type)
        for argument in subject.arguments:
            name = argument.name
            if name in names and name in constraints and constraints[name].sensitive and _counts(subject, name):
                yield from self._written(subject, argument)

    def _written(self, event: Construction, argument: Argument) -> Iterator[Finding]:
        message = (
            f"`{argument.name}` of `{event.type.name}` is written here: everybody who can read the repository has it"
        )
        for value, place in _texts(argument.value, argument.place):
            if _is_literal(value):
                origin = value.origin
                related = [] if origin is None or origin == place else [Related(origin, "written here")]
                yield self.finding(place, message, about=event.instance, related=related)


def _secrets(event: Construction) -> list[str]:
    """The arguments that are called like a secret and given literal text."""
    return [
        argument.name
        for argument in event.arguments
        if argument.name
        and _is_called_secret(argument.name)
        and any(_is_literal(value) for value, _ in _texts(argument.value, argument.place))
    ]


@lru_cache(maxsize=1024)
def _is_called_secret(argument: str) -> bool:
    return _SECRET.search(argument) is not None


def _texts(value: Value, place: Place) -> Iterator[tuple[Value, Place]]:
    """The value, or the items of a list, each with its place."""
    if not isinstance(value, Sequence):
        yield value, place
        return
    placed = len(value.places) == len(value.items)
    for number, item in enumerate(value.items):
        yield item, value.places[number] if placed else place


def _is_literal(value: Value) -> bool:
    text = value.value if isinstance(value, Constant) and value.certain else None
    return isinstance(text, str) and bool(text.strip()) and _REFERENCE.search(text) is None and not _is_harmless(text)


def _is_harmless(text: str) -> bool:
    """Whether it is JSON that says whom a secret is for and where, and nothing else."""
    try:
        content = json.loads(text)
    except ValueError:
        return False
    return is_object(content) and all(key.lower() in _NO_SECRETS for key in content)


def _counts(event: Construction, name: str) -> bool:
    """Whether the argument is a secret with what else is set, and stays as it is written."""
    setting = _ONLY_SECURE.get(event.type.terraform_type)
    if setting is not None:
        given = event.arguments.value(setting[0])
        if not isinstance(given, Constant) or given.value != setting[1]:
            return False
    return _ignored(event.arguments.value("lifecycle")).isdisjoint((name, "all"))


def _ignored(lifecycle: Value | None) -> set[str]:
    """The arguments whose changes are ignored, as they are spelled."""
    match lifecycle:
        case StructValue(arguments=arguments):
            ignored = arguments.value("ignore_changes")
        case Mapping():
            ignored = lifecycle.get("ignore_changes")
        case _:
            return set()
    items = ignored.items if isinstance(ignored, Sequence) else () if ignored is None else (ignored,)
    return {str(item.value) for item in items if isinstance(item, Constant)}
