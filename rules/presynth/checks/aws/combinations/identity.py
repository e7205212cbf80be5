"""Identities, keys, secrets and parameters."""

from __future__ import annotations

import math

from presynth.checks.aws.combinations.conditions import Absent, Given, Holds, Is, IsNot, Like, OfType
from presynth.checks.aws.combinations.consequences import (
    Among,
    Consequence,
    Count,
    Fits,
    Matches,
    Needed,
    Number,
    OneOf,
    Refused,
    Smaller,
    Unfit,
)
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


_PARAMETERS = (
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
        (Matches("schedule", r"(cron|rate|at)\(.+\)", "`cron(…)`, `rate(…)` or `at(…)`"),),
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
    _task("RUN_COMMAND", "run_command"),
    _task("AUTOMATION", "automation"),
    _task("LAMBDA", "lambda"),
    _task("STEP_FUNCTIONS", "step_functions"),
)

_POOL = f"{_REGISTRY}cognito_user_pool"
_API = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/"
_FACTORS = ("email_mfa_configuration", "sms_configuration", "software_token_mfa_configuration")
_TEXT_ATTRIBUTES = (
    *("address", "birthdate", "email", "family_name", "gender", "given_name", "locale", "middle_name", "name"),
    *("nickname", "phone_number", "picture", "preferred_username", "profile", "website", "zoneinfo"),
)
"""https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html"""


def _attribute(because: str, *then: Consequence, name: Is | IsNot) -> Row:
    source = f"{_API}API_SchemaAttributeType.html"
    return Row(("aws_cognito_user_pool",), then, because, source, {"name": name}, ("schema",))


_POOLS = (
    Row(
        ("aws_cognito_user_pool",),
        (Needed(*_FACTORS),),
        "Cognito has to know what the second factor is",
        _POOL,
        {"mfa_configuration": Is(("ON", "OPTIONAL")), "web_authn_configuration": Absent()},
    ),
    Row(
        ("aws_cognito_user_pool",),
        (Needed("email_configuration"),),
        "codes by e-mail are sent with the pool's own settings",
        _POOL,
        {"email_mfa_configuration": Given()},
    ),
    Row(
        ("aws_cognito_user_pool",),
        (Needed("source_arn"),),
        "Cognito sends with an identity of SES then",
        _POOL,
        {"email_sending_account": Is(("DEVELOPER",))},
        ("email_configuration",),
    ),
    Row(
        ("aws_cognito_user_pool",),
        (Needed("email_sending_account"), OneOf("email_sending_account", "DEVELOPER")),
        "Cognito's own sender has its own address",
        _POOL,
        {"from_email_address": Given()},
        ("email_configuration",),
    ),
    Row(
        ("aws_cognito_user_pool",),
        (OneOf("advanced_security_mode", "OFF"),),
        "threat protection is part of the plan `PLUS`",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html",
        {"^user_pool_tier": Is(("ESSENTIALS",))},
        ("user_pool_add_ons",),
    ),
    _attribute(
        "attributes of one's own cannot be required", Refused("required"), name=IsNot((*_TEXT_ATTRIBUTES, "updated_at"))
    ),
    _attribute(
        "names of attributes have 20 characters at most",
        Matches("name", r".{1,20}", "at most 20 characters long"),
        name=IsNot(_TEXT_ATTRIBUTES),
    ),
    _attribute("this is a standard attribute", OneOf("attribute_data_type", "String"), name=Is(_TEXT_ATTRIBUTES)),
    _attribute("this is a standard attribute", OneOf("attribute_data_type", "Number"), name=Is(("updated_at",))),
)

_ADDRESS = r"http://localhost([:/].*)?|(?!http:)[A-Za-z][\w+.-]*:[^#\s]*"
_ADDRESS_WANTED = "a URL with `https://` (`http://` for localhost only) and without a fragment"
_LEGACY_FLOWS = ("ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH")
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}


def _client(because: str, *then: Consequence, **when: Is | Given | Holds) -> Row:
    source = f"{_API}API_CreateUserPoolClient.html"
    return Row(("aws_cognito_user_pool_client",), then, because, source, when)


def _validity(token: str, default: str, least: int, most: int) -> tuple[Row, ...]:
    """How long a token is valid, from `least` to `most` seconds, in each of the units."""
    because = "this is what Cognito takes, in the units of `token_validity_units`"
    return tuple(
        Row(
            ("aws_cognito_user_pool_client",),
            (Number(f"{token}_token_validity", math.ceil(least / seconds), most // seconds),),
            because,
            f"{_API}API_CreateUserPoolClient.html",
            {f"token_validity_units.{token}_token": Is((unit,), default=unit == default)},
        )
        for unit, seconds in _SECONDS.items()
    )


def _message(wanted: str, *names: str, within: tuple[str, ...] = (), placeholder: str = r"\{####\}") -> Row:
    """Messages say where the code, the link or the name goes."""
    then = tuple(Matches(name, rf"(?s).*{placeholder}.*", f"a text with {wanted} in it") for name in names)
    return Row(("aws_cognito_user_pool",), then, "Cognito puts something in its place", _POOL, within=within)


_CODE, _INVITATION = "`{####}`", ("admin_create_user_config", "invite_message_template")
_MESSAGES = (
    _message(_CODE, "email_verification_message", "sms_verification_message", "sms_authentication_message"),
    _message(_CODE, "email_message", "sms_message", within=("verification_message_template",)),
    _message(
        "`{##…##}`",
        "email_message_by_link",
        within=("verification_message_template",),
        placeholder=r"\{##[^#]+##\}",
    ),
    _message("`{username}`", "email_message", "sms_message", within=_INVITATION, placeholder=r"\{username\}"),
)

_CLIENTS = (
    _client("Cognito redirects nowhere else", Matches("callback_urls", _ADDRESS, _ADDRESS_WANTED)),
    _client("Cognito redirects nowhere else", Matches("logout_urls", _ADDRESS, _ADDRESS_WANTED)),
    _client("Cognito refuses the client", Among("default_redirect_uri", "callback_urls")),
    _client(
        "the client is to use OAuth",
        Needed("allowed_oauth_flows"),
        Needed("allowed_oauth_scopes"),
        allowed_oauth_flows_user_pool_client=Is((True,)),
    ),
    _client(
        "this flow is for clients with a secret, and for nothing else beside it",
        Needed("generate_secret"),
        OneOf("generate_secret", True),
        Count("allowed_oauth_flows", 1, 1),
        allowed_oauth_flows=Holds(("client_credentials",)),
    ),
    _client(
        "the older names cannot be mixed with those that begin with `ALLOW_`",
        Matches("explicit_auth_flows", r"(?!ALLOW_).*", "one of the older flows"),
        explicit_auth_flows=Holds(_LEGACY_FLOWS),
    ),
    *_validity("access", "hours", 300, 86400),
    *_validity("id", "hours", 300, 86400),
    *_validity("refresh", "days", 3600, 3650 * 86400),
)

_DOMAIN = f"{_REGISTRY}cognito_user_pool_domain"
_DOMAINS = (
    Row(
        ("aws_cognito_user_pool_domain",),
        (Matches("domain", r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "a prefix of lower case letters, digits and `-`"),),
        "a domain of one's own needs a certificate",
        _DOMAIN,
        {"certificate_arn": Absent()},
    ),
    Row(
        ("aws_cognito_user_pool_domain",),
        (Matches("domain", r"[^.]+(\.[^.]+)+", "a whole domain name (`auth.acme.org`)"),),
        "a certificate is for a domain of one's own",
        _DOMAIN,
        {"certificate_arn": Given()},
    ),
    Row(
        ("aws_cognito_identity_pool_roles_attachment",),
        (Needed("ambiguous_role_resolution"),),
        "Cognito has to know what to do when no rule fits",
        f"{_REGISTRY}cognito_identity_pool_roles_attachment",
        {"type": Is(("Token", "Rules"))},
        ("role_mapping",),
    ),
    Row(
        ("aws_cognito_identity_pool_roles_attachment",),
        (Needed("mapping_rule"),),
        "the roles are chosen by rules",
        f"{_REGISTRY}cognito_identity_pool_roles_attachment",
        {"type": Is(("Rules",))},
        ("role_mapping",),
    ),
)

ROWS: tuple[Row, ...] = (*_KEYS, *_ROLES, *_PARAMETERS, *_POOLS, *_MESSAGES, *_CLIENTS, *_DOMAINS)
