"""Of which types the arguments of backends are, where they are no strings (Terraform 1.5 to 1.16; 2026-11-22)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from presynth.terraform import backends
from presynth.terraform.type_constraints import Constraint, parsed

_TYPES: Mapping[str, Mapping[str, str]] = {
    "azurerm": {
        "bool": "snapshot use_azuread_auth use_msi use_oidc use_cli lookup_blob_endpoint use_aks_workload_identity",
    },
    "cloud": {"any": "workspaces.tags"},
    "consul": {"bool": "gzip lock"},
    "cos": {"bool": "accelerate encrypt", "number": "assume_role.session_duration"},
    "gcs": {"list(string)": "impersonate_service_account_delegates"},
    "http": {"number": "retry_max retry_wait_max retry_wait_min", "bool": "skip_cert_verification"},
    "kubernetes": {
        "bool": "in_cluster_config insecure load_config_file",
        "list(string)": "config_paths exec.args",
        "map(string)": "labels exec.env",
    },
    "oss": {"bool": "encrypt", "number": "assume_role_session_expiration"},
    "pg": {"bool": "skip_index_creation skip_schema_creation skip_table_creation"},
    "s3": {
        "bool": "encrypt force_path_style insecure skip_credentials_validation skip_metadata_api_check "
        "skip_region_validation skip_requesting_account_id skip_s3_checksum use_dualstack_endpoint use_fips_endpoint "
        "use_legacy_workflow use_lockfile use_path_style",
        "number": "assume_role_duration_seconds max_retries",
        "set(string)": "allowed_account_ids forbidden_account_ids shared_config_files shared_credentials_files "
        "assume_role_policy_arns assume_role_transitive_tag_keys assume_role.policy_arns "
        "assume_role.transitive_tag_keys assume_role_with_web_identity.policy_arns",
        "map(string)": "assume_role_tags assume_role.tags",
    },
}


def constraint(backend: str, argument: str) -> Constraint | None:
    """The type of an argument (one in a block behind a dot); None for blocks, and what nobody knows."""
    arguments = backends.arguments(backend) or {}
    if not argument or argument not in arguments or any(each.startswith(f"{argument}.") for each in arguments):
        return None
    return parsed(_by_name(backend).get(argument, "string"))


@lru_cache(maxsize=16)
def _by_name(backend: str) -> Mapping[str, str]:
    return {name: type_ for type_, names in _TYPES.get(backend, {}).items() for name in names.split()}
