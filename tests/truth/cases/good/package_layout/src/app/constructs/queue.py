from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from constructs import Construct

from ..settings import RETENTION


class DeadLetterQueue(Construct):
    def __init__(self, scope: Construct, id: str, name: str):
        super().__init__(scope, id)
        self.queue = SqsQueue(self, "queue", name=f"{name}-dead", message_retention_seconds=RETENTION)

    @property
    def arn(self):
        return self.queue.arn
