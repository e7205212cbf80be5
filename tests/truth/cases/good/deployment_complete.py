"""A deployment that waits for every method and integration of its API."""
from cdktf import App, Fn, TerraformStack
from cdktf_cdktf_provider_aws.api_gateway_deployment import ApiGatewayDeployment
from cdktf_cdktf_provider_aws.api_gateway_integration import ApiGatewayIntegration
from cdktf_cdktf_provider_aws.api_gateway_method import ApiGatewayMethod
from cdktf_cdktf_provider_aws.api_gateway_resource import ApiGatewayResource
from cdktf_cdktf_provider_aws.api_gateway_rest_api import ApiGatewayRestApi
from cdktf_cdktf_provider_aws.api_gateway_stage import ApiGatewayStage
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Api(TerraformStack):
    def __init__(self, scope, id, function_arn):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-central-1")
        self.api = ApiGatewayRestApi(self, "api", name="reviews")
        self.function_arn = function_arn
        self.parts = []

        reviews = ApiGatewayResource(
            self, "reviews", rest_api_id=self.api.id, parent_id=self.api.root_resource_id, path_part="reviews"
        )
        review = ApiGatewayResource(
            self, "review", rest_api_id=self.api.id, parent_id=reviews.id, path_part="{id}"
        )
        for verb, resource in [("GET", reviews), ("POST", reviews), ("GET", review), ("DELETE", review)]:
            self.route(verb, resource)
        options = ApiGatewayMethod(
            self,
            "options",
            rest_api_id=self.api.id,
            resource_id=reviews.id,
            http_method="OPTIONS",
            authorization="NONE",
        )
        preflight = ApiGatewayIntegration(
            self,
            "preflight",
            rest_api_id=self.api.id,
            resource_id=reviews.id,
            http_method=options.http_method,
            type="MOCK",
            request_templates={"application/json": '{"statusCode": 200}'},
        )
        self.parts += [options, preflight]

        deployment = ApiGatewayDeployment(
            self,
            "deployment",
            rest_api_id=self.api.id,
            triggers={"redeployment": Fn.sha1(Fn.jsonencode([part.id for part in self.parts]))},
            depends_on=self.parts,
            lifecycle={"create_before_destroy": True},
        )
        ApiGatewayStage(
            self,
            "stage",
            rest_api_id=self.api.id,
            deployment_id=deployment.id,
            stage_name="v1",
            xray_tracing_enabled=True,
        )

    def route(self, verb, resource):
        name = f"{verb.lower()}-{resource.node.id}"
        method = ApiGatewayMethod(
            self,
            f"{name}-method",
            rest_api_id=self.api.id,
            resource_id=resource.id,
            http_method=verb,
            authorization="AWS_IAM",
        )
        integration = ApiGatewayIntegration(
            self,
            f"{name}-integration",
            rest_api_id=self.api.id,
            resource_id=resource.id,
            http_method=method.http_method,
            integration_http_method="POST",
            type="AWS_PROXY",
            uri=f"arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/{self.function_arn}/invocations",
        )
        self.parts.extend([method, integration])


app = App()
Api(app, "api", "arn:aws:lambda:eu-central-1:123456789012:function:reviews")
app.synth()
