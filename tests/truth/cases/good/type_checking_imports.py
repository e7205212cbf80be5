"""Imports for type checkers, forward references, protocols."""
from __future__ import annotations

import typing as t
from typing import TYPE_CHECKING

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws import lambda_permission
from cdktf_cdktf_provider_aws.apigatewayv2_api import Apigatewayv2Api
from cdktf_cdktf_provider_aws.apigatewayv2_integration import Apigatewayv2Integration
from cdktf_cdktf_provider_aws.apigatewayv2_route import Apigatewayv2Route
from cdktf_cdktf_provider_aws.apigatewayv2_stage import Apigatewayv2Stage
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdktf_cdktf_provider_aws.iam_role import IamRole
    from constructs import Construct


class HttpApi(TerraformStack):
    def __init__(self, scope: Construct, id: str, routes: Mapping[str, str], role: t.Optional[IamRole] = None):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        api = Apigatewayv2Api(self, "api", name="shop", protocol_type="HTTP", cors_configuration={"allow_origins": ["*"]})
        role_arn = role.arn if role is not None else "arn:aws:iam::123456789012:role/shop"
        for key, handler in routes.items():
            slug = key.replace(" ", "-").replace("/", "-").lower()
            function: LambdaFunction = LambdaFunction(
                self,
                f"function{slug}",
                function_name=f"shop-{handler}",
                role=role_arn,
                runtime="python3.12",
                handler=f"{handler}.handler",
                filename="../../../dist/shop.zip",
            )
            integration = Apigatewayv2Integration(
                self,
                f"integration{slug}",
                api_id=api.id,
                integration_type="AWS_PROXY",
                integration_uri=function.invoke_arn,
                payload_format_version="2.0",
            )
            Apigatewayv2Route(self, f"route{slug}", api_id=api.id, route_key=key, target=f"integrations/{integration.id}")
            lambda_permission.LambdaPermission(
                self,
                f"permission{slug}",
                action="lambda:InvokeFunction",
                function_name=function.function_name,
                principal="apigateway.amazonaws.com",
                source_arn=f"{api.execution_arn}/*/*",
            )
        Apigatewayv2Stage(self, "stage", api_id=api.id, name="$default", auto_deploy=True)


app = App()
HttpApi(app, "http", {"GET /items": "list_items", "POST /items": "create_item"})
app.synth()
