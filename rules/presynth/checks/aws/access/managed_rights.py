"""What the policies of AWS allow that roles of services are given most.

As https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html has them; compared with the copies
in the package moto 5 (2026-11-29). Of a policy that is not listed nothing is known.
"""

from __future__ import annotations

_LOGS = "logs:createloggroup logs:createlogstream logs:putlogevents"
_NETWORK = (
    "ec2:createnetworkinterface ec2:describenetworkinterfaces ec2:deletenetworkinterface ec2:describesubnets"
    " ec2:assignprivateipaddresses ec2:unassignprivateipaddresses"
)
_PULL = "ecr:getauthorizationtoken ecr:batchchecklayeravailability ecr:getdownloadurlforlayer ecr:batchgetimage"
_TRACES = "xray:*"
_SHELL = "ssm:* ssmmessages:* ec2messages:*"
_CNI = f"{_NETWORK} ec2:describe* ec2:attachnetworkinterface ec2:detachnetworkinterface ec2:modify*"

_ALLOWED = {
    "AWSLambdaBasicExecutionRole": _LOGS,
    "AWSLambdaVPCAccessExecutionRole": f"{_LOGS} {_NETWORK}",
    "AWSLambdaSQSQueueExecutionRole": f"{_LOGS} sqs:receivemessage sqs:deletemessage sqs:getqueueattributes",
    "AWSLambdaDynamoDBExecutionRole": (
        f"{_LOGS} dynamodb:describestream dynamodb:getrecords dynamodb:getsharditerator dynamodb:liststreams"
    ),
    "AWSLambdaKinesisExecutionRole": f"{_LOGS} kinesis:describe* kinesis:get* kinesis:list* kinesis:subscribetoshard",
    "AWSLambdaMSKExecutionRole": f"{_LOGS} kafka:* ec2:describe* {_NETWORK}",
    "AWSXRayDaemonWriteAccess": _TRACES,
    "AWSXrayWriteOnlyAccess": _TRACES,
    "CloudWatchLambdaInsightsExecutionRolePolicy": _LOGS,
    "AmazonECSTaskExecutionRolePolicy": f"{_PULL} {_LOGS}",
    "AWSAppRunnerServicePolicyForECRAccess": f"{_PULL} ecr:describeimages",
    "AmazonEC2ContainerRegistryReadOnly": f"{_PULL} ecr:get* ecr:describe* ecr:list*",
    "AmazonEC2ContainerRegistryPullOnly": f"{_PULL} ecr:batchimportupstreamimage",
    "AmazonEC2ContainerRegistryPowerUser": "ecr:*",
    "AmazonEC2ContainerRegistryFullAccess": "ecr:* cloudtrail:lookupevents iam:createservicelinkedrole",
    "AmazonEKSWorkerNodePolicy": "ec2:describe* eks:describecluster eks-auth:assumeroleforpodidentity",
    "AmazonEKS_CNI_Policy": _CNI,
    "AmazonSSMManagedInstanceCore": _SHELL,
    "CloudWatchAgentServerPolicy": f"{_LOGS} {_TRACES} cloudwatch:* logs:* ec2:describe* ssm:getparameter",
    "AmazonEBSCSIDriverPolicy": "ec2:*",
    "AmazonAPIGatewayPushToCloudWatchLogs": f"{_LOGS} logs:describe* logs:get* logs:filterlogevents",
    "AmazonSQSFullAccess": "sqs:*",
    "AmazonSNSFullAccess": "sns:*",
    "AmazonS3FullAccess": "s3:* s3-object-lambda:*",
    "AmazonS3ReadOnlyAccess": "s3:get* s3:list* s3:describe* s3-object-lambda:get* s3-object-lambda:list*",
}
MANAGED = {name: frozenset(actions.split()) for name, actions in _ALLOWED.items()}
"""By the name of a policy, the actions that it allows, and some more: that is no harm here."""
