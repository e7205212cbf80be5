"""What the provider says of arguments, found from a class or struct of the bundled binding."""

from __future__ import annotations

import pytest

from presynth.catalog.argument_constraints import argument_constraints, resource_constraint
from presynth.catalog.catalog import Catalog
from presynth.catalog.types import Type

AWS = "cdktf_cdktf_provider_aws"


@pytest.fixture(scope="module")
def bundled_catalog() -> Catalog:
    return Catalog.load()


def _type(catalog: Catalog, module: str, name: str) -> Type:
    found = catalog.find(f"{AWS}.{module}", name)
    assert found is not None
    return found


def test_arguments_of_a_resource(bundled_catalog: Catalog) -> None:
    found = argument_constraints(bundled_catalog, _type(bundled_catalog, "dynamodb_table", "DynamodbTable"))
    assert found["billing_mode"].enum == ("PROVISIONED", "PAY_PER_REQUEST")
    assert found["billing_mode"].default == "PROVISIONED"
    assert found["hash_key"].replaces
    assert "deletion_protection_enabled" not in found


def test_arguments_of_a_config_and_of_a_struct(bundled_catalog: Catalog) -> None:
    config = argument_constraints(bundled_catalog, _type(bundled_catalog, "dynamodb_table", "DynamodbTableConfig"))
    resource = argument_constraints(bundled_catalog, _type(bundled_catalog, "dynamodb_table", "DynamodbTable"))
    assert config == resource
    attribute = _type(bundled_catalog, "dynamodb_table", "DynamodbTableAttribute")
    assert argument_constraints(bundled_catalog, attribute)["type"].enum == ("S", "N", "B")


def test_resources_and_data_sources_of_one_name(bundled_catalog: Catalog) -> None:
    data = _type(bundled_catalog, "data_aws_region", "DataAwsRegion")
    assert argument_constraints(bundled_catalog, data)["name"].deprecated
    assert resource_constraint(bundled_catalog, _type(bundled_catalog, "s3_bucket_object", "S3BucketObject")).deprecated
    assert not resource_constraint(bundled_catalog, data).deprecated


def test_what_no_resource_has(bundled_catalog: Catalog) -> None:
    assert argument_constraints(bundled_catalog, _type(bundled_catalog, "provider", "AwsProvider")) == {}
