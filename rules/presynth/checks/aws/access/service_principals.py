"""The names by which services of AWS stand in policies, and what is written for them by mistake.

Read 2026-11-29 from the "Service principal" and trust-policy sections of the services' own guides, beginning at
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
"""

from __future__ import annotations

_DOMAIN = ".amazonaws.com"

_LISTED = """
access-analyzer acm airflow airflow-env amplify apigateway appconfig application-autoscaling appmesh apprunner
appsync aps athena autoscaling backup batch bedrock budgets build.apprunner cloudformation cloudfront cloudtrail
cloudwatch codebuild codecommit codedeploy codepipeline cognito-identity cognito-idp config connect databrew
datapipeline datasync dax delivery.logs dlm dms docdb dynamodb ec2 ecr ecs ecs-tasks edgelambda eks
eks-fargate-pods elasticache elasticbeanstalk elasticfilesystem elasticloadbalancing elasticmapreduce emr-serverless
es events firehose forecast fsx glue grafana guardduty imagebuilder inspector inspector2 internetmonitor iot kafka
kafkaconnect kinesis kinesisanalytics kms lakeformation lambda lex lexv2 logs macie machinelearning mediaconvert
medialive monitoring monitoring.rds mq network-firewall opensearchservice opsworks osis personalize pinpoint pipes
pods.eks polly quicksight ram rds redshift redshift-serverless rekognition replicator.lambda resource-groups
rolesanywhere route53 route53resolver s3 sagemaker scheduler secretsmanager securityhub serverlessrepo
servicecatalog servicediscovery ses shield sns spotfleet sqs ssm ssm-incidents states storagegateway streams.metrics
support swf synthetics tasks.apprunner textract timestream transcribe transfer trustedadvisor translate
vmie vpc-flow-logs waf wafv2 workspaces xray
"""
SERVICES = frozenset(_LISTED.split())
"""Before `.amazonaws.com`."""

_MISNAMED = {
    "api-gateway": "apigateway",
    "apigatewayv2": "apigateway",
    "auto-scaling": "autoscaling",
    "cloudwatch-events": "events",
    "cloudwatch-logs": "logs",
    "cloudwatchevents": "events",
    "cloudwatchlogs": "logs",
    "code-build": "codebuild",
    "code-pipeline": "codepipeline",
    "ecs-task": "ecs-tasks",
    "ecs.tasks": "ecs-tasks",
    "ecstasks": "ecs-tasks",
    "tasks.ecs": "ecs-tasks",
    "efs": "elasticfilesystem",
    "elb": "elasticloadbalancing",
    "emr": "elasticmapreduce",
    "eventbridge": "events",
    "eventbridge-scheduler": "scheduler",
    "events-scheduler": "scheduler",
    "enhanced-monitoring.rds": "monitoring.rds",
    "fargate": "ecs-tasks",
    "flow-logs": "vpc-flow-logs",
    "flowlogs": "vpc-flow-logs",
    "kinesis-firehose": "firehose",
    "kinesisfirehose": "firehose",
    "lambda-edge": "edgelambda",
    "lambdas": "lambda",
    "lamda": "lambda",
    "lambada": "lambda",
    "msk": "kafka",
    "rds-monitoring": "monitoring.rds",
    "rds.monitoring": "monitoring.rds",
    "secrets-manager": "secretsmanager",
    "sfn": "states",
    "step-functions": "states",
    "stepfunctions": "states",
    "systems-manager": "ssm",
    "vpcflowlogs": "vpc-flow-logs",
    "vpc-flowlogs": "vpc-flow-logs",
    "event": "events",
    "log": "logs",
    "state": "states",
}
"""What is written for services, none of which is the name of another one. (`eks-fargate` is: service-linked roles of
EKS trust it.)"""
_IN_USE = frozenset({"efs", "emr", "msk"})
"""Names that AWS itself uses somewhere, or that public code has: they may be taken, and trust nobody who comes."""
_WRONG_DOMAINS = (".amazon.com", ".aws.com", ".aws.amazon.com", ".amazonaws", ".amazonaws.co", ".amazonws.com")


def may_exist(principal: str) -> bool:
    """Whether a principal that is hardly meant may be one all the same."""
    return principal.removesuffix(_DOMAIN) in _IN_USE


def meant(principal: str) -> str | None:
    """The service principal that is meant by one that does not exist; None where it may exist."""
    name = principal.removesuffix(_DOMAIN)
    if name != principal:
        right = _MISNAMED.get(name)
        return None if right is None else right + _DOMAIN
    for domain in ("", *_WRONG_DOMAINS):
        name = principal.removesuffix(domain)
        right = _MISNAMED.get(name, name)
        if (not domain or name != principal) and right in SERVICES:
            return right + _DOMAIN
    return None
