"""What actions of pipelines there are, what they take and give, and what they have to be told.

https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-action-artifacts.html (how many artifacts) and
https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html (configuration), 2026-11-29.
"""

from __future__ import annotations

from dataclasses import dataclass

AWS, OTHERS = "AWS", "ThirdParty"


@dataclass(frozen=True)
class ActionType:
    """How many artifacts an action takes and gives, which configuration it needs, and which it takes besides.

    `options` is None where not all are known.
    """

    owner: str
    inputs: tuple[int, int]
    outputs: tuple[int, int]
    needed: tuple[str, ...] = ()
    options: tuple[str, ...] | None = None


_NONE, _ONE = (0, 0), (1, 1)


def _of(
    inputs: tuple[int, int], outputs: tuple[int, int], needed: str = "", options: str | None = None, owner: str = AWS
) -> ActionType:
    return ActionType(
        owner, inputs, outputs, tuple(needed.split()), None if options is None else tuple(options.split())
    )


_BUILD = _of((1, 5), (0, 5), "ProjectName", "PrimarySource BatchEnabled CombineArtifacts EnvironmentVariables")

ACTIONS: dict[tuple[str, str], ActionType] = {
    ("Source", "S3"): _of(_NONE, _ONE, "S3Bucket S3ObjectKey", "PollForSourceChanges AllowOverrideForS3ObjectKey"),
    ("Source", "CodeCommit"): _of(
        _NONE, _ONE, "RepositoryName BranchName", "PollForSourceChanges OutputArtifactFormat"
    ),
    ("Source", "ECR"): _of(_NONE, _ONE, "RepositoryName", "ImageTag"),
    ("Source", "CodeStarSourceConnection"): _of(
        _NONE, _ONE, "ConnectionArn FullRepositoryId BranchName", "OutputArtifactFormat DetectChanges"
    ),
    ("Source", "GitHub"): _of(
        _NONE, _ONE, "Owner Repo Branch OAuthToken", "PollForSourceChanges OutputArtifactFormat", OTHERS
    ),
    ("Build", "CodeBuild"): _BUILD,
    ("Build", "ECRBuildAndPublish"): _of((1, 1), (0, 1)),
    ("Test", "CodeBuild"): _BUILD,
    ("Test", "DeviceFarm"): _of(_ONE, _NONE),
    ("Compute", "Commands"): _of((1, 10), (0, 1)),
    ("Approval", "Manual"): _of(_NONE, _NONE, "", "CustomData ExternalEntityLink NotificationArn"),
    ("Deploy", "S3"): _of(_ONE, _NONE, "BucketName Extract", "ObjectKey KMSEncryptionKeyARN CannedACL CacheControl"),
    ("Deploy", "CloudFormation"): _of((0, 10), (0, 1), "ActionMode"),
    ("Deploy", "CloudFormationStackSet"): _of((0, 10), (0, 1)),
    ("Deploy", "CloudFormationStackInstances"): _of((0, 10), (0, 1)),
    ("Deploy", "CodeDeploy"): _of(_ONE, _NONE, "ApplicationName DeploymentGroupName", ""),
    ("Deploy", "CodeDeployToECS"): _of((1, 5), _NONE, "ApplicationName DeploymentGroupName"),
    ("Deploy", "ECS"): _of(_ONE, _NONE, "ClusterName ServiceName", "FileName DeploymentTimeout"),
    ("Deploy", "EKS"): _of(_ONE, _NONE),
    ("Deploy", "EC2"): _of(_ONE, _NONE),
    ("Deploy", "Lambda"): _of((0, 1), _NONE),
    ("Deploy", "AppConfig"): _of(_ONE, _NONE),
    ("Deploy", "ElasticBeanstalk"): _of(_ONE, _NONE, "ApplicationName EnvironmentName", ""),
    ("Deploy", "OpsWorks"): _of(_ONE, _NONE),
    ("Deploy", "ServiceCatalog"): _of(_ONE, _NONE),
    ("Deploy", "AlexaSkillsKit"): _of((1, 2), _NONE, owner=OTHERS),
    ("Invoke", "Lambda"): _of((0, 5), (0, 5), "FunctionName", "UserParameters"),
    ("Invoke", "StepFunctions"): _of((0, 1), (0, 1), "StateMachineArn"),
    ("Invoke", "CodePipeline"): _of(_NONE, _NONE),
    ("Invoke", "InspectorScan"): _of((1, 1), (0, 5)),
}
"""By category and provider."""
