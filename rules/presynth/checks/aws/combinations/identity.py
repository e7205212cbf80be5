"""Identities, keys, secrets and parameters."""

from __future__ import annotations

from presynth.checks.aws.combinations.comparisons import Fits, Smaller
from presynth.checks.aws.combinations.conditions import Absent, Given, Is, IsNot, Like, OfType
from presynth.checks.aws.combinations.consequences import Alone, Count, Matches, Needed, OneOf, Refused, Unfit
from presynth.checks.aws.combinations.row import Row

_KMS = "https://docs.aws.amazon.com/kms/latest/"
_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_SSM = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/"
_SPEC = "customer_master_key_spec"


def _key_use(specs: str, *uses: str) -> Row:
    """What keys of some specs can be used for; without `key_usage` KMS takes `ENCRYPT_DECRYPT`."""
    use = OneOf("key_usage", *uses)
    then = (use,) if "ENCRYPT_DECRYPT" in uses else (Needed("key_usage"), use)
    because = "keys of this spec are for nothing else"
    return Row(("aws_kms_key",), then, because, f"{_KMS}APIReference/API_CreateKey.html", {_SPEC: Like(specs)})


def _no_rotation(because: str, **when: Is | IsNot | Given | Like) -> Row:
    rotation = Refused("enable_key_rotation")
    return Row(("aws_kms_key",), (rotation,), because, f"{_KMS}developerguide/rotate-keys.html", when)


_KEYS = (
    _key_use(r"ECC_NIST_P\d+", "SIGN_VERIFY", "KEY_AGREEMENT"),
    _key_use(r"ECC_(SECG_P256K1|NIST_EDWARDS25519)|ML_DSA_\d+", "SIGN_VERIFY"),
    _key_use(r"RSA_\d+", "ENCRYPT_DECRYPT", "SIGN_VERIFY"),
    _key_use(r"HMAC_\d+", "GENERATE_VERIFY_MAC"),
    _key_use("SM2", "ENCRYPT_DECRYPT", "SIGN_VERIFY", "KEY_AGREEMENT"),
    Row(
        ("aws_kms_key",),
        (OneOf("key_usage", "ENCRYPT_DECRYPT"),),
        "symmetric keys are for nothing else",
        f"{_KMS}APIReference/API_CreateKey.html",
        {_SPEC: Is(("SYMMETRIC_DEFAULT",), default=True)},
    ),
    _no_rotation("KMS rotates symmetric keys only", customer_master_key_spec=IsNot(("SYMMETRIC_DEFAULT",))),
    _no_rotation("KMS rotates keys for encryption only", key_usage=IsNot(("ENCRYPT_DECRYPT",))),
    _no_rotation("KMS rotates no keys of a custom key store", custom_key_store_id=Given()),
    Row(
        ("aws_kms_replica_key", "aws_kms_replica_external_key"),
        (Unfit("primary_key_arn"),),
        "only keys for several regions (`multi_region=True`) have replicas",
        f"{_KMS}developerguide/multi-region-keys-overview.html",
        {"primary_key_arn>": OfType(("aws_kms_key",)), "primary_key_arn>multi_region": IsNot((True,), default=True)},
    ),
    Row(
        ("aws_kms_key",),
        (Refused("multi_region"), OneOf(_SPEC, "SYMMETRIC_DEFAULT")),
        "custom key stores have symmetric keys of one region only",
        f"{_KMS}developerguide/key-store-overview.html",
        {"custom_key_store_id": Given()},
    ),
)

_ROLES = (
    *(
        Row(
            (terraform_type,),
            (Matches(argument, r"(?!arn:[\w-]+:iam::aws:policy/aws-service-role/).*", "a policy for any role"),),
            "such a policy is only for the role that the service makes itself",
            "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html",
        )
        for terraform_type, argument in (
            *((f"aws_iam_{who}policy_attachment", "policy_arn") for who in ("", "group_", "role_", "user_")),
            ("aws_ssoadmin_managed_policy_attachment", "managed_policy_arn"),
        )
    ),
    Row(
        ("aws_ram_principal_association",),
        (Matches("principal", r"\d{12}|arn:.+", "an account of 12 digits or an ARN"),),
        "nothing else is shared with",
        f"{_REGISTRY}ram_principal_association",
    ),
    Row(
        ("aws_cloudwatch_event_permission",),
        (Matches("principal", r"\*|\d{12}", "an account of 12 digits or `*`"),),
        "nobody else is let in",
        f"{_REGISTRY}cloudwatch_event_permission",
    ),
    Row(
        ("aws_iam_openid_connect_provider",),
        (Matches("url", r"https://[^/?#]+[^?#]*", "a URL that begins with `https://`, without a query"),),
        "the provider refuses it when it plans",
        f"{_REGISTRY}iam_openid_connect_provider",
    ),
    Row(
        ("aws_iam_openid_connect_provider",),
        (Count("thumbprint_list", 0, 5), Count("client_id_list", 0, 100)),
        "IAM takes no more",
        "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html",
    ),
    Row(
        ("aws_organizations_organization",),
        (Refused("aws_service_access_principals", "enabled_policy_types"),),
        "this is for organizations with all features",
        f"{_REGISTRY}organizations_organization",
        {"feature_set": Is(("CONSOLIDATED_BILLING",))},
    ),
)


def _task(kind: str, own: str) -> Row:
    """A task of a maintenance window takes the parameters of its type."""
    kinds = ("automation", "lambda", "run_command", "step_functions")
    others = tuple(f"{each}_parameters" for each in kinds if each != own)
    return Row(
        ("aws_ssm_maintenance_window_task",),
        (Refused(*others),),
        "these are for tasks of another type",
        f"{_SSM}API_MaintenanceWindowTaskInvocationParameters.html",
        {"^task_type": Is((kind,))},
        ("task_invocation_parameters",),
    )


_WHEN = r"(rate|at)\(.+\)|cron\(\s*\S+(\s+\S+){5,6}\s*\)"
_TARGETED = r"(?i:instanceids|tag:.+|tag-key|parametervalues|resourcegroup|resource-groups:.+|aws:.+|\*)"
_FILTERS = (
    (
        ("WINDOWS",),
        (*("PATCH_SET", "PRODUCT", "PRODUCT_FAMILY", "CLASSIFICATION", "MSRC_SEVERITY", "PATCH_ID"), "KB_NUMBER"),
    ),
    (
        (
            *("AMAZON_LINUX", "AMAZON_LINUX_2", "AMAZON_LINUX_2022", "AMAZON_LINUX_2023", "SUSE", "CENTOS"),
            *("REDHAT_ENTERPRISE_LINUX", "ORACLE_LINUX", "ROCKY_LINUX", "ALMA_LINUX"),
        ),
        (
            *("PRODUCT", "CLASSIFICATION", "SEVERITY", "NAME", "EPOCH", "VERSION", "RELEASE", "ARCH", "REPOSITORY"),
            *("ADVISORY_ID", "CVE_ID", "BUGZILLA_ID", "SECURITY"),
        ),
    ),
    (
        ("UBUNTU", "DEBIAN", "RASPBIAN"),
        (*("PRODUCT", "PRIORITY", "SECTION", "NAME", "VERSION", "ARCH", "REPOSITORY", "CVE_ID", "SECURITY"),),
    ),
)
"""By operating system, what patches can be filtered by: those of one family never have what another's alone have."""
_PARAMETERS = (
    Row(
        ("aws_ssm_association",),
        (Matches("key", _TARGETED, "`InstanceIds`, `tag:…` or `resource-groups:…`"),),
        "Systems Manager finds nothing by it",
        f"{_SSM}API_Target.html",
        {"^automation_target_parameter_name": Absent(worth_telling=False)},
        ("targets",),
    ),
    Row(
        ("aws_ssm_document",),
        (Matches("name", r"(?i:(?!aws|amazon|amzn).+)", "without `aws`, `amazon` or `amzn` at its beginning"),),
        "these names are of AWS's own documents",
        f"{_SSM}API_CreateDocument.html",
    ),
    Row(
        ("aws_ssm_association",),
        (Matches("schedule_expression", _WHEN, "`rate(…)`, `at(…)` or `cron(…)` with six fields"),),
        "Systems Manager refuses the association",
        f"{_SSM}API_CreateAssociation.html",
    ),
    Row(
        ("aws_ssm_document",),
        (Matches("content", r"(?s)\s*\{.*", "JSON (or `document_format` `YAML`)"),),
        "Systems Manager reads it so",
        f"{_REGISTRY}ssm_document",
        {"document_format": Is(("JSON",), default=True)},
    ),
    Row(
        ("aws_ssm_parameter",),
        (Fits("value", "allowed_pattern"), Fits("insecure_value", "allowed_pattern")),
        "Systems Manager refuses the value",
        f"{_SSM}API_PutParameter.html",
    ),
    Row(
        ("aws_ssm_parameter",),
        (Refused("insecure_value"),),
        "the value of a `SecureString` belongs in `value` or `value_wo`",
        f"{_REGISTRY}ssm_parameter",
        {"type": Is(("SecureString",))},
    ),
    Row(
        ("aws_ssm_parameter",),
        (OneOf("type", "String"), Matches("value", "ami-[0-9a-f]+", "the id of an image (`ami-…`)")),
        "the parameter is said to hold the id of an image",
        f"{_SSM}API_PutParameter.html",
        {"data_type": Is(("aws:ec2:image",))},
    ),
    Row(
        ("aws_ssm_maintenance_window",),
        (Matches("schedule", _WHEN, "`rate(…)`, `at(…)` or `cron(…)` with six fields"),),
        "Systems Manager refuses the window",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html",
    ),
    Row(
        ("aws_ssm_maintenance_window",),
        (Smaller("cutoff", "duration"),),
        "Systems Manager refuses the window",
        f"{_SSM}API_CreateMaintenanceWindow.html",
    ),
    Row(
        ("aws_ssm_maintenance_window_task",),
        (Needed("max_concurrency"), Needed("max_errors")),
        "a task with targets has no default for it",
        f"{_SSM}API_RegisterTaskWithMaintenanceWindow.html",
        {"targets": Given()},
    ),
    Row(
        ("aws_ssm_association",),
        (Needed("schedule_expression"),),
        "Systems Manager has to know when",
        f"{_REGISTRY}ssm_association",
        {"apply_only_at_cron_interval": Is((True,))},
    ),
    Row(
        ("aws_ssm_patch_baseline",),
        (Needed("approve_after_days", "approve_until_date"), Alone("approve_after_days", "approve_until_date")),
        "a rule approves after some days or until a date",
        f"{_SSM}API_PatchRule.html",
        within=("approval_rule",),
    ),
    *(
        Row(
            ("aws_ssm_patch_baseline",),
            (OneOf("key", *keys),),
            "patches of this system have no others",
            f"{_SSM}API_PatchFilter.html",
            {"^operating_system": Is(systems, default="WINDOWS" in systems)},
            within,
        )
        for systems, keys in _FILTERS
        for within in (("approval_rule", "patch_filter"), ("global_filter",))
    ),
    _task("RUN_COMMAND", "run_command"),
    _task("AUTOMATION", "automation"),
    _task("LAMBDA", "lambda"),
    _task("STEP_FUNCTIONS", "step_functions"),
)

_SECRETS = (
    Row(
        ("aws_secretsmanager_secret_rotation",),
        (Needed("rotation_lambda_arn"),),
        "only secrets that another service manages are rotated without a function",
        f"{_REGISTRY}secretsmanager_secret_rotation",
        {"secret_id>": OfType(("aws_secretsmanager_secret",))},
    ),
    Row(
        ("aws_secretsmanager_secret_rotation",),
        (Matches("schedule_expression", r"(cron|rate)\(.+\)", "`cron(…)` or `rate(…)`"),),
        "Secrets Manager refuses the rotation",
        f"{_REGISTRY}secretsmanager_secret_rotation",
        within=("rotation_rules",),
    ),
)

ROWS: tuple[Row, ...] = (*_KEYS, *_ROLES, *_PARAMETERS, *_SECRETS)
