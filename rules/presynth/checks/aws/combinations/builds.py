"""What starts builds and deployments: webhooks, credentials, applications, notifications; logs of builds."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Condition, Given, Holds, Is, IsNot, Of
from presynth.checks.aws.combinations.consequences import (
    Alone,
    Begins,
    Consequence,
    Count,
    Matches,
    Needed,
    NoneOf,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.entries import Named, Some, Unique
from presynth.checks.aws.combinations.row import Row
from presynth.checks.aws.combinations.wordings import Tells
from presynth.findings import Severity

_AWS = "https://docs.aws.amazon.com/"
_BUILD = f"{_AWS}codebuild/latest/APIReference/"
_DEPLOY = f"{_AWS}codedeploy/latest/APIReference/"
_PIPELINE = f"{_AWS}codepipeline/latest/APIReference/"
_EVENTS = (
    r"PUSH|PULL_REQUEST_(CREATED|UPDATED|CLOSED|REOPENED|MERGED)|RELEASED|PRERELEASED|WORKFLOW_JOB_QUEUED"
    r"|RUNNER_BUILDKITE_BUILD"
)
_WINDOWS = ("WINDOWS_CONTAINER", "WINDOWS_SERVER_2019_CONTAINER", "WINDOWS_SERVER_2022_CONTAINER")


def _project(because: str, page: str, within: tuple[str, ...], *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_codebuild_project",), then, because, f"{_BUILD}API_{page}.html", when, within)


_BUILDS = (
    Row(
        ("aws_codebuild_webhook",),
        (Unfit("project_name"),),
        "there are webhooks for repositories outside of AWS only",
        f"{_BUILD}API_CreateWebhook.html",
        {"project_name>source.type": Is(("CODECOMMIT", "CODEPIPELINE", "S3"))},
    ),
    Row(
        ("aws_codebuild_webhook",),
        (Some("filter", "type", "EVENT"),),
        "CodeBuild has to know which events start a build",
        f"{_BUILD}API_CreateWebhook.html",
        within=("filter_group",),
    ),
    Row(
        ("aws_codebuild_webhook",),
        (Matches("pattern", rf"\s*({_EVENTS})(\s*,\s*({_EVENTS}))*\s*", "events, like `PUSH, PULL_REQUEST_CREATED`"),),
        "CodeBuild refuses the webhook",
        f"{_BUILD}API_WebhookFilter.html",
        {"type": Is(("EVENT",))},
        ("filter_group", "filter"),
    ),
    _project(
        "the credentials are those of the project's role then",
        "RegistryCredential",
        ("environment",),
        Needed("image_pull_credentials_type"),
        OneOf("image_pull_credentials_type", "SERVICE_ROLE"),
        registry_credential=Given(),
    ),
    _project(
        "CodeBuild has to know where to put them",
        "S3LogsConfig",
        ("logs_config", "s3_logs"),
        Needed("location"),
        status=Is(("ENABLED",)),
    ),
    _project(
        "Windows needs more",
        "ProjectEnvironment",
        ("environment",),
        NoneOf("compute_type", "BUILD_GENERAL1_SMALL"),
        type=Is(_WINDOWS),
    ),
    _project(
        "a file system is in a VPC",
        "ProjectFileSystemLocation",
        (),
        Needed("vpc_config"),
        file_system_locations=Given(),
    ),
    Row(
        ("aws_codebuild_project",),
        (Unique("environment_variable", "name"),),
        "a build has one variable of a name",
        f"{_BUILD}API_EnvironmentVariable.html",
        within=("environment",),
        severity=Severity.WARNING,
    ),
    _project(
        "CodeBuild has to know which source",
        "CreateProject",
        (),
        Named("secondary_source_version", "source_identifier", "secondary_sources", "source_identifier"),
    ),
    Row(
        ("aws_codebuild_source_credential",),
        (Needed("user_name"),),
        "Bitbucket asks for a user and a password",
        f"{_BUILD}API_ImportSourceCredentials.html",
        {"auth_type": Is(("BASIC_AUTH",))},
    ),
    Row(
        ("aws_codebuild_source_credential",),
        (Refused("user_name"),),
        "a token needs none",
        f"{_BUILD}API_ImportSourceCredentials.html",
        {"auth_type": IsNot(("BASIC_AUTH",))},
    ),
    Row(
        ("aws_codebuild_report_group",),
        (Needed("s3_destination"),),
        "reports are exported to somewhere",
        f"{_BUILD}API_ReportExportConfig.html",
        {"type": Is(("S3",))},
        ("export_config",),
    ),
)


def _group(because: str, page: str, *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_codedeploy_deployment_group",), then, because, f"{_AWS}codedeploy/latest/{page}.html", when)


_PLATFORM = "app_name>compute_platform"
_STYLES = "userguide/deployment-groups-create"
_FOR_FUNCTIONS = Matches(
    "deployment_config_name",
    r"(?!CodeDeployDefault\.)\S+|CodeDeployDefault\.Lambda\w+",
    "one for functions (`CodeDeployDefault.LambdaAllAtOnce`)",
)
_DEPLOYMENTS = (
    _group(
        "the application is for other things than services of ECS",
        _STYLES + "-ecs",
        Refused("ecs_service"),
        **{_PLATFORM: Is(("Server", "Lambda"), default=True)},
    ),
    _group(
        "the application is for services of ECS", _STYLES + "-ecs", Needed("ecs_service"), **{_PLATFORM: Is(("ECS",))}
    ),
    _group(
        "the one that it is without (`CodeDeployDefault.OneAtATime`) is for servers",
        "userguide/deployment-configurations",
        Needed("deployment_config_name"),
        ecs_service=Given(),
    ),
    _group(
        "the application is for functions",
        _STYLES + "-lambda",
        Needed("deployment_config_name"),
        _FOR_FUNCTIONS,
        Needed("deployment_style"),
        OneOf("deployment_style.deployment_type", "BLUE_GREEN"),
        OneOf("deployment_style.deployment_option", "WITH_TRAFFIC_CONTROL"),
        Refused("ec2_tag_filter", "ec2_tag_set", "autoscaling_groups", "on_premises_instance_tag_filter"),
        **{_PLATFORM: Is(("Lambda",))},
    ),
    _group(
        "CodeDeploy takes one of them", "APIReference/API_CreateDeploymentGroup", Alone("ec2_tag_filter", "ec2_tag_set")
    ),
    Row(
        ("aws_codedeploy_deployment_group",),
        (Needed("events"),),
        "CodeDeploy has to know when to roll back",
        f"{_DEPLOY}API_AutoRollbackConfiguration.html",
        {"enabled": Is((True,))},
        ("auto_rollback_configuration",),
    ),
)
_GREEN = "blue_green_deployment_config.green_fleet_provisioning_option.action"
_FLEETS = (
    _group(
        "the group that is copied is this one",
        "APIReference/API_GreenFleetProvisioningOption",
        Needed("autoscaling_groups"),
        Count("autoscaling_groups", 1, 1),
        **{_GREEN: Is(("COPY_AUTO_SCALING_GROUP",))},
    ),
    *(
        Row(
            ("aws_codedeploy_deployment_group",),
            (Count("listener_arns", 1, 1),),
            "CodeDeploy takes one listener",
            f"{_DEPLOY}API_TrafficRoute.html",
            within=("load_balancer_info", "target_group_pair_info", route),
        )
        for route in ("prod_traffic_route", "test_traffic_route")
    ),
)
_WEBHOOKS = (
    *(
        Row(
            ("aws_codepipeline_webhook",),
            (Needed(f"authentication_configuration.{needed}"), Refused(f"authentication_configuration.{refused}")),
            "this is what CodePipeline checks then",
            f"{_PIPELINE}API_WebhookDefinition.html",
            {"authentication": Is((kind,))},
        )
        for kind, needed, refused in (
            ("GITHUB_HMAC", "secret_token", "allowed_ip_range"),
            ("IP", "allowed_ip_range", "secret_token"),
        )
    ),
)
_NOTIFICATIONS = tuple(
    Row(
        ("aws_codestarnotifications_notification_rule",),
        (Matches("event_type_ids", rf"{prefix}-.+", f"events `{prefix}-…`"),),
        "these are the events of this resource",
        f"{_AWS}dtconsole/latest/userguide/concepts.html",
        {"resource": Of((terraform_type,), rf"arn:[\w-]+:{service}:[^:]*:[^:]*:{kind}")},
    )
    for terraform_type, service, kind, prefix in (
        ("aws_codebuild_project", "codebuild", "project/", "codebuild-project"),
        ("aws_codecommit_repository", "codecommit", "", "codecommit-repository"),
        ("aws_codepipeline", "codepipeline", "", "codepipeline-pipeline"),
        ("aws_codedeploy_app", "codedeploy", "application:", "codedeploy-application"),
    )
)
_REPOSITORIES = (
    Row(
        ("aws_codecommit_approval_rule_template",),
        (Tells("content", r'"Version"\s*:\s*"2018-11-08"', '`"Version": "2018-11-08"`'),),
        "CodeCommit knows this version",
        f"{_AWS}codecommit/latest/userguide/how-to-create-template.html",
    ),
    Row(
        ("aws_codeartifact_repository",),
        (Begins("external_connection_name", "public:"),),
        "so public repositories are named, like `public:pypi`",
        f"{_AWS}codeartifact/latest/ug/external-connection.html",
        within=("external_connections",),
    ),
    Row(
        ("aws_codecommit_trigger",),
        (Count("events", 1, 1),),
        "`all` says it all",
        f"{_AWS}codecommit/latest/APIReference/API_RepositoryTrigger.html",
        {"events": Holds(("all",))},
        ("trigger",),
    ),
    Row(
        ("aws_amplify_app", "aws_amplify_branch"),
        (Matches("basic_auth_credentials", r"[A-Za-z0-9+/=\s]+", "`user:password` in base64"),),
        "Amplify refuses it",
        f"{_AWS}amplify/latest/APIReference/API_CreateApp.html",
    ),
    Row(
        ("aws_amplify_domain_association",),
        (Needed("custom_certificate_arn"),),
        "Amplify has to know which",
        f"{_AWS}amplify/latest/APIReference/API_CertificateSettings.html",
        {"type": Is(("CUSTOM",))},
        ("certificate_settings",),
    ),
)

ROWS: tuple[Row, ...] = (*_BUILDS, *_DEPLOYMENTS, *_FLEETS, *_WEBHOOKS, *_NOTIFICATIONS, *_REPOSITORIES)
