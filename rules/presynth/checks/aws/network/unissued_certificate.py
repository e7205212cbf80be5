"""Certificates that are used before anybody has validated them."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.combinations.conditions import steps
from presynth.checks.aws.values import companions, referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related, Severity

_CERTIFICATE, _VALIDATION = "aws_acm_certificate", "aws_acm_certificate_validation"
_USERS = {
    "aws_lb_listener": "certificate_arn",
    "aws_alb_listener": "certificate_arn",
    "aws_lb_listener_certificate": "certificate_arn",
    "aws_cloudfront_distribution": "viewer_certificate.acm_certificate_arn",
    "aws_api_gateway_domain_name": "regional_certificate_arn",
    "aws_apigatewayv2_domain_name": "domain_name_configuration.certificate_arn",
    "aws_cognito_user_pool_domain": "certificate_arn",
}
_ISSUED = ("private_key", "certificate_authority_arn")
"""What a certificate has that nobody needs to validate."""

_IMPORTS = """
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.acm_certificate_validation import AcmCertificateValidation
from cdktf_cdktf_provider_aws.lb_listener import LbListener

ELB = "arn:aws:elasticloadbalancing:eu-west-1:111122223333"
https = {
    "load_balancer_arn": f"{ELB}:loadbalancer/app/x/1",
    "port": 443,
    "protocol": "HTTPS",
    "default_action": [{"type": "forward", "targetGroupArn": f"{ELB}:targetgroup/x/1"}],
}
certificate = AcmCertificate(self, "www", domain_name="www.acme-pay.net", validation_method="DNS")
"""


class UnissuedCertificate(ResourceRule):
    """A new certificate is used, and nothing waits until it is issued.

    ## What it does
    Looks at certificates that a stack requests of ACM and gives to listeners, distributions and domains without an
    `AcmCertificateValidation`. Imported certificates, and those of a private authority, are left alone.

    ## Why is this bad?
    A certificate is issued when its domain has been validated, which takes minutes at least. Until then AWS refuses it:
    "UnsupportedCertificate: The certificate … must have a fully-qualified domain name, a supported signature, and a
    supported key size". A second apply may succeed, where somebody has made the records by then.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/acm_certificate_validation
      (2026-11-29)
    - https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html (2026-11-29)
    """

    code = "PS345"
    name = "unissued-certificate"
    severity = Severity.WARNING
    terraform_types = tuple(_USERS)
    VALID = (
        Valid(
            _IMPORTS
            + """
validation = AcmCertificateValidation(self, "valid", certificate_arn=certificate.arn)
LbListener(self, "https", certificate_arn=validation.certificate_arn, **https)
"""
        ),
        Valid(
            _IMPORTS
            + """

def listen(scope, arn, elsewhere):
    AcmCertificateValidation(scope, "valid", certificate_arn=elsewhere)
    LbListener(scope, "one", certificate_arn=arn, **https)
    LbListener(scope, "two", certificate_arn=certificate.arn, **https)
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
LbListener(self, "https", certificate_arn=«certificate.arn», **https)
""",
            message="nothing waits until it is issued",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        field = resource.block.field(steps(_USERS[resource.event.type.terraform_type]))
        certificate = None if field is None else referred(resource.program, field.value)
        if field is None or certificate is None or not _is_requested(certificate):
            return
        validations = companions(certificate, _VALIDATION, "certificate_arn")
        if validations.complete and not validations.found:
            yield self.finding(
                field.place,
                "this certificate is new, and nothing waits until it is issued (`AcmCertificateValidation`): AWS"
                " refuses it until then",
                about=resource.instance,
                related=(Related(certificate.event.callee_place, "it is requested here"),),
            )


def _is_requested(certificate: Resource) -> bool:
    """Whether a stack asks ACM for it."""
    event = certificate.event
    return (
        event.type.terraform_type == _CERTIFICATE
        and certificate.program.catalog.is_a(event.type, "TerraformResource")
        and all(certificate.presence(name) is Presence.UNSET for name in _ISSUED)
    )
