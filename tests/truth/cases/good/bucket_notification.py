"""Notifications after the permission."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_notification import (
    S3BucketNotification,
    S3BucketNotificationLambdaFunction,
    S3BucketNotificationQueue,
)
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Uploads(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        bucket = S3Bucket(self, "uploads", bucket="acme-uploads")
        queue = SqsQueue(self, "events", name="upload-events")
        handlers = {"images": ".png", "documents": ".pdf"}
        targets, permissions = [], []
        for name, suffix in handlers.items():
            function = LambdaFunction(
                self,
                f"{name}-handler",
                function_name=f"handle-{name}",
                role="arn:aws:iam::123456789012:role/handler",
                runtime="python3.12",
                handler=f"{name}.handler",
                filename="../../../dist/handlers.zip",
            )
            permissions.append(
                LambdaPermission(
                    self,
                    f"{name}-permission",
                    statement_id=f"AllowS3{name.title()}",
                    action="lambda:InvokeFunction",
                    function_name=function.function_name,
                    principal="s3.amazonaws.com",
                    source_arn=bucket.arn,
                )
            )
            targets.append(
                S3BucketNotificationLambdaFunction(
                    lambda_function_arn=function.arn, events=["s3:ObjectCreated:*"], filter_suffix=suffix
                )
            )
        S3BucketNotification(
            self,
            "notification",
            bucket=bucket.id,
            lambda_function=targets,
            queue=[S3BucketNotificationQueue(queue_arn=queue.arn, events=["s3:ObjectRemoved:*"])],
            depends_on=permissions,
        )


app = App()
Uploads(app, "uploads")
app.synth()
