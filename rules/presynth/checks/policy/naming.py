"""Names that say twice which environment they belong to."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.nodes import expression_at
from presynth.checks.policy.environment_words import WORD, redundant
from presynth.checks.policy.written_text import literals, pieces, without_words
from presynth.config.settings import Settings
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.events import Construction
from presynth.program.program import is_test
from presynth.program.values import Constant, Mapping, Value, options_of
from presynth.source.statement import Place

_NAMES = re.compile(r"(?:^|_)(?:name|identifier|bucket|family|(?:name|bucket|identifier)_prefix)$")
"""Arguments that are what something is called."""
_TAGS = ("tags", "tags_all", "volume_tags")
_PROSE = ("description", "purpose", "comment", "note")


class HardcodedEnvironment(Rule):
    """A name holds the word for one environment beside the parameter that says which one it is.

    ## What it does
    Looks at names and tags that are put together from an environment's parameter (`environment-parameters`:
    `environment_suffix`, `environment`, `env`, `stage`, `suffix`) and literal text, for a word among
    `environment-words` (`prod`, `dev`, …) in that text. Words count as a whole, split at `-`, `_`, `/`, `.` and
    between lower and upper case. A word that belongs to the kind of resource (the *stage* of an API) is none, and in a
    domain name only those in the same label count.

    ## Why is this bad?
    `payments-prod-dev` tells nobody what it is. Cost reports, alarms and policies that go by names take it for the
    wrong environment.

    ## Fix safety
    Unsafe: a resource that gets another name is often replaced.

    ## References
    - https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html
    """

    code = "PS502"
    name = "hardcoded-environment"
    group = "policy"
    severity = Severity.WARNING
    visits = Construction
    VALID = (
        Valid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

environment_suffix = "pr42"
SqsQueue(self, "one", name=f"payments-{environment_suffix}", tags={"Name": f"product-{environment_suffix}"})
SqsQueue(self, "two", name="payments-prod", tags={"Environment": "prod"})
SqsQueue(self, "three", name=f"{environment_suffix}-device-latest-reproduction-developers")
""",
        ),
        # What is not a name, and what only the program knows.
        Valid(
            """
import os

from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.kms_key import KmsKey

env = os.environ.get("ENV", "dev")
team = "dev-tools"
print(f"making the prod copy of {env}")
KmsKey(self, "key", description=f"the key of prod, for {env}", tags={"Purpose": f"copies of prod for {env}"})
CloudwatchLogGroup(self, "log", name=f"{team}-{env}")
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.api_gateway_stage import ApiGatewayStage

environment = "pr42"
ApiGatewayStage(
    self,
    "stage",
    rest_api_id="a1",
    deployment_id="d1",
    stage_name=environment,
    tags={"Name": f"payment-api-stage-{environment}"},
)
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.route53_record import Route53Record

env = "pr42"
Route53Record(self, "one", zone_id="Z1", name=f"api-{env}.acme.dev", type="CNAME", ttl=60, records=["acme.dev"])
Route53Record(self, "two", zone_id="Z1", name=f"{env}.dev.acme.com", type="CNAME", ttl=60, records=["acme.dev"])
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

suffix = "pr42"
SqsQueue(self, "jobs", name=f"dev-jobs-{suffix}")
""",
            settings={"environment-words": ["live"]},
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

region = "eu-west-1"
SqsQueue(self, "jobs", name=f"prod-jobs-{region}")
""",
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.api_gateway_stage import ApiGatewayStage

environment_suffix = "pr42"
ApiGatewayStage(
    self,
    "prod_stage",
    rest_api_id="a1",
    deployment_id="d1",
    stage_name="prod",
    variables={"environment": environment_suffix},
    tags={"Name": «f"payment-api-prod-{environment_suffix}"»},
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.api_gateway_stage import ApiGatewayStage

environment_suffix = "pr42"
ApiGatewayStage(
    self,
    "prod_stage",
    rest_api_id="a1",
    deployment_id="d1",
    stage_name="prod",
    variables={"environment": environment_suffix},
    tags={"Name": f"payment-api-{environment_suffix}"},
)
""",
            message="`prod`",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Shop(TerraformStack):
    def __init__(self, scope, id, environment_suffix):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.environment_suffix = environment_suffix
        for name in ("orders", "returns"):
            SqsQueue(self, name, name=self.named(name))

    def named(self, what):
        return «f"{what}-dev-{self.environment_suffix}"»


app = App()
Shop(app, "shop", "pr42")
app.synth()
""",
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Shop(TerraformStack):
    def __init__(self, scope, id, environment_suffix):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.environment_suffix = environment_suffix
        for name in ("orders", "returns"):
            SqsQueue(self, name, name=self.named(name))

    def named(self, what):
        return f"{what}-{self.environment_suffix}"


app = App()
Shop(app, "shop", "pr42")
app.synth()
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.iam_role import IamRole

settings = {"environment": "pr42"}
IamRole(self, "role", assume_role_policy="{}", name=«f"PaymentApiProd{settings['environment']}"»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.iam_role import IamRole

settings = {"environment": "pr42"}
IamRole(self, "role", assume_role_policy="{}", name=f"PaymentApi{settings['environment']}")
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter

env = "pr42"
SsmParameter(self, "url", name=«"/staging/" + env.lower() + "/url"», type="String", value="x")
""",
            fixed="""
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter

env = "pr42"
SsmParameter(self, "url", name="/" + env.lower() + "/url", type="String", value="x")
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic

stage = "pr42"
SnsTopic(self, "topic", name=«"{}-PROD-{stage}".format("alerts", stage=stage)»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic

stage = "pr42"
SnsTopic(self, "topic", name="{}-{stage}".format("alerts", stage=stage))
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic

stage = "pr42"
SnsTopic(self, "topic", name=«"-".join(["alerts", "qa", stage])»)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.db_instance import DbInstance

env = "pr42"
DbInstance(
    self,
    "db",
    instance_class="db.t3.micro",
    engine="postgres",
    allocated_storage=20,
    username="app",
    manage_master_user_password=True,
    identifier=«"shop-%s-live" % env»,
)
""",
            settings={"environment-words": ["live"]},
            fixed="""
from cdktf_cdktf_provider_aws.db_instance import DbInstance

env = "pr42"
DbInstance(
    self,
    "db",
    instance_class="db.t3.micro",
    engine="postgres",
    allocated_storage=20,
    username="app",
    manage_master_user_password=True,
    identifier="shop-%s" % env,
)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.route53_record import Route53Record

env = "pr42"
Route53Record(self, "a", zone_id="Z1", name=«f"api-test-{env}.acme.dev"», type="CNAME", ttl=60, records=["acme.dev"])
""",
            fixed="""
from cdktf_cdktf_provider_aws.route53_record import Route53Record

env = "pr42"
Route53Record(self, "a", zone_id="Z1", name=f"api-{env}.acme.dev", type="CNAME", ttl=60, records=["acme.dev"])
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """One finding for each text, where it is put together."""
        assert isinstance(subject, Construction)
        if is_test(subject.place.path):
            return
        words = _words(context.settings.environment_words, subject.type.name)
        for value, place in _names(subject):
            for option in options_of(value):
                yield from self._judged(option.origin or place, subject, words, context.settings)

    def _judged(
        self, place: Place, event: Construction, words: Collection[str], settings: Settings
    ) -> Iterator[Finding]:
        text = place.text.lower()
        node = expression_at(place) if any(word in text for word in words) else None
        found = redundant(pieces(node), words, settings.environment_parameters) if node is not None else []
        if node is None or not found:
            return
        said = " and ".join(f"`{word}`" for word in found)
        yield self.finding(
            place,
            f"{said} stands in this name beside the parameter that says which environment it is",
            about=event.instance,
            fixes=_fixes(node, place, found),
        )


@lru_cache(maxsize=256)
def _words(environments: tuple[str, ...], class_name: str) -> frozenset[str]:
    """The words for environments, in lower case, without those that the class itself has in its name."""
    own = {word.lower() for word in WORD.findall(class_name)}
    return frozenset(word.lower() for word in environments) - own


@lru_cache(maxsize=1024)
def _is_name(argument: str) -> bool:
    return _NAMES.search(argument) is not None


def _names(event: Construction) -> Iterator[tuple[Value, Place]]:
    """The names and tags among the arguments, each with where it is passed."""
    for argument in event.arguments:
        name = argument.name or ""
        if _is_name(name) or (name == "value" and event.type.name.rstrip("A").endswith("Tag")):
            yield argument.value, argument.place
        elif name in _TAGS and isinstance(argument.value, Mapping):
            for entry in argument.value.entries:
                if not (isinstance(entry.key, Constant) and str(entry.key.value).lower() in _PROSE):
                    yield entry.value, entry.place or argument.place


def _fixes(node: ast.expr, place: Place, found: Collection[str]) -> Iterator[Fix]:
    """Write the literals without the words."""
    changes: list[Replace] = []
    for literal in literals(node):
        where = Place.of(place.statement, literal)
        changed = without_words(where.text, WORD, lambda word: word in found)
        if changed is None:
            return
        if changed != where.text:
            changes.append(Replace(where, (changed,)))
    if changes:
        yield Fix(f"Drop {' and '.join(f'`{word}`' for word in found)}", Safety.UNSAFE, tuple(changes))
