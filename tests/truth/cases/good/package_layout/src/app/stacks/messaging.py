import json

import cdktf
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

from app import settings
from app.constructs.queue import DeadLetterQueue


class Messaging(cdktf.TerraformStack):
    def __init__(self, scope, id, version):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1", default_tags=[{"tags": {"Version": version}}])
        self.dead = DeadLetterQueue(self, "dead", "messages")
        for name in settings.QUEUES:
            SqsQueue(
                self,
                name,
                name=name,
                redrive_policy=json.dumps({"deadLetterTargetArn": self.dead.arn, "maxReceiveCount": 3}),
            )
