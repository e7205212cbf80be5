"""The REST API in front of the functions."""

from cdktf_cdktf_provider_aws.api_gateway_deployment import ApiGatewayDeployment
from cdktf_cdktf_provider_aws.api_gateway_integration import ApiGatewayIntegration
from cdktf_cdktf_provider_aws.api_gateway_method import ApiGatewayMethod
from cdktf_cdktf_provider_aws.api_gateway_method_settings import (
    ApiGatewayMethodSettings,
    ApiGatewayMethodSettingsSettings,
)
from cdktf_cdktf_provider_aws.api_gateway_resource import ApiGatewayResource
from cdktf_cdktf_provider_aws.api_gateway_rest_api import (
    ApiGatewayRestApi,
    ApiGatewayRestApiEndpointConfiguration,
)
from cdktf_cdktf_provider_aws.api_gateway_stage import ApiGatewayStage
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from constructs import Construct

ROUTES = [
    ("POST", "payments", "authorise"),
    ("POST", "captures", "capture"),
    ("GET", "status", "status"),
]


class Api(Construct):
    def __init__(
        self, scope: Construct, id: str, environment_suffix: str, *, handlers: dict[str, LambdaFunction]
    ) -> None:
        super().__init__(scope, id)

        self.api = ApiGatewayRestApi(
            self,
            "rest-api",
            name=f"payment-api-{environment_suffix}",
            description="Payments",
            endpoint_configuration=ApiGatewayRestApiEndpointConfiguration(types=["REGIONAL"]),
        )
        methods = []
        integrations = []
        for verb, path, handler in ROUTES:
            method, integration = self._route(verb, path, handlers[handler])
            methods.append(method)
            integrations.append(integration)

        deployment = ApiGatewayDeployment(
            self,
            "deployment",
            rest_api_id=self.api.id,
            depends_on=methods,
            lifecycle={"create_before_destroy": True},
        )
        self.stage = ApiGatewayStage(
            self,
            "stage",
            rest_api_id=self.api.id,
            deployment_id=deployment.id,
            stage_name="v1",
            variables={"environment": environment_suffix},
            tracing_enabled=True,
            tags={"Name": f"payment-api-prod-{environment_suffix}"},
        )
        ApiGatewayMethodSettings(
            self,
            "settings",
            rest_api_id=self.api.id,
            stage_name=self.stage.stage_name,
            method_path="*/*",
            settings=ApiGatewayMethodSettingsSettings(
                metrics_enabled=True, logging_level="INFO", throttling_burst_limit=200, throttling_rate_limit=100
            ),
        )

    @property
    def url(self) -> str:
        return self.stage.invoke_url

    def _route(self, verb: str, path: str, function: LambdaFunction):
        resource = ApiGatewayResource(
            self,
            path,
            rest_api_id=self.api.id,
            parent_id=self.api.root_resource_id,
            path_part=path,
        )
        method = ApiGatewayMethod(
            self,
            f"{path}-{verb.lower()}",
            rest_api_id=self.api.id,
            resource_id=resource.id,
            http_method=verb,
            authorization="AWS_IAM",
        )
        integration = ApiGatewayIntegration(
            self,
            f"{path}-integration",
            rest_api_id=self.api.id,
            resource_id=resource.id,
            http_method=method.http_method,
            integration_http_method="POST",
            type="AWS_PROXY",
            uri=function.invoke_arn,
        )
        LambdaPermission(
            self,
            f"{path}-permission",
            statement_id=f"AllowApiGateway{path.title()}",
            action="lambda:InvokeFunction",
            function_name=function.function_name,
            principal="apigateway.amazonaws.com",
            source_arn=f"{self.api.execution_arn}/*/*",
        )
        return method, integration
