"""What there is to read about classes and arguments."""

from __future__ import annotations

from assist.conftest import Desk
from presynth.assist.documentation import documentation
from presynth.assist.items import Subject

BUCKET = "cdktf_cdktf_provider_aws.s3_bucket"


def read(desk: Desk, *about: str) -> str:
    """The documentation of a class, or of a member of it."""
    return documentation(desk.point("import cdktf|").catalog, Subject(*about))


def test_prose_where_there_is_some(desk: Desk) -> None:
    assert "Region where this resource will be [managed](https://docs.aws." in read(desk, BUCKET, "S3Bucket", "region")
    assert "named after the `id` passed to the constructor" in read(desk, "cdktf", "TerraformOutput", "static_id")
    assert "Overrides the auto-generated logical ID" in read(desk, BUCKET, "S3Bucket", "override_logical_id")
    assert "](https://developer.hashicorp.com/terraform/docs/" in read(desk, "cdktf", "Fn", "join")
    assert "Represents a cdktf application." in read(desk, "cdktf", "App")


def test_links_alone_are_no_prose(desk: Desk) -> None:
    text = read(desk, BUCKET, "S3Bucket", "acl")
    assert "Docs at" not in text
    assert "cors_rule block" not in read(desk, BUCKET, "S3Bucket", "cors_rule")
    assert "{@link" not in read(desk, BUCKET, "S3Bucket")


def test_ranges_and_what_a_change_does(desk: Desk) -> None:
    function = "cdktf_cdktf_provider_aws.lambda_function"
    assert "128 to 10240" in read(desk, function, "LambdaFunction", "memory_size")
    assert "A change replaces the resource." in read(desk, function, "LambdaFunction", "function_name")
    assert "Default: `3`." in read(desk, function, "LambdaFunction", "timeout")


def test_formats_in_words(desk: Desk) -> None:
    function = "cdktf_cdktf_provider_aws.lambda_function"
    assert "It must be an ARN (`arn:" in read(desk, function, "LambdaFunction", "role")
    alarm = "cdktf_cdktf_provider_aws.cloudwatch_composite_alarm"
    assert "Each: it must be an ARN (`arn:" in read(desk, alarm, "CloudwatchCompositeAlarm", "alarm_actions")


def test_others_of_the_same_block_by_their_names(desk: Desk) -> None:
    client = "cdktf_cdktf_provider_aws.cognito_user_pool_client"
    text = read(desk, client, "CognitoUserPoolClientAnalyticsConfiguration", "application_arn")
    assert "Not together with `external_id`, `role_arn` and `application_id`." in text


def test_arguments_of_all_resources_have_no_page(desk: Desk) -> None:
    assert "in the registry" not in read(desk, BUCKET, "S3Bucket", "depends_on")


def test_what_is_not_there(desk: Desk) -> None:
    assert read(desk, BUCKET, "S3Bucket", "nothing") == ""
    assert read(desk, BUCKET, "Nothing") == ""


def test_values_that_are_supported_come_first(desk: Desk) -> None:
    text = read(desk, "cdktf_cdktf_provider_aws.lambda_function", "LambdaFunction", "runtime")
    assert "`python3.13`" in text
    assert "`python2.7`" not in text


def test_what_one_of_several_must_be_set(desk: Desk) -> None:
    function = "cdktf_cdktf_provider_aws.lambda_function"
    assert "One of `filename`, `image_uri` and `s3_bucket` must be set." in read(
        desk, function, "LambdaFunction", "filename"
    )
    rule = "cdktf_cdktf_provider_aws.cloudwatch_event_rule"
    assert "At least one of `event_pattern` and `schedule_expression` must be set." in read(
        desk, rule, "CloudwatchEventRule", "event_pattern"
    )
