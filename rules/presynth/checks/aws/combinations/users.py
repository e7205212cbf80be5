"""Pools of users: what they know of them, how they sign in, and who may ask for them."""

from __future__ import annotations

import math

from presynth.checks.aws.combinations.comparisons import Among, Keys
from presynth.checks.aws.combinations.conditions import Absent, Condition, Given, Holds, Is, IsNot, Untold
from presynth.checks.aws.combinations.consequences import Consequence, Count, Matches, Needed, Number, OneOf, Refused
from presynth.checks.aws.combinations.row import Row

_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
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
        "attributes of one's own cannot be required",
        Refused("required"),
        name=IsNot((*_TEXT_ATTRIBUTES, "sub", "updated_at")),
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


def _client(because: str, *then: Consequence, **when: Condition) -> Row:
    source = f"{_API}API_CreateUserPoolClient.html"
    return Row(("aws_cognito_user_pool_client",), then, because, source, when)


def _validity(token: str, default: str, least: int, most: int) -> tuple[Row, ...]:
    """How long a token is valid, from `least` to `most` seconds, in each of the units."""
    because = "this is what Cognito takes, in the units of `token_validity_units`"
    return tuple(
        Row(
            ("aws_cognito_user_pool_client",),
            (Number(f"{token}_token_validity", math.ceil(least / seconds), most // seconds, others=(0,)),),
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
        "Cognito has to know where users come back to",
        Needed("callback_urls"),
        allowed_oauth_flows=Holds(("code", "implicit")),
        allowed_oauth_flows_user_pool_client=Untold(Is((True,))),
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

_RESOURCES = Row(
    ("aws_cognito_resource_server",),
    (Matches("scope_name", r"[!#-.0-\[\]-~]+", "a name without blanks, quotes, `/` and `\\`"),),
    "the provider refuses it when it plans",
    f"{_API}API_ResourceServerScopeType.html",
    within=("scope",),
)

_DOMAIN = f"{_REGISTRY}cognito_user_pool_domain"
_DOMAINS = (
    Row(
        ("aws_cognito_user_pool_domain",),
        (Matches("domain", r"[^.]*", "a prefix, without a dot"),),
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

_SOCIAL = ("Facebook", "Google", "LoginWithAmazon", "SignInWithApple")


def _provider(kind: str, *details: str) -> Row:
    """What Cognito has to know of a provider of identities."""
    return Row(
        ("aws_cognito_identity_provider",),
        (Keys("provider_details", *details),),
        "Cognito has to know this of the provider",
        f"{_API}API_CreateIdentityProvider.html",
        {"provider_type": Is((kind,))},
    )


_PROVIDERS = (
    _provider("Google", "client_id", "client_secret", "authorize_scopes"),
    _provider("Facebook", "client_id", "client_secret", "authorize_scopes"),
    _provider("LoginWithAmazon", "client_id", "client_secret", "authorize_scopes"),
    _provider("SignInWithApple", "client_id", "team_id", "key_id", "private_key", "authorize_scopes"),
    _provider("OIDC", "client_id", "attributes_request_method", "oidc_issuer", "authorize_scopes"),
    *(
        Row(
            ("aws_cognito_identity_provider",),
            (OneOf("provider_name", kind),),
            "a provider of this type has its name",
            f"{_API}API_CreateIdentityProvider.html",
            {"provider_type": Is((kind,))},
        )
        for kind in _SOCIAL
    ),
    Row(
        ("aws_cognito_identity_pool_roles_attachment",),
        (Keys("roles", only=("authenticated", "unauthenticated")),),
        "the provider refuses it when it plans",
        f"{_REGISTRY}cognito_identity_pool_roles_attachment",
    ),
)

ROWS: tuple[Row, ...] = (*_POOLS, *_MESSAGES, *_CLIENTS, _RESOURCES, *_DOMAINS, *_PROVIDERS)
