"""Equal ids in different scopes are fine, and so are equal ids in branches that exclude each other."""
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct


class Network(Construct):
    def __init__(self, scope, id, cidr):
        super().__init__(scope, id)
        self.vpc = Vpc(self, "main", cidr_block=cidr)
        InternetGateway(self, "gateway", vpc_id=self.vpc.id)
        TerraformOutput(self, "id", value=self.vpc.id)


class Channel(Construct):
    def __init__(self, scope, id, kind):
        super().__init__(scope, id)
        if kind == "topic":
            self.target = SnsTopic(self, "target", name=id)
        elif kind == "queue":
            self.target = SqsQueue(self, "target", name=id)
        else:
            raise ValueError(kind)


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        Network(self, "blue", "10.0.0.0/16")
        Network(self, "green", "10.1.0.0/16")
        outer = Construct(self, "main")
        Construct(outer, "main")
        Channel(self, "alerts", "topic")
        Channel(self, "jobs", "queue")
        code = {"filename": "x.zip", "handler": "x.y", "runtime": "python3.12"}
        LambdaFunction(outer, "function", function_name="x", role="arn:aws:iam::123456789012:role/x", **code)
        LambdaFunction(self, "function", function_name="y", role="arn:aws:iam::123456789012:role/y", **code)


app = App()
Main(app, "one")
Main(app, "two")
app.synth()
