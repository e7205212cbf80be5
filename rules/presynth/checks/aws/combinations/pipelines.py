"""Builds, deployments, pipelines, and what is built by Amplify."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Given, Is, IsNot, Like
from presynth.checks.aws.combinations.consequences import Consequence, Matches, Needed, OneOf, Refused
from presynth.checks.aws.combinations.row import Row

_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_BUILD = "https://docs.aws.amazon.com/codebuild/latest/APIReference/"
_PIPELINE = "https://docs.aws.amazon.com/codepipeline/latest/"
_DEPLOY = "https://docs.aws.amazon.com/codedeploy/latest/APIReference/"
_ARTIFACTS, _SOURCE, _ENVIRONMENT = ("artifacts",), ("source",), ("environment",)
_REPOSITORIES = (*("BITBUCKET", "CODECOMMIT", "GITHUB", "GITHUB_ENTERPRISE", "GITLAB", "GITLAB_SELF_MANAGED", "S3"),)
_BOTH = "source and artifacts are both of the pipeline, or neither is"


def _project(because: str, page: str, within: tuple[str, ...], *then: Consequence, **when: Is | IsNot | Like) -> Row:
    return Row(("aws_codebuild_project",), then, because, page, when, within)


_PROJECTS = (
    Row(
        ("aws_codebuild_project",),
        (OneOf("artifacts.type", "CODEPIPELINE"),),
        _BOTH,
        f"{_BUILD}API_ProjectArtifacts.html",
        {"source.type": Is(("CODEPIPELINE",))},
    ),
    Row(
        ("aws_codebuild_project",),
        (OneOf("source.type", "CODEPIPELINE"),),
        _BOTH,
        f"{_BUILD}API_ProjectArtifacts.html",
        {"artifacts.type": Is(("CODEPIPELINE",))},
    ),
    _project(
        "CodeBuild has to know the bucket",
        f"{_BUILD}API_ProjectArtifacts.html",
        _ARTIFACTS,
        Needed("location"),
        type=Is(("S3",)),
    ),
    _project(
        "a build without artifacts puts nothing anywhere",
        f"{_BUILD}API_ProjectArtifacts.html",
        _ARTIFACTS,
        Refused("location", "name"),
        type=Is(("NO_ARTIFACTS",)),
    ),
    _project(
        "without a source there is no file to read it from",
        f"{_REGISTRY}codebuild_project",
        _SOURCE,
        Needed("buildspec"),
        type=Is(("NO_SOURCE",)),
    ),
    _project(
        "a source of this type is nowhere",
        f"{_BUILD}API_ProjectSource.html",
        _SOURCE,
        Refused("location"),
        type=Is(("NO_SOURCE", "CODEPIPELINE")),
    ),
    _project(
        "CodeBuild has to know where the source is",
        f"{_BUILD}API_ProjectSource.html",
        _SOURCE,
        Needed("location"),
        type=Is(_REPOSITORIES),
    ),
    _project(
        "CodeBuild's own images are pulled with its own credentials",
        f"{_BUILD}API_ProjectEnvironment.html",
        _ENVIRONMENT,
        OneOf("image_pull_credentials_type", "CODEBUILD"),
        image=Like(r"aws/codebuild/.*"),
    ),
    _project(
        "a cache in S3 is somewhere", f"{_REGISTRY}codebuild_project", ("cache",), Needed("location"), type=Is(("S3",))
    ),
    _project(
        "a local cache keeps something",
        f"{_REGISTRY}codebuild_project",
        ("cache",),
        Needed("modes"),
        type=Is(("LOCAL",)),
    ),
    _project(
        "builds on Lambda run in containers of Lambda only",
        f"{_BUILD}API_ProjectEnvironment.html",
        _ENVIRONMENT,
        Matches("compute_type", r"BUILD_LAMBDA_\w+", "one of the sizes `BUILD_LAMBDA_…`"),
        type=Is(("LINUX_LAMBDA_CONTAINER", "ARM_LAMBDA_CONTAINER")),
    ),
    _project(
        "builds on Lambda run in containers of Lambda only",
        f"{_BUILD}API_ProjectEnvironment.html",
        _ENVIRONMENT,
        OneOf("type", "LINUX_LAMBDA_CONTAINER", "ARM_LAMBDA_CONTAINER"),
        compute_type=Like(r"BUILD_LAMBDA_\w+"),
    ),
    Row(
        ("aws_codebuild_project",),
        (Refused("badge_enabled"),),
        "there are badges for repositories only",
        "https://docs.aws.amazon.com/codebuild/latest/userguide/sample-build-badges.html",
        {"source.type": Is(("CODEPIPELINE", "NO_SOURCE", "S3"))},
    ),
)

_PIPELINES = (
    Row(
        ("aws_codepipeline",),
        (Refused("trigger", "variable"), OneOf("execution_mode", "SUPERSEDED")),
        "this is for pipelines of type `V2`",
        f"{_PIPELINE}userguide/pipeline-types.html",
        {"pipeline_type": Is(("V1",), default=True)},
    ),
)

_TRAFFIC = ("WITH_TRAFFIC_CONTROL",)
_DEPLOYMENTS = (
    Row(
        ("aws_codedeploy_deployment_group",),
        (Matches("deployment_config_name", r"(?!CodeDeployDefault\.(ECS|Lambda)).*", "one for servers"),),
        "the application is for servers",
        "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html",
        {"app_name>compute_platform": Is(("Server",), default=True)},
    ),
    *(
        Row(
            ("aws_codedeploy_deployment_group",),
            (Needed("load_balancer_info"),),
            "CodeDeploy has to know who directs the traffic",
            f"{_DEPLOY}API_DeploymentStyle.html",
            {"deployment_style.deployment_option": Is(_TRAFFIC), name: condition},
        )
        for name, condition in (
            ("app_name>compute_platform", Is(("Server",), default=True)),
            ("autoscaling_groups", Given()),
        )
    ),
    Row(
        ("aws_codedeploy_deployment_group",),
        (Needed("deployment_style"), Needed("load_balancer_info")),
        "services of ECS are deployed blue/green with traffic control",
        "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-ecs.html",
        {"ecs_service": Given()},
    ),
    Row(
        ("aws_codedeploy_deployment_group",),
        (OneOf("deployment_type", "BLUE_GREEN"), OneOf("deployment_option", *_TRAFFIC)),
        "services of ECS are deployed so",
        "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-ecs.html",
        {"^ecs_service": Given()},
        ("deployment_style",),
    ),
    Row(
        ("aws_codedeploy_deployment_group",),
        (
            Matches(
                "deployment_config_name",
                r"(?!CodeDeployDefault\.)\S+|CodeDeployDefault\.ECS\w+",
                "one for ECS (`CodeDeployDefault.ECSAllAtOnce`)",
            ),
        ),
        "the group deploys a service of ECS",
        "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html",
        {"ecs_service": Given()},
    ),
    Row(
        ("aws_codedeploy_deployment_config",),
        (Refused("minimum_healthy_hosts"),),
        "functions and services have no hosts to count",
        f"{_DEPLOY}API_CreateDeploymentConfig.html",
        {"compute_platform": Is(("Lambda", "ECS"))},
    ),
    Row(
        ("aws_codedeploy_deployment_config",),
        (Needed("minimum_healthy_hosts"), Refused("traffic_routing_config")),
        "on servers CodeDeploy counts the healthy hosts",
        f"{_DEPLOY}API_CreateDeploymentConfig.html",
        {"compute_platform": Is(("Server",), default=True)},
    ),
    Row(
        ("aws_codedeploy_deployment_config",),
        (Needed("time_based_canary"), Refused("time_based_linear")),
        "this is what the type says",
        f"{_DEPLOY}API_TrafficRoutingConfig.html",
        {"type": Is(("TimeBasedCanary",))},
        ("traffic_routing_config",),
    ),
    Row(
        ("aws_codedeploy_deployment_config",),
        (Needed("time_based_linear"), Refused("time_based_canary")),
        "this is what the type says",
        f"{_DEPLOY}API_TrafficRoutingConfig.html",
        {"type": Is(("TimeBasedLinear",))},
        ("traffic_routing_config",),
    ),
)

_APPS = (
    Row(
        ("aws_amplify_app",),
        (Needed("access_token", "oauth_token"),),
        "Amplify has to be let into the repository",
        "https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateApp.html",
        {"repository": Like(r"https://(github\.com|gitlab\.com|bitbucket\.org)/.*")},
    ),
)

ROWS: tuple[Row, ...] = (*_PROJECTS, *_PIPELINES, *_DEPLOYMENTS, *_APPS)
