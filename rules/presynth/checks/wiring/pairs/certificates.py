"""What waits for a certificate."""

from __future__ import annotations

from presynth.checks.wiring.pair import REGISTRY, Pair

_NOT_ISSUED = "it is refused while the certificate has not been issued"

PAIRS = (
    *(
        Pair(
            (dependent,),
            (path,),
            ("aws_acm_certificate_validation",),
            ("certificate_arn",),
            _NOT_ISSUED,
            f"{REGISTRY}acm_certificate_validation",
        )
        for dependent, path in (
            ("aws_lb_listener", "certificate_arn"),
            ("aws_alb_listener", "certificate_arn"),
            ("aws_lb_listener_certificate", "certificate_arn"),
            ("aws_cloudfront_distribution", "viewer_certificate.acm_certificate_arn"),
            ("aws_api_gateway_domain_name", "certificate_arn | regional_certificate_arn"),
            ("aws_apigatewayv2_domain_name", "domain_name_configuration.certificate_arn"),
            ("aws_cognito_user_pool_domain", "certificate_arn"),
        )
    ),
)
