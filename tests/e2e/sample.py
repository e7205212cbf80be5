"""A file with one fault behind an emoji, where the units of columns differ, and the same without it."""

FAULTY = """from cdktf_cdktf_provider_aws.security_group import SecurityGroup


def web(stack):
    name = "🔥"; SecurityGroup(stack, name, ingress=[{"from_port": 443, "to_port": 443, "protocol": "tcp"}])
"""
FIXED = """from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress


def web(stack):
    name = "🔥"; SecurityGroup(stack, name, ingress=[SecurityGroupIngress(from_port=443, to_port=443, protocol="tcp")])
"""
FIX = "Write `SecurityGroupIngress(…)`"
LINE = 5
"""Of the fault, counted from 1."""
