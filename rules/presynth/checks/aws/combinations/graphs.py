"""GraphQL with AppSync, and settings of applications with AppConfig."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Given, Is, Like
from presynth.checks.aws.combinations.consequences import Matches, Needed, NoneOf, OneOf, Refused
from presynth.checks.aws.combinations.row import Row
from presynth.checks.aws.combinations.wordings import Tells

_GRAPH = "https://docs.aws.amazon.com/appsync/latest/APIReference/"
_SOURCES = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/appsync_datasource"
_AUTHORIZED = "https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html"
_CONFIG = "https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/"
_WITH_ROLE = (
    "AWS_LAMBDA",
    "AMAZON_DYNAMODB",
    "AMAZON_ELASTICSEARCH",
    "AMAZON_OPENSEARCH_SERVICE",
    "AMAZON_EVENTBRIDGE",
)
_FURTHER = ("additional_authentication_provider",)

ROWS: tuple[Row, ...] = (
    Row(
        ("aws_appsync_datasource",),
        (Matches("endpoint", r"https?://.+", "an address that begins with `https://`"),),
        "AppSync has to know how to ask",
        f"{_GRAPH}API_HttpDataSourceConfig.html",
        within=("http_config",),
    ),
    Row(
        ("aws_appsync_datasource",),
        (Needed("service_role_arn"),),
        "AppSync gets at the data with a role",
        _SOURCES,
        {"type": Is(_WITH_ROLE)},
    ),
    *(
        Row(
            ("aws_appsync_graphql_api",),
            (NoneOf("authentication_type", kind),),
            "an API has it once",
            _AUTHORIZED,
            {"^authentication_type": Is((kind,))},
            _FURTHER,
        )
        for kind in ("API_KEY", "AWS_IAM", "AWS_LAMBDA")
    ),
    *(
        Row(
            (f"aws_appsync_{name}",),
            (Refused(*(f"{side}_{template}" for side in ("request", "response"))),),
            "the code takes the place of templates",
            f"{_GRAPH}API_{page}.html",
            {"code": Given()},
        )
        for name, page, template in (
            ("resolver", "CreateResolver", "template"),
            ("function", "CreateFunction", "mapping_template"),
        )
    ),
    Row(
        ("aws_appconfig_configuration_profile",),
        (Needed("retrieval_role_arn"),),
        "AppConfig reads it there with a role",
        f"{_CONFIG}API_CreateConfigurationProfile.html",
        {
            "location_uri": Like(
                r"(s3|ssm-parameter|ssm-document|secretsmanager)://.*|arn:[\w-]+:(s3|ssm|secretsmanager):.*"
            )
        },
    ),
    Row(
        ("aws_appconfig_configuration_profile",),
        (OneOf("location_uri", "hosted"),),
        "feature flags are kept by AppConfig itself",
        "https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-configuration-and-profile-feature-flags.html",
        {"type": Is(("AWS.AppConfig.FeatureFlags",))},
    ),
    Row(
        ("aws_appconfig_hosted_configuration_version",),
        (
            OneOf("content_type", "application/json"),
            Tells("content", r'"version"\s*:\s*"1"', '`"version": "1"`'),
        ),
        "feature flags are JSON of the first version",
        "https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-type-reference-feature-flags.html",
        {"configuration_profile_id>type": Is(("AWS.AppConfig.FeatureFlags",))},
    ),
)
