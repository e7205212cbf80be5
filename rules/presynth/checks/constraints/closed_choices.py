"""Enumerations that stay as they are: they name all that there can be, so that no other value is merely newer."""

from __future__ import annotations

_CLOSED = (
    # One thing and its opposite
    "allow deny",
    "ALLOW DENY",
    "Allow Deny",
    "ingress egress",
    "ENABLED DISABLED",
    "Enabled Disabled",
    "enabled disabled",
    "enable disable",
    "on off",
    "ON OFF",
    "ON OFF OPTIONAL",
    "Enabled Suspended Disabled",
    "PRIMARY SECONDARY",
    "public private",
    "optional required",
    "MUTABLE IMMUTABLE",
    "Active PassThrough",
    "vpc standard",
    # Protocols and versions of them
    "TCP UDP",
    "HTTP HTTPS",
    "HTTP WEBSOCKET",
    "HTTP_301 HTTP_302",
    "IPV4 IPV6",
    "ipv4 ipv6",
    "ANY DELETE GET HEAD OPTIONS PATCH POST PUT",
    "application/javascript application/json text/css text/html text/plain",
    # What is done with parts of requests, and who may ask
    "all none whitelist",
    "all allExcept none whitelist",
    "allow-all https-only redirect-to-https",
    "blacklist none whitelist",
    "PriceClass_100 PriceClass_200 PriceClass_All None",
    "NONE SOURCE_IP",
    "CLOUDFRONT REGIONAL",
    "EQ NE LE LT GE GT",
    "HTTP HTTP_PROXY AWS AWS_PROXY MOCK",
    "MULTIVALUE WEIGHTED",
    "INTERNET VPC_LINK",
    # What is logged, counted and kept
    "ACCEPT REJECT ALL",
    "OFF ERROR INFO",
    "ALL ERROR FATAL OFF",
    "DAY WEEK MONTH",
    "SampleCount Average Sum Minimum Maximum",
    "breaching ignore missing notBreaching",
    "COMPLIANCE GOVERNANCE",
    "BucketOwnerPreferred ObjectWriter BucketOwnerEnforced",
    # Kinds that the service itself is built on
    "S N B",
    "PROVISIONED PAY_PER_REQUEST",
    "PROVISIONED ON_DEMAND",
    "ALL KEYS_ONLY INCLUDE",
    "Zip Image",
    "STANDARD EXPRESS",
    "TRIM_HORIZON LATEST AT_TIMESTAMP",
    "String StringList SecureString",
    "messageGroup queue",
    "default dedicated",
    "default dedicated host",
    "immediate pending-reboot",
    "x86_64 arm64",
    "0.5 1.6 6.1 13.5 28.4 58.2 118 237",
)
CLOSED = frozenset(frozenset(words.split()) for words in _CLOSED)
"""Each as the provider lists it.

https://registry.terraform.io/providers/hashicorp/aws/latest/docs: the values of the arguments, as known on 2026-11-29.
"""
