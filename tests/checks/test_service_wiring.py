"""What the services beside the big ones need first, can have only once, call by name and know as options."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import examples
from presynth.catalog.catalog import Catalog
from presynth.checks.aws.service_singles import SERVICE_SINGLES
from presynth.checks.base import Valid
from presynth.checks.common.blocks import declares
from presynth.checks.wiring.by_name import NAMINGS

_MAIL = """
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.ses_receipt_rule import SesReceiptRule
from cdktf_cdktf_provider_aws.sesv2_email_identity import Sesv2EmailIdentity
from cdktf_cdktf_provider_aws.sesv2_email_identity_mail_from_attributes import Sesv2EmailIdentityMailFromAttributes

inbox = S3Bucket(self, "inbox", bucket="acme-inbox")
reader = LambdaFunction(
    self,
    "reader",
    function_name="reader",
    role="arn:aws:iam::998877665544:role/reader",
    handler="app.run",
    runtime="python3.12",
    s3_bucket="acme-code",
    s3_key="reader.zip",
)
"""
_ENVIRONMENT = """
from cdktf_cdktf_provider_aws.elastic_beanstalk_environment import ElasticBeanstalkEnvironment

profile = {
    "namespace": "aws:autoscaling:launchconfiguration", "name": "IamInstanceProfile", "value": "web"
}
ElasticBeanstalkEnvironment(
    self,
    "web",
    name="shop-web",
    application="shop",
    solution_stack_name="64bit Amazon Linux 2023 v4.3.0 running Python 3.11",
    setting=[profile, OPTION],
)
"""
_FOUND = (
    (
        "PS410",
        _MAIL
        + """
SesReceiptRule(
    self, "keep", name="keep", rule_set_name="all", s3_action=[{"bucketName": «inbox.bucket», "position": 1}]
)
""",
        "lets SES write",
    ),
    (
        "PS405",
        _MAIL
        + """
SesReceiptRule(
    self, "read", name="read", rule_set_name="all", lambda_action=[{"functionArn": «reader.arn», "position": 1}]
)
""",
        "lets ses.amazonaws.com call",
    ),
    (
        "PS409",
        _MAIL
        + """
Sesv2EmailIdentity(self, "identity", email_identity="acme-shop.io")
Sesv2EmailIdentityMailFromAttributes(
    self, "from", email_identity=«"acme-shop.io"», mail_from_domain="bounce.acme-shop.io"
)
""",
        "`email_identity` names",
    ),
    (
        "PS404",
        """
from cdktf_cdktf_provider_aws.servicecatalog_constraint import ServicecatalogConstraint
from cdktf_cdktf_provider_aws.servicecatalog_portfolio import ServicecatalogPortfolio
from cdktf_cdktf_provider_aws.servicecatalog_product_portfolio_association import (
    ServicecatalogProductPortfolioAssociation,
)

portfolio = ServicecatalogPortfolio(self, "portfolio", name="all", provider_name="us")
ServicecatalogProductPortfolioAssociation(self, "link", portfolio_id=portfolio.id, product_id="prod-1")
«ServicecatalogConstraint»(
    self,
    "launch",
    portfolio_id=portfolio.id,
    product_id="prod-1",
    type="LAUNCH",
    parameters='{"LocalRoleName": "launch"}',
)
""",
        "not in the portfolio yet",
    ),
    (
        "PS385",
        """
from cdktf_cdktf_provider_aws.codebuild_webhook import CodebuildWebhook

CodebuildWebhook(self, "pushed", project_name="tests")
«CodebuildWebhook»(self, "asked", project_name="tests")
""",
        "of this project",
    ),
)
_OPTIONS = (
    (
        '{"namespace": "aws:elasticbeanstalk:healthreporting:system", "name": «"Systemtype"», "value": "enhanced"}',
        "`SystemType` may be meant",
    ),
    (
        '{"namespace": «"aws:elasticbeanstalk:enviroment"», "name": "EnvironmentType", "value": "SingleInstance"}',
        "`aws:elasticbeanstalk:environment` may be meant",
    ),
    (
        '{"namespace": "aws:elb:loadbalancer", "name": «"LoadBalancerType"», "value": "application"}',
        "an option of `aws:elasticbeanstalk:environment`",
    ),
    (
        '{"namespace": "aws:elasticbeanstalk:environment", "name": "LoadBalancerType", "value": «"alb"»}',
        "`classic`, `application` or `network`",
    ),
    ('{"namespace": "aws:ec2:vpc", "name": "VPCId", "value": "vpc-1"}', "the option `Subnets`"),
)
_FINE = (
    '{"namespace": "aws:elasticbeanstalk:application:environment", "name": "Systemtype", "value": "x"}',
    '{"namespace": "aws:elbv2:listener:443", "name": "SSLCertificateArns", "value": "arn"}',
    '{"namespace": "aws:elasticbeanstalk:environment:process:admin", "name": "HealthCheckPath", "value": "/"}',
    '{"namespace": "aws:elasticbeanstalk:container:python", "name": "WSGIPath", "value": "app"}',
    '{"namespace": "aws:ec2:vpc", "name": "ELBScheme", "value": "internet facing"}',
)


def _said(code: str, rule: str, folder: Path) -> list[tuple[str, str, int]]:
    """What a rule says of a program: the message, the text it is about, its line."""
    example = Valid(code)
    examples.write(folder, example, code, {})
    findings = examples.findings_of(examples.check(folder, example, rule), rule)
    return [(each.message, each.place.text, each.place.range.start.line) for each in findings]


@pytest.mark.parametrize(("rule", "code", "message"), _FOUND)
def test_it_is_found(rule: str, code: str, message: str, tmp_path: Path) -> None:
    marked = examples.unmarked(examples.as_program(code))
    said = _said(marked.code, rule, tmp_path)
    assert [(text, line) for _, text, line in said] == [(marked.text, marked.line)]
    assert message in said[0][0]


@pytest.mark.parametrize(("option", "message"), _OPTIONS)
def test_option_is_refused(option: str, message: str, tmp_path: Path) -> None:
    marked = examples.unmarked(examples.as_program(_ENVIRONMENT.replace("OPTION", option)))
    said = _said(marked.code, "PS396", tmp_path)
    assert [each for each, _, _ in said if message in each] != []
    if marked.text is not None:
        assert [(text, line) for _, text, line in said] == [(marked.text, marked.line)]


@pytest.mark.parametrize("option", _FINE)
def test_option_is_taken(option: str, tmp_path: Path) -> None:
    code = examples.as_program(_ENVIRONMENT.replace("OPTION", option))
    assert [each for each in _said(code, "PS396", tmp_path) if "the option" not in each[0]] == []


def test_profile_and_sizes(tmp_path: Path) -> None:
    sizes = ", ".join(
        f'{{"namespace": "aws:autoscaling:asg", "name": "{name}", "value": "{value}"}}'
        for name, value in (("MinSize", 4), ("MaxSize", 2))
    )
    code = examples.as_program(_ENVIRONMENT.replace("[profile, OPTION]", f"[{sizes}]"))
    said = [message for message, _, _ in _said(code, "PS396", tmp_path)]
    assert sorted(message.partition(":")[0] for message in said) == [
        "`MaxSize` (2) must not be less than `MinSize` (4)",
        "the option `IamInstanceProfile` of `aws",
    ]


def test_arguments_are_there() -> None:
    catalog = Catalog.load()
    named = [
        *((each.terraform_type, name) for each in SERVICE_SINGLES for name in (*each.names, *each.alternatives)),
        *((dependent, each.path) for each in NAMINGS for dependent in each.dependents),
        *((each.target, each.attribute) for each in NAMINGS),
    ]
    assert [
        each for each in named if not declares(catalog, catalog.terraform(each[0]), tuple(each[1].split(".")))
    ] == []
