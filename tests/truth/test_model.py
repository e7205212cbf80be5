from truth.model import Token, facts, paths

STACK = {
    "resource": {
        "aws_s3_bucket": {
            "logs": {
                "//": {"metadata": {"path": "main/logs", "uniqueId": "logs"}},
                "bucket": "logs-${data.aws_caller_identity.me.account_id}",
                "tags": {"a.b": "$${HOME}", "empty": ""},
                "versioning": {},
                "lifecycle_rule": [{"transition": [{"days": 3, "storage_class": None}]}],
            }
        }
    },
    "data": {"aws_caller_identity": {"me": {"//": {"metadata": {"path": "main/me", "uniqueId": "me"}}}}},
    "locals": {"zone": "a"},
    "provider": {"aws": [{"region": "eu-west-1"}, {"region": "us-east-1", "alias": "east"}]},
    "terraform": {"backend": {"s3": {"bucket": "state"}}},
}


def test_arguments_are_flat_and_null_is_left_out():
    assert facts(STACK)["aws_s3_bucket.logs"] == {
        ("bucket",): "logs-${data.aws_caller_identity.me.account_id}",
        ("tags", "a.b"): "$${HOME}",
        ("tags", "empty"): "",
        ("versioning",): {},
        ("lifecycle_rule", 0, "transition", 0, "days"): 3,
    }


def test_only_text_with_a_reference_is_a_token():
    bucket = facts(STACK)["aws_s3_bucket.logs"]
    assert {path for path, value in bucket.items() if isinstance(value, Token)} == {("bucket",)}


def test_everything_with_an_address_is_there():
    assert set(facts(STACK)) == {
        "aws_s3_bucket.logs",
        "data.aws_caller_identity.me",
        "local.zone",
        "provider.aws",
        "provider.aws.east",
        "backend.s3",
    }
    assert facts(STACK)["local.zone"] == {(): "a"}


def test_paths_lead_back_to_constructs():
    assert paths(STACK) == {"aws_s3_bucket.logs": "main/logs", "data.aws_caller_identity.me": "main/me"}
