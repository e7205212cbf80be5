"""What the tables say of networks, load balancers, names, distributions and APIs."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.examples import as_program, places_of, unmarked

_AWS = "from cdktf_cdktf_provider_aws."
_ENDPOINT = f"""{_AWS}vpc import Vpc
{_AWS}vpc_endpoint import VpcEndpoint

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
named = Vpc(self, "named", cidr_block="10.0.0.0/16", enable_dns_hostnames=True)
secrets = {{"service_name": "com.amazonaws.eu-west-1.secretsmanager", "subnet_ids": ["subnet-1"]}}
"""
_GROUP = f"""{_AWS}vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule

web = {{"security_group_id": "sg-1", "cidr_ipv4": "10.0.0.0/8"}}
"""
_LOG = f"""{_AWS}flow_log import FlowLog
{_AWS}s3_bucket import S3Bucket

logs = S3Bucket(self, "logs", bucket="acme-flow-logs")
log = {{"vpc_id": "vpc-1", "traffic_type": "ALL"}}
"""
_FRONT = f"""{_AWS}lb import Lb
{_AWS}lb_listener import LbListener, LbListenerDefaultAction, LbListenerDefaultActionRedirect
{_AWS}wafv2_web_acl_association import Wafv2WebAclAssociation

front = Lb(self, "front", subnets=["subnet-1", "subnet-2"])
inner = Lb(self, "inner", load_balancer_type="network", subnets=["subnet-1"])
redirect = LbListenerDefaultActionRedirect(port="443", protocol="HTTPS", status_code="HTTP_301")
acl = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/1"
"""
_DISTRIBUTION = f"""{_AWS}cloudfront_distribution import CloudfrontDistribution
{_AWS}lambda_function import LambdaFunction

edge = {{"function_name": "edge", "role": "arn:aws:iam::111122223333:role/edge", "filename": "edge.zip"}}
edge = {{"handler": "index.handler", "runtime": "nodejs22.x", **edge}}
behavior = {{
    "target_origin_id": "site",
    "allowed_methods": ["GET", "HEAD"],
    "cached_methods": ["GET", "HEAD"],
    "viewer_protocol_policy": "https-only",
    "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
}}
cdn = {{
    "enabled": True,
    "origin": [{{"originId": "site", "domainName": "b.s3.eu-west-1.amazonaws.com", "originAccessControlId": "E1"}}],
    "restrictions": {{"geo_restriction": {{"restriction_type": "none"}}}},
    "viewer_certificate": {{"cloudfront_default_certificate": True}},
}}
"""
_API = f"""{_AWS}apigatewayv2_api import Apigatewayv2Api
{_AWS}apigatewayv2_integration import Apigatewayv2Integration
{_AWS}apigatewayv2_route import Apigatewayv2Route

api = Apigatewayv2Api(self, "api", name="api", protocol_type="HTTP")
"""

_FAULTS = {
    "gateway endpoint in subnets": _ENDPOINT + 'VpcEndpoint(self, "s", vpc_id=vpc.id, **«secrets»)\n',
    "gateway endpoint of another service": _ENDPOINT
    + 'VpcEndpoint(self, "s", vpc_id=vpc.id, service_name=«"com.amazonaws.eu-west-1.sqs"»)\n',
    "private names without host names": _ENDPOINT
    + 'VpcEndpoint(self, "s", vpc_id=vpc.id, vpc_endpoint_type="Interface", private_dns_enabled=«True», **secrets)\n',
    "ports in the wrong order": _GROUP
    + 'VpcSecurityGroupIngressRule(self, "w", ip_protocol="tcp", from_port=443, to_port=«80», **web)\n',
    "no ports": _GROUP + 'VpcSecurityGroupIngressRule(self, "w", ip_protocol=«"udp"», from_port=53, **web)\n',
    "bucket as log group": _LOG + 'FlowLog(self, "l", log_destination=«logs.arn», iam_role_arn="arn:aws:x", **log)\n',
    "role for a bucket": _LOG
    + 'FlowLog(self, "l", log_destination=logs.arn, log_destination_type="s3", «iam_role_arn»="arn:aws:x", **log)\n',
    "redirect by a network load balancer": _FRONT
    + """
redirects = LbListenerDefaultAction(type=«"redirect"», redirect=redirect)
LbListener(self, "l", load_balancer_arn=inner.arn, port=80, protocol="TCP", default_action=[redirects])
""",
    "web ACL of a network load balancer": _FRONT
    + 'Wafv2WebAclAssociation(self, "a", resource_arn=«inner.arn», web_acl_arn=acl)\n',
    "function without a version": _DISTRIBUTION
    + """
function = LambdaFunction(self, "edge", publish=True, **edge)
calls = [{"eventType": "viewer-request", "lambdaArn": «function.arn»}]
CloudfrontDistribution(
    self, "cdn", default_cache_behavior={"lambda_function_association": calls, **behavior}, **cdn
)
""",
    "integration of another kind": _API
    + 'Apigatewayv2Integration(self, "i", api_id=api.id, integration_type=«"AWS"», integration_uri="arn:aws:x")\n',
    "id as target": _API
    + """
one = Apigatewayv2Integration(self, "i", api_id=api.id, integration_type="AWS_PROXY", integration_uri="arn:aws:x")
Apigatewayv2Route(self, "r", api_id=api.id, route_key="GET /", target=«one.id»)
""",
}
_SOUND = {
    "endpoints": _ENDPOINT
    + """
VpcEndpoint(self, "a", vpc_id=named.id, vpc_endpoint_type="Interface", private_dns_enabled=True, **secrets)
VpcEndpoint(self, "b", vpc_id=vpc.id, vpc_endpoint_type="Interface", private_dns_enabled=False, **secrets)
VpcEndpoint(self, "c", vpc_id=vpc.id, service_name="com.amazonaws.eu-west-1.s3", route_table_ids=["rtb-1"])
VpcEndpoint(self, "d", vpc_id="vpc-1", vpc_endpoint_type="Interface", private_dns_enabled=True, **secrets)
""",
    "ports": _GROUP
    + """
VpcSecurityGroupIngressRule(self, "a", ip_protocol="tcp", from_port=80, to_port=443, **web)
VpcSecurityGroupIngressRule(self, "b", ip_protocol="-1", **web)
VpcSecurityGroupIngressRule(self, "c", ip_protocol="icmp", from_port=8, to_port=0, **web)
""",
    "logs": _LOG + 'FlowLog(self, "l", log_destination=logs.arn, log_destination_type="s3", **log)\n',
    "load balancers": _FRONT
    + """
redirects = LbListenerDefaultAction(type="redirect", redirect=redirect)
LbListener(self, "l", load_balancer_arn=front.arn, port=80, protocol="HTTP", default_action=[redirects])
Wafv2WebAclAssociation(self, "a", resource_arn=front.arn, web_acl_arn=acl)
""",
    "functions of a distribution": _DISTRIBUTION
    + """
function = LambdaFunction(self, "edge", publish=True, **edge)
calls = [{"eventType": "viewer-request", "lambdaArn": function.qualified_arn}]
CloudfrontDistribution(
    self, "cdn", default_cache_behavior={"lambda_function_association": calls, **behavior}, **cdn
)
""",
    "HTTP API": _API
    + """
one = Apigatewayv2Integration(self, "i", api_id=api.id, integration_type="AWS_PROXY", integration_uri="arn:aws:x")
Apigatewayv2Route(self, "r", api_id=api.id, route_key="GET /", target=f"integrations/{one.id}")
""",
}


@pytest.mark.parametrize("name", _FAULTS)
def test_what_is_refused_is_found_at_its_place(tmp_path: Path, name: str) -> None:
    marked = unmarked(as_program(_FAULTS[name]))
    assert (marked.line, marked.column) in places_of(tmp_path, marked.code, "PS396")


@pytest.mark.parametrize("name", _SOUND)
def test_what_goes_together_is_left_alone(tmp_path: Path, name: str) -> None:
    assert places_of(tmp_path, _SOUND[name], "PS396") == []
