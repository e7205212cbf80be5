"""The same with plain variables, and the integrations named one by one."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.api_gateway_deployment import ApiGatewayDeployment
from cdktf_cdktf_provider_aws.api_gateway_integration import ApiGatewayIntegration
from cdktf_cdktf_provider_aws.api_gateway_method import ApiGatewayMethod
from cdktf_cdktf_provider_aws.api_gateway_rest_api import ApiGatewayRestApi
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "ping")
AwsProvider(stack, "aws", region="us-east-1")
api = ApiGatewayRestApi(stack, "api", name="ping")
get = ApiGatewayMethod(
    stack, "get", rest_api_id=api.id, resource_id=api.root_resource_id, http_method="GET", authorization="NONE"
)
get_integration = ApiGatewayIntegration(
    stack,
    "get-integration",
    rest_api_id=api.id,
    resource_id=api.root_resource_id,
    http_method=get.http_method,
    type="HTTP_PROXY",
    integration_http_method="GET",
    uri="https://checkip.amazonaws.com",
)
ApiGatewayDeployment(stack, "deployment", rest_api_id=api.id, depends_on=[get, get_integration])
app.synth()
