"""What the tables say of keys, users, builds, events, logs and brokers."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.examples import as_program, places_of, unmarked

_AWS = "from cdktf_cdktf_provider_aws."
_KEY = f"{_AWS}kms_key import KmsKey\n"
_POOL = f"""{_AWS}cognito_user_pool import CognitoUserPool, CognitoUserPoolSchema
{_AWS}cognito_user_pool_client import CognitoUserPoolClient
{_AWS}cognito_user_pool_domain import CognitoUserPoolDomain

pool = CognitoUserPool(self, "users", name="users")
"""
_BUILD = f"""{_AWS}codebuild_project import CodebuildProject

build = {{"service_role": "arn:aws:iam::111122223333:role/build", "name": "build"}}
environment = {{"compute_type": "BUILD_GENERAL1_SMALL", "image": "aws/codebuild/standard:7.0"}}
build = {{"environment": {{"type": "LINUX_CONTAINER", **environment}}, **build}}
"""
_EVENTS = f"""{_AWS}cloudwatch_event_bus import CloudwatchEventBus
{_AWS}cloudwatch_event_rule import CloudwatchEventRule
{_AWS}cloudwatch_event_target import CloudwatchEventTarget
{_AWS}kinesis_stream import KinesisStream

bus = CloudwatchEventBus(self, "bus", name="orders")
stream = KinesisStream(self, "stream", name="orders", shard_count=1)
"""
_LOGS = f"""{_AWS}cloudtrail import Cloudtrail
{_AWS}cloudwatch_log_group import CloudwatchLogGroup
{_AWS}cloudwatch_log_metric_filter import CloudwatchLogMetricFilter

logs = CloudwatchLogGroup(self, "logs", name="/acme/trail")
trail = {{"name": "trail", "s3_bucket_name": "acme-trail", "cloud_watch_logs_role_arn": "arn:aws:iam::1:role/t"}}
errors = {{"name": "errors", "namespace": "acme", "value": "1"}}
"""
_BROKER = f"""{_AWS}mq_broker import MqBroker

broker = {{"broker_name": "orders", "host_instance_type": "mq.m5.large", "auto_minor_version_upgrade": True}}
broker = {{"engine_type": "RabbitMQ", "engine_version": "3.13", **broker}}
user = {{"username": "orders", "password": "${{var.password}}"}}
"""

_FAULTS = {
    "rotation of a key for signatures": _KEY
    + 'KmsKey(self, "k", customer_master_key_spec="RSA_4096", key_usage="SIGN_VERIFY", «enable_key_rotation»=True)\n',
    "a key of this spec encrypts nothing": _KEY + 'KmsKey(self, "k", customer_master_key_spec=«"HMAC_256"»)\n',
    "attribute of one's own, required": _POOL
    + """
tenant = CognitoUserPoolSchema(name="tenant", attribute_data_type="String", «required»=True)
CognitoUserPool(self, "more", name="more", schema=[tenant])
""",
    "second factor of no kind": _POOL + 'CognitoUserPool(self, "more", name="more", mfa_configuration=«"ON"»)\n',
    "address without encryption": _POOL
    + """
addresses = ["http://localhost:3000/", "http://acme.org/"]
CognitoUserPoolClient(self, "web", name="web", user_pool_id=pool.id, callback_urls=«addresses»)
""",
    "days for a token": _POOL
    + """
units = {"accessToken": "days"}
CognitoUserPoolClient(
    self, "web", name="web", user_pool_id=pool.id, access_token_validity=«7», token_validity_units=[units]
)
""",
    "secret is needed": _POOL
    + """
scopes = {"allowed_oauth_scopes": ["a/b"], "allowed_oauth_flows_user_pool_client": True}
CognitoUserPoolClient(
    self, "m", name="m", user_pool_id=pool.id, allowed_oauth_flows=«["client_credentials"]», **scopes
)
""",
    "domain of one's own": _POOL
    + 'CognitoUserPoolDomain(self, "domain", user_pool_id=pool.id, domain=«"auth.acme.org"»)\n',
    "source of the pipeline, artifacts of nobody": _BUILD
    + """
none = {"type": «"NO_ARTIFACTS"»}
CodebuildProject(self, "b", artifacts=none, source={"type": "CODEPIPELINE"}, **build)
""",
    "schedule of a bus": _EVENTS
    + 'CloudwatchEventRule(self, "r", event_bus_name=bus.name, «schedule_expression»="rate(1 hour)")\n',
    "stream without a role": _EVENTS
    + """
rule = CloudwatchEventRule(self, "r", schedule_expression="rate(1 hour)")
CloudwatchEventTarget(self, "t", rule=rule.name, arn=«stream.arn»)
""",
    "group without its streams": _LOGS + 'Cloudtrail(self, "trail", cloud_watch_logs_group_arn=«logs.arn», **trail)\n',
    "dimensions of text": _LOGS
    + """
counted = {«"dimensions"»: {"Service": "api"}, **errors}
CloudwatchLogMetricFilter(
    self, "e", name="e", log_group_name=logs.name, pattern="ERROR", metric_transformation=counted
)
""",
    "mode of another engine": _BROKER
    + 'MqBroker(self, "mq", deployment_mode=«"ACTIVE_STANDBY_MULTI_AZ"», user=[user], **broker)\n',
}
_SOUND = {
    "keys": _KEY
    + """
KmsKey(self, "a", enable_key_rotation=True)
KmsKey(self, "b", customer_master_key_spec="RSA_4096", enable_key_rotation=False)
KmsKey(self, "c", customer_master_key_spec="ECC_NIST_P256", key_usage="KEY_AGREEMENT")
""",
    "users": _POOL
    + """
email = CognitoUserPoolSchema(name="email", attribute_data_type="String", required=True)
factor = {"mfa_configuration": "OPTIONAL", "software_token_mfa_configuration": {"enabled": True}}
CognitoUserPool(self, "more", name="more", schema=[email], **factor)
CognitoUserPoolClient(
    self,
    "web",
    name="web",
    user_pool_id=pool.id,
    access_token_validity=30,
    token_validity_units=[{"accessToken": "minutes"}],
    callback_urls=["https://acme.org/", "acme://callback", "http://localhost"],
    default_redirect_uri="https://acme.org/",
)
CognitoUserPoolDomain(self, "domain", user_pool_id=pool.id, domain="acme")
""",
    "builds": _BUILD
    + """
CodebuildProject(self, "b", artifacts={"type": "CODEPIPELINE"}, source={"type": "CODEPIPELINE"}, **build)
""",
    "events": _EVENTS
    + """
CloudwatchEventRule(self, "r", schedule_expression="rate(1 hour)")
CloudwatchEventTarget(self, "t", rule="r", arn=stream.arn, role_arn="arn:aws:iam::111122223333:role/events")
""",
    "logs": _LOGS
    + """
counted = {"dimensions": {"Service": "$.service"}, **errors}
Cloudtrail(self, "trail", cloud_watch_logs_group_arn=f"{logs.arn}:*", **trail)
CloudwatchLogMetricFilter(
    self, "e", name="e", log_group_name=logs.name, pattern="{ $.a = 1 }", metric_transformation=counted
)
""",
    "brokers": _BROKER + 'MqBroker(self, "mq", deployment_mode="CLUSTER_MULTI_AZ", user=[user], **broker)\n',
}


@pytest.mark.parametrize("name", _FAULTS)
def test_what_is_refused_is_found_at_its_place(tmp_path: Path, name: str) -> None:
    marked = unmarked(as_program(_FAULTS[name]))
    assert (marked.line, marked.column) in places_of(tmp_path, marked.code, "PS396")


@pytest.mark.parametrize("name", _SOUND)
def test_what_goes_together_is_left_alone(tmp_path: Path, name: str) -> None:
    assert places_of(tmp_path, _SOUND[name], "PS396") == []
