"""One file of settings per stage, chosen by an environment variable."""
import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.provider import AwsProvider

STAGES = {
    "dev": {"region": "eu-west-1", "machines": 1, "size": "t3.micro", "monitoring": False},
    "staging": {"region": "eu-west-1", "machines": 2, "size": "t3.small", "monitoring": False},
    "prod": {"region": "eu-central-1", "machines": 4, "size": "m7i.large", "monitoring": True},
}


class Fleet(TerraformStack):
    def __init__(self, scope, id, *, stage, region, machines, size, monitoring):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region, default_tags=[{"tags": {"Stage": stage}}])
        S3Backend(self, bucket=f"acme-state-{stage}", key=f"{id}.tfstate", region=region)
        for number in range(machines):
            Instance(
                self,
                f"machine-{number + 1}",
                ami="ami-0123456789abcdef0",
                instance_type=size,
                monitoring=monitoring,
                tags={"Name": f"fleet-{stage}-{number + 1}"},
            )


app = App()
wanted = os.getenv("STAGE")
for stage, settings in STAGES.items():
    if wanted and stage != wanted:
        continue
    Fleet(app, f"fleet-{stage}", stage=stage, **settings)
app.synth()
