"""Deployments of REST APIs that do not wait for what they deploy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource, resource, resources
from presynth.checks.wiring.dependencies import awaited_by
from presynth.checks.wiring.gap import Gap, WiringRule, may_coexist
from presynth.checks.wiring.wait_for import wait_for
from presynth.findings import Finding, Related
from presynth.program.program import Program
from presynth.program.values import Constant, Text, Token, Value

_DEPLOYED = ("aws_api_gateway_method", "aws_api_gateway_integration")
_DEPTH_LIMIT = 5

_RESOURCES = """from cdktf_cdktf_provider_aws.api_gateway_deployment import ApiGatewayDeployment
from cdktf_cdktf_provider_aws.api_gateway_integration import ApiGatewayIntegration
from cdktf_cdktf_provider_aws.api_gateway_method import ApiGatewayMethod
from cdktf_cdktf_provider_aws.api_gateway_rest_api import ApiGatewayRestApi
"""
_IMPORTS = f"""from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
{_RESOURCES}"""
_API = (
    _RESOURCES
    + """
api = ApiGatewayRestApi(self, "api", name="ping")
"""
)
_PARTS = """
get = ApiGatewayMethod(
    self, "get", rest_api_id=api.id, resource_id=api.root_resource_id, http_method="GET", authorization="NONE"
)
integration = ApiGatewayIntegration(
    self,
    "get-integration",
    rest_api_id=api.id,
    resource_id=api.root_resource_id,
    http_method=get.http_method,
    type="MOCK",
)
"""


class DeploymentBeforeIntegration(WiringRule):
    """A deployment of a REST API that may be made before the API's methods and integrations.

    ## What it does
    Collects what an `ApiGatewayDeployment` waits for: `depends_on`, references in `triggers` or elsewhere, and what
    these wait for in turn. What of the same API is not among it, a method or an integration, is reported. A deployment
    whose dependencies are not all known is left alone.

    ## Why is this bad?
    Terraform makes at the same time what does not wait. The deployment then fails with "No integration defined for
    method" or "The REST API doesn't contain any methods", or succeeds and serves an API with parts missing.

    ## Fix safety
    Safe: waiting changes nothing else. Unsafe where many statements would have to be given a name for it.

    ## References
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html (2026-11-22)
    - https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs/resources/api_gateway_deployment (2026-11-22)
    """

    code = "PS401"
    name = "deployment-before-integration"
    VALID = (
        Valid(
            _API + _PARTS + 'ApiGatewayDeployment(self, "live", rest_api_id=api.id, depends_on=[get, integration])\n'
        ),
        # The integration refers to the method.
        Valid(_API + _PARTS + 'ApiGatewayDeployment(self, "live", rest_api_id=api.id, depends_on=[integration])\n'),
        Valid(
            _API
            + _PARTS
            + """
from cdktf import Fn

ApiGatewayDeployment(
    self,
    "live",
    rest_api_id=api.id,
    triggers={"redeployment": Fn.sha1(Fn.jsonencode({"parts": [get.id, integration.id]}))},
)
"""
        ),
        Valid(
            _API
            + _PARTS
            + """
from cdktf_cdktf_provider_aws.api_gateway_integration_response import ApiGatewayIntegrationResponse

response = ApiGatewayIntegrationResponse(
    self,
    "response",
    rest_api_id=api.id,
    resource_id=api.root_resource_id,
    http_method="GET",
    status_code="200",
    depends_on=[integration],
)
deployment = ApiGatewayDeployment(self, "live", rest_api_id=api.id)
deployment.depends_on = [response.fqn]
"""
        ),
        Valid(
            _API
            + _PARTS
            + """
deployment = ApiGatewayDeployment(self, "live", rest_api_id=api.id, depends_on=[get])
deployment.add_override("depends_on", ["aws_api_gateway_integration.get-integration"])
"""
        ),
        Valid(
            _API
            + """
other = ApiGatewayRestApi(self, "other", name="other")
ApiGatewayDeployment(self, "live", rest_api_id=other.id)
"""
            + _PARTS
        ),
        Valid(
            _RESOURCES
            + """

def deploy(scope, api, parts):
    method = ApiGatewayMethod(
        scope, "get", rest_api_id=api.id, resource_id="r", http_method="GET", authorization="NONE"
    )
    return ApiGatewayDeployment(scope, "live", rest_api_id=api.id, depends_on=parts), method
"""
        ),
    )
    INVALID = (
        Invalid(
            _API
            + _PARTS
            + """
«ApiGatewayDeployment»(
    self,
    "live",
    rest_api_id=api.id,
    depends_on=[get],  # the method
    lifecycle={"create_before_destroy": True},
)
""",
            fixed=_API
            + _PARTS
            + """
ApiGatewayDeployment(
    self,
    "live",
    rest_api_id=api.id,
    depends_on=[get, integration],  # the method
    lifecycle={"create_before_destroy": True},
)
""",
            message="does not wait for 1 integration of its API",
        ),
        Invalid(
            _API
            + _PARTS.replace("integration = ", "")
            + """
import hashlib

deployment = «ApiGatewayDeployment»(
    self,
    "live",
    rest_api_id=get.rest_api_id,
    triggers={"redeployment": hashlib.sha1(b"1").hexdigest()},
)
""",
            fixed=_API
            + _PARTS.replace("integration = ", "get_integration = ")
            + """
import hashlib

deployment = ApiGatewayDeployment(
    self,
    "live",
    rest_api_id=get.rest_api_id,
    triggers={"redeployment": hashlib.sha1(b"1").hexdigest()},
    depends_on=[get_integration],
)
""",
        ),
        Invalid(
            _API
            + _PARTS
            + """
waited_for = [get]
live = {"rest_api_id": api.id}
«ApiGatewayDeployment»(self, "live", depends_on=waited_for + [], **live)
""",
            fixed=_API
            + _PARTS
            + """
waited_for = [get]
live = {"rest_api_id": api.id}
ApiGatewayDeployment(self, "live", depends_on=[*(waited_for + []), integration], **live)
""",
        ),
        Invalid(
            _IMPORTS
            + """

class Api(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.api = ApiGatewayRestApi(self, "api", name="ping")
        self.methods = {}
        for verb in ["GET", "PUT"]:
            self.route(verb)
        «ApiGatewayDeployment»(self, "live", rest_api_id=self.api.id, depends_on=list(self.methods.values()))

    def route(self, verb):
        self.methods[verb] = ApiGatewayMethod(
            self,
            f"{verb}-method",
            rest_api_id=self.api.id,
            resource_id=self.api.root_resource_id,
            http_method=verb,
            authorization="NONE",
        )
        ApiGatewayIntegration(
            self,
            f"{verb}-integration",
            rest_api_id=self.api.id,
            resource_id=self.api.root_resource_id,
            http_method=self.methods[verb].http_method,
            type="MOCK",
        )


app = App()
Api(app, "api")
app.synth()
""",
            message="2 integrations",
        ),
        Invalid(
            _IMPORTS
            + """

class Api(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.api = ApiGatewayRestApi(self, "api", name="ping")
        self.add_get()
        self.deployment = «ApiGatewayDeployment»(self, "live", rest_api_id=self.api.id, depends_on=None)

    def add_get(self):
        route = {"rest_api_id": self.api.id, "resource_id": self.api.root_resource_id}
        self.get = ApiGatewayMethod(self, "get", http_method="GET", authorization="NONE", **route)
        self.mock = ApiGatewayIntegration(self, "mock", http_method=self.get.http_method, type="MOCK", **route)


app = App()
Api(app, "api")
app.synth()
""",
            fixed=_IMPORTS
            + """

class Api(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.api = ApiGatewayRestApi(self, "api", name="ping")
        self.add_get()
        self.deployment = ApiGatewayDeployment(self, "live", rest_api_id=self.api.id, depends_on=[self.get, self.mock])

    def add_get(self):
        route = {"rest_api_id": self.api.id, "resource_id": self.api.root_resource_id}
        self.get = ApiGatewayMethod(self, "get", http_method="GET", authorization="NONE", **route)
        self.mock = ApiGatewayIntegration(self, "mock", http_method=self.get.http_method, type="MOCK", **route)


app = App()
Api(app, "api")
app.synth()
""",
            message="1 method and 1 integration",
        ),
    )

    def gaps(self, program: Program) -> Iterator[Gap]:
        deployments = list(resources(program, "aws_api_gateway_deployment"))
        if not deployments:
            return
        deployed: dict[object, list[Resource]] = {}
        for part in resources(program, *_DEPLOYED):
            key = _api(part)
            if key is not None:
                deployed.setdefault(key, []).append(part)
        for deployment in deployments:
            parts = [part for part in deployed.get(_api(deployment), ()) if may_coexist(part, deployment)]
            awaited = awaited_by(deployment) if parts else None
            if awaited is not None and awaited.complete:
                missing = tuple(part for part in parts if part.instance not in awaited.instances)
                if missing:
                    yield Gap(deployment, missing)

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for gap in self.gaps(subject):
            yield self._found(gap.dependent, gap.missing)

    def _found(self, deployment: Resource, missing: tuple[Resource, ...]) -> Finding:
        fix = wait_for(deployment, missing)
        kinds = Counter(part.event.type.terraform_type.rpartition("_")[2] for part in missing)
        what = " and ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in kinds.items())
        return self.finding(
            deployment.event.callee_place,
            f"this deployment does not wait for {what} of its API, and may be made before",
            about=deployment.instance,
            fixes=() if fix is None else (fix,),
            related=[Related(part.event.callee_place, "the deployment does not wait for this") for part in missing],
        )


def _api(part: Resource, depth: int = 0) -> object:
    """What tells one API from another: the resource, or its id."""
    value: Value | None = part.value("rest_api_id")
    if isinstance(value, Text) and len(value.parts) == 1 and isinstance(value.parts[0], Token):
        value = value.parts[0]
    if isinstance(value, Constant):
        return value.value
    if not isinstance(value, Token) or value.source is None:
        return None
    source = resource(part.program, value.source)
    if value.attribute == "rest_api_id" and source is not None and depth < _DEPTH_LIMIT:
        return _api(source, depth + 1)
    return value.source if value.attribute == "id" else None
