"""String and list methods on what is known are nobody's business."""
import hashlib
import itertools
import json
from collections import defaultdict
from functools import partial, reduce

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.subnet import Subnet

ARN = "arn:aws:iam::123456789012:role/deploy"
ZONES = "eu-west-1a,eu-west-1b,eu-west-1c".split(",")


class Plain(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=ZONES[0][:-1], allowed_account_ids=[ARN.split(":")[4]])

        digest = hashlib.sha256(ARN.encode()).hexdigest()[:8]
        bucket = partial(S3Bucket, self, force_destroy=True)
        bucket("data", bucket=f"acme-{digest}")
        bucket("logs", bucket=("acme" "-logs-" + "x" * 3).upper().lower().strip())

        for number, (zone, tier) in enumerate(itertools.product(ZONES[:2], ("web", "db"))):
            Subnet(
                self,
                f"{tier}-{zone[-1]}",
                vpc_id="vpc-1",
                cidr_block=f"10.0.{number:d}.0/24",
                availability_zone=zone,
                tags={"Tier": tier.capitalize(), "Zones": str(len(ZONES)), "First": str(zone == ZONES[0])},
            )

        grouped = defaultdict(list)
        for action in ["s3:GetObject", "s3:PutObject", "sqs:SendMessage"]:
            grouped[action.partition(":")[0]].append(action)
        total = reduce(lambda a, b: a + len(b), grouped.values(), 0)
        index = 0
        while index < total:
            index += 1
        statements = [{"Effect": "Allow", "Action": sorted(actions), "Resource": "*"} for actions in grouped.values()]
        IamRole(
            self,
            "role",
            name="plain",
            description=f"{index} actions in {len(statements)!r} statements",
            assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": statements}),
        )


app = App()
Plain(app, "plain")
app.synth()
