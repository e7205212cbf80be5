"""Modules imported from the package, classes through them."""
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws import iam_role, iam_role_policy_attachment, lambda_function
from cdktf_cdktf_provider_aws import provider as aws_provider
from constructs import Construct


class Functions(TerraformStack):
    def __init__(self, scope: Construct, ns: str):
        super().__init__(scope, ns)
        aws_provider.AwsProvider(self, "aws", region="eu-west-1")

        role = iam_role.IamRole(
            self,
            "role",
            name="thumbnailer",
            assume_role_policy="""{
              "Version": "2012-10-17",
              "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
              ]
            }""",
        )
        iam_role_policy_attachment.IamRolePolicyAttachment(
            self,
            "basic",
            role=role.name,
            policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        )
        function = lambda_function.LambdaFunction(
            self,
            "thumbnailer",
            function_name="thumbnailer",
            role=role.arn,
            runtime="python3.12",
            handler="app.handler",
            filename="../../../build/thumbnailer.zip",
            environment=lambda_function.LambdaFunctionEnvironment(variables={"SIZE": "256"}),
        )
        TerraformOutput(self, "function_arn", value=function.arn)


app = App()
Functions(app, "functions")
app.synth()
