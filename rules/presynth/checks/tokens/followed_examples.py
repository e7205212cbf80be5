"""Tokens that are followed through parameters, attributes and other modules."""

from __future__ import annotations

from presynth.checks.base import Invalid

FOLLOWED = (
    Invalid(
        """
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


class Dashboard(Construct):
    def __init__(self, scope, id, *, endpoint: str):
        super().__init__(scope, id)
        self.host = «endpoint.split(":")»[0]
        TerraformOutput(self, "host", value=self.host)


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        db = DbInstance(self, "db", instance_class="db.t4g.micro")
        Dashboard(self, "dashboard", endpoint=db.endpoint)


app = App()
Main(app, "main")
app.synth()
""",
        fixed="""
from cdktf import App, Fn, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


class Dashboard(Construct):
    def __init__(self, scope, id, *, endpoint: str):
        super().__init__(scope, id)
        self.host = Fn.element(Fn.split(":", endpoint), 0)
        TerraformOutput(self, "host", value=self.host)


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        db = DbInstance(self, "db", instance_class="db.t4g.micro")
        Dashboard(self, "dashboard", endpoint=db.endpoint)


app = App()
Main(app, "main")
app.synth()
""",
    ),
)
