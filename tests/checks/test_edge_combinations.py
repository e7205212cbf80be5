"""What the tables say of transit gateways, actions of listeners, policies of CloudFront and permission sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.examples import as_program, places_of, unmarked

_AWS = "from cdktf_cdktf_provider_aws."
_HUB = f"""{_AWS}ec2_transit_gateway import Ec2TransitGateway
{_AWS}ec2_transit_gateway_route_table_association import Ec2TransitGatewayRouteTableAssociation
{_AWS}ec2_transit_gateway_vpc_attachment import Ec2TransitGatewayVpcAttachment

def attached(hub, **settings):
    where = {{"vpc_id": "vpc-1", "subnet_ids": ["subnet-1"], "transit_gateway_id": hub}}
    return Ec2TransitGatewayVpcAttachment(self, "attachment", **where, **settings)

"""
_TUNNEL = f"""{_AWS}vpn_connection import VpnConnection
{_AWS}vpn_connection_route import VpnConnectionRoute

ends = {{"customer_gateway_id": "cgw-1", "vpn_gateway_id": "vgw-1", "type": "ipsec.1"}}
"""
_LIST = f"{_AWS}ec2_managed_prefix_list import Ec2ManagedPrefixList, Ec2ManagedPrefixListEntry as Entry\n"
_LISTENER = f"""{_AWS}lb_listener import LbListener
{_AWS}lb_listener import LbListenerDefaultAction as Action
{_AWS}lb_listener import LbListenerDefaultActionAuthenticateCognito as Cognito
{_AWS}lb_listener import LbListenerDefaultActionRedirect as Redirect

front = {{"load_balancer_arn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/x/1"}}
login = Cognito(user_pool_arn="arn:aws:x", user_pool_client_id="c", user_pool_domain="acme-pay")
"""
_CACHE = f"""{_AWS}cloudfront_cache_policy import CloudfrontCachePolicy

def cached(most, **key):
    nothing = {{
        "cookies_config": {{"cookie_behavior": "none"}},
        "headers_config": {{"header_behavior": "none"}},
        "query_strings_config": {{"query_string_behavior": "none"}},
    }}
    times = {{"min_ttl": 0, "default_ttl": 0, "max_ttl": most}}
    key = {{**nothing, **key}}
    CloudfrontCachePolicy(self, "p", name="p", parameters_in_cache_key_and_forwarded_to_origin=key, **times)

"""
_ORIGIN = f"""{_AWS}cloudfront_origin_request_policy import CloudfrontOriginRequestPolicy

rest = {{
    "cookies_config": {{"cookie_behavior": "none"}},
    "query_strings_config": {{"query_string_behavior": "all"}},
}}
"""
_CORS = f"""{_AWS}cloudfront_response_headers_policy import CloudfrontResponseHeadersPolicy

cors = {{"access_control_allow_methods": {{"items": ["GET"]}}, "origin_override": True}}
"""
_SSO = f"""{_AWS}ssoadmin_permission_set import SsoadminPermissionSet

of = {{"name": "Admin", "instance_arn": "arn:aws:sso:::instance/ssoins-1234567890abcdef"}}
"""

_FIREWALL = f"""{_AWS}networkfirewall_firewall_policy import NetworkfirewallFirewallPolicy
{_AWS}networkfirewall_rule_group import NetworkfirewallRuleGroup

def group(order):
    ordered = {{}} if order is None else {{"stateful_rule_options": {{"rule_order": order}}}}
    rules = {{"rules_source": {{"rules_string": "pass tcp any any -> any 443 (sid:1;)"}}, **ordered}}
    return NetworkfirewallRuleGroup(self, "g", name="g", type="STATEFUL", capacity=10, rule_group=rules)

def policy(reference, action="aws:forward_to_sfe"):
    settings = {{
        "stateless_default_actions": [action],
        "stateless_fragment_default_actions": ["aws:drop"],
        "stateful_engine_options": {{"rule_order": "STRICT_ORDER"}},
        "stateful_rule_group_reference": [reference],
    }}
    NetworkfirewallFirewallPolicy(self, "p", name="p", firewall_policy=settings)

"""
_CLIENT = f"""{_AWS}ec2_client_vpn_endpoint import Ec2ClientVpnEndpoint

server = {{"server_certificate_arn": "arn:aws:acm:eu-west-1:111122223333:certificate/1"}}
known = {{"type": "certificate-authentication", "rootCertificateChainArn": server["server_certificate_arn"]}}
quiet = {{"enabled": False}}
"""
_BLOCKED = f"""{_AWS}route53_resolver_firewall_rule import Route53ResolverFirewallRule

of = {{"name": "r", "firewall_domain_list_id": "rslvr-fdl-1", "firewall_rule_group_id": "rslvr-frg-1", "priority": 1}}
"""
_ANSWER = f"""{_AWS}wafv2_web_acl import Wafv2WebAcl, Wafv2WebAclCustomResponseBody, Wafv2WebAclRule
{_AWS}wafv2_web_acl import Wafv2WebAclRuleVisibilityConfig

seen = {{"cloudwatch_metrics_enabled": True, "metric_name": "acl", "sampled_requests_enabled": True}}
acl = {{"name": "acl", "scope": "REGIONAL", "default_action": {{"allow": {{}}}}, "visibility_config": seen}}
bodies = [Wafv2WebAclCustomResponseBody(key="slow", content="slow down", content_type="TEXT_PLAIN")]

def limit(key):
    answer = {{"custom_response": {{"response_code": 429, "custom_response_body_key": key}}}}
    statement = {{"rate_based_statement": {{"limit": 2000}}}}
    seen_too = Wafv2WebAclRuleVisibilityConfig(**seen)
    return Wafv2WebAclRule(
        name="a", priority=1, action={{"block": answer}}, statement=statement, visibility_config=seen_too
    )

"""

_ASSIGNED = f"""{_AWS}data_aws_identitystore_group import DataAwsIdentitystoreGroup
{_AWS}identitystore_group import IdentitystoreGroup
{_AWS}ssoadmin_account_assignment import SsoadminAccountAssignment

store = {{"identity_store_id": "d-1234567890", "display_name": "Admins"}}
of = {{
    "instance_arn": "arn:aws:sso:::instance/ssoins-1234567890abcdef",
    "permission_set_arn": "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef",
    "principal_type": "GROUP",
    "target_id": "111122223333",
    "target_type": "AWS_ACCOUNT",
}}
"""
_PEERS = f"""{_AWS}vpc_peering_connection import VpcPeeringConnection

ends = {{"vpc_id": "vpc-1", "peer_vpc_id": "vpc-2"}}
names = {{"allow_remote_vpc_dns_resolution": True}}
"""

_FAULTS = {
    "id of a group with its store": _ASSIGNED
    + """
group = IdentitystoreGroup(self, "admins", **store)
SsoadminAccountAssignment(self, "a", principal_id=«group.id», **of)
""",
    "options of what nobody accepted": _PEERS + 'VpcPeeringConnection(self, "p", accepter=«names», **ends)\n',
    "security header as another": _CORS
    + """
own = [{"header": «"Strict-Transport-Security"», "value": "max-age=1", "override": True}]
CloudfrontResponseHeadersPolicy(self, "p", name="p", custom_headers_config={"items": own})
""",
    "numbers of routers": """
from cdktf_cdktf_provider_aws.ec2_transit_gateway import Ec2TransitGateway

Ec2TransitGateway(self, "hub", amazon_side_asn=«64500»)
""",
    "group of another order": _FIREWALL + 'policy({"priority": 1, "resourceArn": «group(None).arn»})\n',
    "action there is none": _FIREWALL.replace("[action]", "[«action»]")
    + 'policy({"priority": 1, "resourceArn": group("STRICT_ORDER").arn}, "aws:forward")\n',
    "too few clients": _CLIENT
    + """
Ec2ClientVpnEndpoint(
    self,
    "e",
    client_cidr_block=«"172.31.0.0/24"»,
    authentication_options=[known],
    connection_log_options=quiet,
    **server,
)
""",
    "blocked without an answer": _BLOCKED + 'Route53ResolverFirewallRule(self, "r", action=«"BLOCK"», **of)\n',
    "answer there is none": _ANSWER.replace('_key": key', '_key": «key»')
    + 'Wafv2WebAcl(self, "acl", custom_response_body=bodies, rule=[limit("slower")], **acl)\n',
    "associated by its gateway": _HUB
    + """
attachment = attached(Ec2TransitGateway(self, "hub").id)
Ec2TransitGatewayRouteTableAssociation(
    self, "a", transit_gateway_attachment_id=«attachment.id», transit_gateway_route_table_id="tgw-rtb-1"
)
""",
    "static route of a connection with BGP": _TUNNEL
    + """
tunnel = VpnConnection(self, "vpn", **ends)
VpnConnectionRoute(self, "r", vpn_connection_id=«tunnel.id», destination_cidr_block="192.168.1.0/24")
""",
    "more entries than there may be": _LIST
    + """
entries = [Entry(cidr=f"10.{number}.0.0/16") for number in range(4)]
Ec2ManagedPrefixList(self, "l", name="l", address_family="IPv4", max_entries=«3», entry=entries)
""",
    "entry of another family": _LIST
    + """
entries = [Entry(cidr=«"2001:db8::/32"»)]
Ec2ManagedPrefixList(self, "l", name="l", address_family="IPv4", max_entries=3, entry=entries)
""",
    "redirection to itself": _LISTENER
    + """
again = Redirect(protocol=«"HTTP"», status_code="HTTP_301")
LbListener(self, "l", port=80, protocol="HTTP", default_action=[Action(type="redirect", redirect=again)], **front)
""",
    "HTTPS on the port of HTTP": _LISTENER
    + """
secure = Redirect(protocol=«"HTTPS"», status_code="HTTP_301")
LbListener(self, "l", port=80, protocol="HTTP", default_action=[Action(type="redirect", redirect=secure)], **front)
""",
    "login over HTTP": _LISTENER
    + """
asks = Action(type=«"authenticate-cognito"», authenticate_cognito=login, order=1)
LbListener(self, "l", port=80, protocol="HTTP", default_action=[asks], **front)
""",
    "key of a policy that keeps nothing": _CACHE
    + 'cached(0, query_strings_config={"query_string_behavior": «"all"»})\n',
    "encodings twice": _CACHE
    + """
headers = {"header_behavior": "whitelist", "headers": {"items": [«"Accept-Encoding"»]}}
cached(60, enable_accept_encoding_gzip=True, headers_config=headers)
""",
    "login of the origin": _ORIGIN
    + """
headers = {"header_behavior": "whitelist", "headers": {"items": ["Accept", «"Authorization"»]}}
CloudfrontOriginRequestPolicy(self, "p", name="p", headers_config=headers, **rest)
""",
    "all headers with credentials": _CORS
    + """
allowed = {"access_control_allow_headers": {"items": [«"*"»]}, "access_control_allow_origins": {"items": ["a.net"]}}
cors = {"access_control_allow_credentials": True, **allowed, **cors}
CloudfrontResponseHeadersPolicy(self, "p", name="p", cors_config=cors)
""",
    "hours that are none": _SSO + 'SsoadminPermissionSet(self, "s", session_duration=«"8h"», **of)\n',
    "hours that are too many": _SSO + 'SsoadminPermissionSet(self, "s", session_duration=«"PT24H"», **of)\n',
}
_SOUND = {
    "groups": _ASSIGNED
    + """
group = IdentitystoreGroup(self, "admins", **store)
SsoadminAccountAssignment(self, "a", principal_id=group.group_id, **of)
there = DataAwsIdentitystoreGroup(self, "there", identity_store_id="d-1234567890")
SsoadminAccountAssignment(self, "b", principal_id=there.id, **of)
""",
    "peers": _PEERS + 'VpcPeeringConnection(self, "p", auto_accept=True, accepter=names, **ends)\n',
    "firewalls": _FIREWALL + 'policy({"priority": 1, "resourceArn": group("STRICT_ORDER").arn})\n',
    "clients": _CLIENT
    + """
Ec2ClientVpnEndpoint(
    self,
    "e",
    client_cidr_block="172.31.0.0/22",
    authentication_options=[known],
    connection_log_options=quiet,
    **server,
)
""",
    "blocked": _BLOCKED
    + """
Route53ResolverFirewallRule(self, "r", action="BLOCK", block_response="NXDOMAIN", **of)
Route53ResolverFirewallRule(self, "s", action="ALERT", **of)
""",
    "answers of web ACLs": _ANSWER
    + """
Wafv2WebAcl(self, "acl", custom_response_body=bodies, rule=[limit("slow")], **acl)
""",
    "attachments": _HUB
    + """
quiet = Ec2TransitGateway(self, "quiet", default_route_table_association="disable")
loud = Ec2TransitGateway(self, "loud")
by = {"transit_gateway_route_table_id": "tgw-rtb-1"}
one = attached(quiet.id).id
Ec2TransitGatewayRouteTableAssociation(self, "a", transit_gateway_attachment_id=one, **by)
two = attached(loud.id, transit_gateway_default_route_table_association=False).id
Ec2TransitGatewayRouteTableAssociation(self, "b", transit_gateway_attachment_id=two, **by)
three = attached(loud.id).id
Ec2TransitGatewayRouteTableAssociation(
    self, "c", transit_gateway_attachment_id=three, replace_existing_association=True, **by
)
four = attached("tgw-1").id
Ec2TransitGatewayRouteTableAssociation(self, "d", transit_gateway_attachment_id=four, **by)
""",
    "tunnels": _TUNNEL
    + """
tunnel = VpnConnection(self, "vpn", static_routes_only=True, **ends)
VpnConnectionRoute(self, "r", vpn_connection_id=tunnel.id, destination_cidr_block="192.168.1.0/24")
VpnConnectionRoute(self, "s", vpn_connection_id="vpn-1", destination_cidr_block="192.168.2.0/24")
""",
    "lists": _LIST
    + """
entries = [Entry(cidr=f"10.{number}.0.0/16") for number in range(4)]
Ec2ManagedPrefixList(self, "l", name="l", address_family="IPv4", max_entries=4, entry=entries)
Ec2ManagedPrefixList(self, "m", name="m", address_family="IPv6", max_entries=1, entry=[Entry(cidr="2001:db8::/32")])
""",
    "listeners": _LISTENER
    + """
for name, other in (
    ("secure", Redirect(protocol="HTTPS", port="443", status_code="HTTP_301")),
    ("elsewhere", Redirect(host="www.acme-pay.net", status_code="HTTP_301")),
    ("maintained", Redirect(path="/maintenance", status_code="HTTP_302")),
):
    actions = [Action(type="redirect", redirect=other)]
    LbListener(self, name, port=80, protocol="HTTP", default_action=actions, **front)
asks = Action(type="authenticate-cognito", authenticate_cognito=login, order=1)
sends = Action(type="forward", target_group_arn="arn:aws:x", order=2)
LbListener(
    self, "l", port=443, protocol="HTTPS", certificate_arn="arn:aws:acm:x", default_action=[asks, sends], **front
)
""",
    "policies": _CACHE
    + """
cached(0)
cached(60, enable_accept_encoding_gzip=True, query_strings_config={"query_string_behavior": "all"})
headers = {"header_behavior": "whitelist", "headers": {"items": ["Authorization"]}}
cached(60, headers_config=headers)
""",
    "answers": _CORS
    + """
allowed = {"access_control_allow_headers": {"items": ["*"]}, "access_control_allow_origins": {"items": ["*"]}}
cors = {"access_control_allow_credentials": False, **allowed, **cors}
CloudfrontResponseHeadersPolicy(self, "p", name="p", cors_config=cors)
""",
    "durations": _SSO
    + """
for hours in ("PT1H", "PT12H", "PT1H30M", "PT43200S"):
    SsoadminPermissionSet(self, hours, session_duration=hours, **of)
""",
}


@pytest.mark.parametrize("name", _FAULTS)
def test_what_is_refused_is_found_at_its_place(tmp_path: Path, name: str) -> None:
    marked = unmarked(as_program(_FAULTS[name]))
    assert (marked.line, marked.column) in places_of(tmp_path, marked.code, "PS396")


@pytest.mark.parametrize("name", _SOUND)
def test_what_goes_together_is_left_alone(tmp_path: Path, name: str) -> None:
    assert places_of(tmp_path, _SOUND[name], "PS396") == []
