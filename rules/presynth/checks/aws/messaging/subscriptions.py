"""Subscriptions whose endpoint is not of their protocol."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.documents import text_of
from presynth.checks.aws.values import field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field, Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding, Severity
from presynth.program.values import Token

_ARN = ("an ARN", re.compile(r"arn:.+"))
_ENDPOINTS = {
    "email": ("an address of e-mail", re.compile(r"[^@\s]+@[^@\s]+")),
    "email-json": ("an address of e-mail", re.compile(r"[^@\s]+@[^@\s]+")),
    "http": ("a URL that begins with `http://`", re.compile(r"http://.+")),
    "https": ("a URL that begins with `https://`", re.compile(r"https://.+")),
    "sms": ("a number that begins with `+`", re.compile(r"\+[\d\s().-]{6,}")),
    **dict.fromkeys(("sqs", "lambda", "firehose", "application"), _ARN),
}
_TO_ARN = {"sqs": "aws_sqs_queue", "lambda": "aws_lambda_function", "firehose": "aws_kinesis_firehose_delivery_stream"}

_IMPORTS = """
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

topic = SnsTopic(self, "topic", name="orders")
queue = SqsQueue(self, "queue", name="orders")
"""


class SubscriptionEndpoint(ResourceRule):
    """A subscription whose endpoint is not what its protocol needs.

    ## What it does
    Compares the `endpoint` of subscriptions to topics with their `protocol`: an address for e-mail, a URL for HTTPS,
    ARNs for queues, functions and streams (not the URL of a queue or the name of a function). Firehose needs a role.

    ## Why is this bad?
    SNS refuses the subscription when it is applied ("Invalid parameter: Endpoint"): no plan says so.

    ## References
    - https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html (2026-11-29)
    """

    code = "PS368"
    name = "subscription-endpoint"
    severity = Severity.ERROR
    terraform_types = ("aws_sns_topic_subscription",)
    VALID = (
        Valid(
            _IMPORTS
            + """
SnsTopicSubscription(self, "queue-orders", topic_arn=topic.arn, protocol="sqs", endpoint=queue.arn)
SnsTopicSubscription(self, "mail", topic_arn=topic.arn, protocol="email", endpoint="ops+orders@acme-pay.net")
SnsTopicSubscription(self, "web", topic_arn=topic.arn, protocol="https", endpoint="https://acme-pay.net/orders")
"""
        ),
        Valid(
            _IMPORTS
            + """

def subscribe(scope, protocol, endpoint, name):
    SnsTopicSubscription(scope, "one", topic_arn=topic.arn, protocol=protocol, endpoint=endpoint)
    SnsTopicSubscription(scope, "two", topic_arn=topic.arn, protocol="email", endpoint=f"{name}.net")
    SnsTopicSubscription(scope, "three", topic_arn=topic.arn, protocol="https", endpoint=f"{name}/orders")
    SnsTopicSubscription(scope, "four", topic_arn=topic.arn, protocol="email", endpoint="${var.mail}")
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
SnsTopicSubscription(self, "queue-orders", topic_arn=topic.arn, protocol="sqs", endpoint=«queue.url»)
""",
            message="this is its `url`",
        ),
        Invalid(
            _IMPORTS
            + """
MAIL = "ops.acme-pay.net"
SnsTopicSubscription(self, "mail", topic_arn=topic.arn, protocol="email", endpoint=«MAIL»)
""",
            message="is an address of e-mail",
        ),
        Invalid(
            _IMPORTS
            + """
SnsTopicSubscription(self, "web", topic_arn=topic.arn, protocol="https", endpoint=«"http://acme-pay.net"»)
""",
            message="begins with `https://`",
        ),
        Invalid(
            _IMPORTS
            + """
arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/orders"
«SnsTopicSubscription»(self, "stream", topic_arn=topic.arn, protocol="firehose", endpoint=arn)
""",
            message="`subscription_role_arn`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        protocol, endpoint = field_text(resource, "protocol"), resource.field("endpoint")
        message = None if protocol is None or endpoint is None else _fault(protocol, endpoint)
        if endpoint is not None and message is not None:
            yield self.finding(endpoint.place, f"{message}: SNS refuses it", about=resource.instance)
        if protocol == "firehose" and resource.presence("subscription_role_arn") is Presence.UNSET:
            yield self.finding(
                resource.event.callee_place,
                "a subscription of Firehose needs `subscription_role_arn`: SNS refuses it",
                about=resource.instance,
            )


def _fault(protocol: str, endpoint: Field) -> str | None:
    value = endpoint.value
    if isinstance(value, Token) and value.source is not None and value.source.type is not None:
        right = value.source.type.terraform_type == _TO_ARN.get(protocol)
        if right and value.attribute != "arn" and not (protocol != "sqs" and value.attribute.endswith("arn")):
            return f"the endpoint of protocol `{protocol}` is an ARN, and this is its `{value.attribute}`"
        return None
    given = text_of(value)
    if HOLE in given or protocol not in _ENDPOINTS:
        return None
    words, form = _ENDPOINTS[protocol]
    return None if form.fullmatch(given) else f"the endpoint of protocol `{protocol}` is {words}, and this is `{given}`"
