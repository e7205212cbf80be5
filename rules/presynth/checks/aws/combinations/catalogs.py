"""Stacks and products out of templates; devices; what is looked through for weaknesses."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Condition, Given, Holds, Is, IsNot, Reads
from presynth.checks.aws.combinations.consequences import Consequence, Matches, Needed, OneOf, Refused, Unfit
from presynth.checks.aws.combinations.entries import Includes, KeyCount
from presynth.checks.aws.combinations.row import Row
from presynth.checks.aws.combinations.wordings import Says, Tells

_AWS = "https://docs.aws.amazon.com/"
_STACKS = f"{_AWS}AWSCloudFormation/latest/APIReference/API_"
_THINGS = f"{_AWS}iot/latest/apireference/API_"
_MODEL = "stack_set_name>permission_model"


def _set(because: str, *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_cloudformation_stack_set",), then, because, f"{_STACKS}CreateStackSet.html", when)


def _instances(because: str, *then: Consequence, **when: Condition) -> Row:
    types = ("aws_cloudformation_stack_instances", "aws_cloudformation_stack_set_instance")
    return Row(types, then, because, f"{_STACKS}CreateStackInstances.html", when)


_TEMPLATES = (
    _set(
        "AWS Organizations has to be told whether new accounts get it",
        Needed("auto_deployment"),
        permission_model=Is(("SERVICE_MANAGED",)),
    ),
    _set(
        "only what the service manages goes to new accounts by itself",
        Refused("auto_deployment"),
        permission_model=Is(("SELF_MANAGED",), default=True),
    ),
    _set(
        "an administrator is delegated what the service manages",
        OneOf("permission_model", "SERVICE_MANAGED"),
        Needed("permission_model"),
        call_as=Is(("DELEGATED_ADMIN",)),
    ),
    Row(
        ("aws_cloudformation_stack_set",),
        (Refused("retain_stacks_on_account_removal"),),
        "this is said of what is deployed by itself",
        f"{_STACKS}AutoDeployment.html",
        {"enabled": Is((False,), default=True)},
        ("auto_deployment",),
    ),
    _instances(
        "this stack set is for accounts, not for the organization",
        Refused("deployment_targets"),
        **{_MODEL: Is(("SELF_MANAGED",), default=True)},
    ),
    _instances(
        "what the service manages goes to units of the organization",
        Needed("deployment_targets"),
        **{_MODEL: Is(("SERVICE_MANAGED",))},
    ),
)
_URLS = tuple(
    Row(
        (f"aws_{name}",),
        (Matches("template_url", r"https://.+", "an address that begins with `https://`"),),
        "templates are read so, from buckets too",
        f"{_STACKS}CreateStack.html",
        within=within,
    )
    for name, within in (
        ("cloudformation_stack", ()),
        ("cloudformation_stack_set", ()),
        ("servicecatalog_product", ("provisioning_artifact_parameters",)),
    )
)
_GROUPS = (
    Row(
        ("aws_resourcegroups_group",),
        (Unfit("query"),),
        "tags have `Values`, a list",
        f"{_AWS}ARG/latest/APIReference/API_ResourceQuery.html",
        {"query": Says(r'"Value"\s*:')},
        ("resource_query",),
    ),
)
_PRODUCTS = (
    Row(
        ("aws_cloudformation_stack", "aws_cloudformation_stack_set"),
        (Includes("capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"),),
        "CloudFormation wants it said that the template makes identities",
        f"{_STACKS}CreateStack.html",
        {"template_body": Says(r"AWS::IAM::(AccessKey|Group|InstanceProfile|ManagedPolicy|Policy|Role|User)\b")},
    ),
    Row(
        ("aws_cloudformation_stack", "aws_cloudformation_stack_set"),
        (Includes("capabilities", "CAPABILITY_AUTO_EXPAND"),),
        "CloudFormation wants it said that macros change the template",
        f"{_STACKS}CreateStack.html",
        {"template_body": Says(r'(?m)^Transform:|"Transform"\s*:\s*\[?\s*"AWS::')},
    ),
    Row(
        ("aws_servicecatalog_constraint",),
        (Tells("parameters", r'"(RoleArn|LocalRoleName)"\s*:', "`RoleArn` or `LocalRoleName`"),),
        "products are launched with a role",
        f"{_AWS}servicecatalog/latest/dg/API_CreateConstraint.html",
        {"type": Is(("LAUNCH",))},
    ),
    Row(
        ("aws_servicecatalog_portfolio_share",),
        (Refused("share_principals"),),
        "principals are shared within an organization",
        f"{_AWS}servicecatalog/latest/dg/API_CreatePortfolioShare.html",
        {"type": Is(("ACCOUNT", "ORGANIZATION_MEMBER_ACCOUNT"))},
    ),
)
_DEVICES = (
    Row(
        ("aws_iot_policy_attachment",),
        (Unfit("target"),),
        "a policy is for certificates (by their ARN), thing groups and identities",
        f"{_THINGS}AttachPolicy.html",
        {"target": Reads("aws_iot_thing", "arn", "id", "name")},
    ),
    *(
        Row(
            (f"aws_iot_{name}",),
            (Unfit(argument),),
            "AWS IoT wants its ARN",
            f"{_THINGS}{page}.html",
            {argument: Reads("aws_iot_certificate", "id")},
        )
        for name, argument, page in (
            ("policy_attachment", "target", "AttachPolicy"),
            ("thing_principal_attachment", "principal", "AttachThingPrincipal"),
        )
    ),
    Row(
        ("aws_iot_thing",),
        (KeyCount("attributes", 3),),
        "a thing of no type has no more",
        f"{_AWS}iot/latest/developerguide/thing-types.html",
        {"thing_type_name": Absent()},
    ),
    Row(
        ("aws_iot_authorizer",),
        (Needed("token_key_name"), Needed("token_signing_public_keys")),
        "AWS IoT has to find the token and to check its signature",
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iot_authorizer",
        {"signing_disabled": IsNot((True,), default=True)},
    ),
    Row(
        ("aws_iot_ca_certificate",),
        (Needed("verification_certificate_pem"),),
        "AWS IoT has to see that it is yours",
        f"{_THINGS}RegisterCACertificate.html",
        {"certificate_mode": Is(("DEFAULT",), default=True)},
    ),
    Row(
        ("aws_iot_domain_configuration",),
        (Needed("server_certificate_arns"),),
        "a domain of one's own has a certificate",
        f"{_THINGS}CreateDomainConfiguration.html",
        {"domain_name": Given()},
    ),
)
_LOOKED_THROUGH = (
    Row(
        ("aws_inspector2_enabler",),
        (Includes("resource_types", "LAMBDA"),),
        "the code of functions is looked through with the functions",
        f"{_AWS}inspector/latest/user/scanning-lambda.html",
        {"resource_types": Holds(("LAMBDA_CODE",))},
    ),
    Row(
        ("aws_inspector2_organization_configuration",),
        (OneOf("lambda", True), Needed("lambda")),
        "the code of functions is looked through with the functions",
        f"{_AWS}inspector/latest/user/scanning-lambda.html",
        {"lambda_code": Is((True,))},
        ("auto_enable",),
    ),
    Row(
        ("aws_synthetics_canary",),
        (Matches("artifact_s3_location", r"(s3://)?[^./]+(/.*)?", "in a bucket without `.` in its name"),),
        "CloudWatch takes no other",
        f"{_AWS}AmazonSynthetics/latest/APIReference/API_CreateCanary.html",
    ),
)

ROWS: tuple[Row, ...] = (*_TEMPLATES, *_URLS, *_GROUPS, *_PRODUCTS, *_DEVICES, *_LOOKED_THROUGH)
