"""Aspects that tag and check."""
import jsii
from cdktf import Annotations, App, Aspects, IAspect, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from constructs import IConstruct


@jsii.implements(IAspect)
class Tags:
    def __init__(self, tags):
        self.tags = tags

    def visit(self, node: IConstruct) -> None:
        if isinstance(node, (S3Bucket, SnsTopic)):
            current = getattr(node, "tags_input", None) or {}
            node.tags = {**current, **self.tags}


@jsii.implements(IAspect)
class NamesAreSet:
    def visit(self, node):
        if isinstance(node, S3Bucket) and node.bucket_input is None:
            Annotations.of(node).add_warning("a bucket without a name")


class Tagged(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Bucket(self, "named", bucket="tagged-named", tags={"Kind": "named"})
        S3Bucket(self, "unnamed")
        SnsTopic(self, "alerts", name="alerts")


app = App()
stack = Tagged(app, "tagged")
Aspects.of(stack).add(Tags({"Team": "platform", "CostCentre": "4711"}))
Aspects.of(app).add(NamesAreSet())
app.synth()
