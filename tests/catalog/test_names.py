from __future__ import annotations

import pytest

from presynth.catalog import names


@pytest.mark.parametrize(
    ("jsii", "python"),
    [
        ("lifecycleRule", "lifecycle_rule"),
        ("s3Bucket", "s3_bucket"),
        ("enableDnsHostnames", "enable_dns_hostnames"),
        ("addressLine1", "address_line1"),
        ("ipv4CidrBlock", "ipv4_cidr_block"),
        ("toHCL", "to_hcl"),
        ("httpURLPath", "http_url_path"),
        ("memorySizeMiB", "memory_size_mib"),
        ("memoryMiBPerVCpu", "memory_mib_per_v_cpu"),
        ("AMiB", "a_mi_b"),
        ("from", "from_"),
        ("lambda", "lambda_"),
        ("None", "none"),
        ("match", "match"),
    ],
)
def test_member(jsii: str, python: str) -> None:
    assert names.member(jsii) == python
    assert names.module_part(jsii) == python


def test_constants_are_upper_case_and_protected_members_private() -> None:
    assert names.member("tfResourceType", constant=True) == "TF_RESOURCE_TYPE"
    assert names.member("synthesizeAttributes", protected=True) == "_synthesize_attributes"


def test_a_parameter_gives_way_to_a_keyword_of_its_name() -> None:
    assert names.positional("id", {"id"}) == "id_"
    assert names.positional("id", {"id", "id_"}) == "id__"
    assert names.positional("id", {"name"}) == "id"
