"""What the arguments of backends must be, as `terraform init` judges them before it connects anywhere.

Tried on Terraform 1.11.4 (2026-11-29): each of these is refused there. Names of buckets, accounts and secrets are what
the services have for them: no other name leads anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

Refusal = Callable[[str], str | None]
"""What is wrong with a text; None if nothing is."""

_KMS_KEY = re.compile(r"arn:[\w-]+:kms:[\w-]+:\d{12}:(?:key|alias)/.+|alias/.+|mrk-[0-9a-f]{32}|[0-9a-fA-F-]{36}")
_ENCODED_KEY = 44
"""Characters in the base64 of a key of 256 bits."""


def _not_blank(text: str) -> str | None:
    return None if text.strip() else "must not be empty"


def _between_slashes(text: str) -> str | None:
    return "must neither begin nor end with `/`" if text.startswith("/") or text.endswith("/") else None


def _object_key(text: str) -> str | None:
    return _not_blank(text) or _between_slashes(text) or ("must not contain `//`" if "//" in text else None)


def _bucket(text: str) -> str | None:
    return _not_blank(text) or ("must be the name of a bucket alone" if "://" in text or "/" in text else None)


def _host(text: str) -> str | None:
    return "must be a host name alone, without `https://`" if "://" in text else None


def _named(pattern: str, words: str) -> Refusal:
    return lambda text: None if re.fullmatch(pattern, text) else f"must be {words}"


def _relative(text: str) -> str | None:
    return "must not begin with `/` or `./`" if text.startswith(("/", "./")) else None


ON_PATHS = frozenset[Refusal]({_between_slashes, _object_key, _relative})
"""Those that hold whatever stands in the place of a part that is not known."""


def _web_address(text: str) -> str | None:
    return None if re.match(r"https?://", text, re.IGNORECASE) else "must begin with `http://` or `https://`"


def _arn(text: str) -> str | None:
    return None if re.match(r"arn:([^:]*:){4}", text) else "must be an ARN"


def _kms_key(text: str) -> str | None:
    return None if _KMS_KEY.fullmatch(text) else "must be the ARN, the id or the alias of a KMS key"


def _encoded_key(text: str) -> str | None:
    return None if len(text) == _ENCODED_KEY else "must be 32 bytes in base64: 44 characters"


def _session(text: str) -> str | None:
    """The duration of a session with another role: as Go writes it, `1h30m`."""
    found = re.fullmatch(r"(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?", text)
    if found is None or not text:
        return "must be a duration such as `1h30m`"
    hours, minutes, seconds = (float(each or 0) for each in found.groups())
    is_long = 900 <= 3600 * hours + 60 * minutes + seconds <= 43200
    return None if is_long else "must lie between 15 minutes and 12 hours"


def _one_of(*allowed: str) -> Refusal:
    listed = f"{', '.join(f'`{each}`' for each in allowed[:-1])} or `{allowed[-1]}`"
    return lambda text: None if text in allowed else f"must be {listed}"


REFUSALS: Mapping[str, Mapping[str, Refusal]] = {
    "azurerm": {
        "storage_account_name": _named(r"[a-z0-9]{3,24}", "3 to 24 small letters and digits"),
        "container_name": _named(r"[a-z0-9][a-z0-9-]{2,62}|\$root", "3 to 63 small letters, digits and `-`"),
    },
    "cloud": {"hostname": _host},
    "gcs": {"bucket": _bucket},
    "kubernetes": {"secret_suffix": _named(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", "small letters, digits, `-` and `.`")},
    "s3": {
        "bucket": _bucket,
        "key": _object_key,
        "workspace_key_prefix": _between_slashes,
        "kms_key_id": _kms_key,
        "sse_customer_key": _encoded_key,
        "retry_mode": _one_of("standard", "adaptive"),
        "ec2_metadata_service_endpoint_mode": _one_of("IPv4", "IPv6"),
        "assume_role.role_arn": _arn,
        "assume_role.duration": _session,
        "assume_role_with_web_identity.role_arn": _arn,
        "assume_role_with_web_identity.duration": _session,
    },
    "cos": {"prefix": _relative, "key": _between_slashes, "acl": _one_of("private", "public-read")},
    "oss": {
        "prefix": _relative,
        "key": _between_slashes,
        "acl": _one_of("private", "public-read", "public-read-write"),
    },
    "http": {"address": _web_address, "lock_address": _web_address, "unlock_address": _web_address},
    "local": {"path": _not_blank, "workspace_dir": _not_blank},
    "remote": {"organization": _not_blank, "hostname": _host},
}
"""By backend and argument (those of blocks behind a dot)."""

EXCLUSIVE: Mapping[str, Sequence[tuple[str, ...]]] = {
    "s3": (
        ("kms_key_id", "sse_customer_key"),
        ("allowed_account_ids", "forbidden_account_ids"),
        ("use_path_style", "force_path_style"),
        ("shared_credentials_files", "shared_credentials_file"),
    ),
    "gcs": (("encryption_key", "kms_encryption_key"),),
    "remote": (("workspaces.name", "workspaces.prefix"),),
    "cloud": (("workspaces.name", "workspaces.tags"),),
}
"""Arguments of which only one may be set."""

REQUIRED: Mapping[str, Sequence[str]] = {
    "azurerm": ("storage_account_name", "container_name", "key"),
    "cos": ("bucket", "region"),
    "kubernetes": ("secret_suffix",),
    "oss": ("bucket",),
    "remote": ("organization",),
    "s3": ("bucket", "key"),
}
"""Arguments that must be there, and that no environment variable gives."""

SUCCESSORS: Mapping[str, Mapping[str, str]] = {
    "s3": {
        "endpoint": "endpoints.s3",
        "dynamodb_endpoint": "endpoints.dynamodb",
        "iam_endpoint": "endpoints.iam",
        "sts_endpoint": "endpoints.sts",
        "force_path_style": "use_path_style",
        "shared_credentials_file": "shared_credentials_files",
        "dynamodb_table": "use_lockfile",
        "endpoints.dynamodb": "use_lockfile",
        "role_arn": "assume_role",
        "external_id": "assume_role",
        "session_name": "assume_role",
        "assume_role_duration_seconds": "assume_role",
        "assume_role_policy": "assume_role",
        "assume_role_policy_arns": "assume_role",
        "assume_role_tags": "assume_role",
        "assume_role_transitive_tag_keys": "assume_role",
    },
}
"""By backend: what has taken the place of deprecated arguments."""
