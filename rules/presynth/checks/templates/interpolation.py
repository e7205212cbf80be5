"""Text that is meant for a shell, a browser or a policy, and read by Terraform first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.templates.construct_texts import Written, written_in
from presynth.checks.templates.literals import to_escape
from presynth.checks.templates.syntax import Template, bound_in, verdict
from presynth.checks.templates.words import clipped, origin
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.events import Construction

_FOREIGN = ("refused", "number")
_SHOWN = 3


class UnescapedInterpolation(Rule):
    """Text holds `${…}` that Terraform takes for its own.

    ## What it does
    Looks for templates in the text that constructs are given, and tells those that refer to something of Terraform's
    (`${aws_s3_bucket.data.arn}` of a resource in this stack, `${var.region}`, `${path.module}`, `${each.key}`, calls of
    functions) from those of others: variables of a shell (`${HOME}`, `${1}`), of JavaScript (`${event.name}`), of
    policies (`${aws:username}`), formats (`%{http_code}`). Text that is read from files, or only partly known at that
    place, is left alone; a reference to what this stack does not have is `undeclared-reference`.

    ## Why is this bad?
    cdktf writes such text as it is. Terraform refuses most of it with a message about syntax; `${1}` becomes `1`.

    ## Fix safety
    Safe: `$${…}` and `%%{…}` are how Terraform writes the text that is there.

    ## References
    - https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
    """

    code = "PS205"
    name = "unescaped-interpolation"
    group = "terraform"
    severity = Severity.WARNING
    visits = Construction
    VALID = (
        Valid('''
from textwrap import dedent

from cdktf import Fn, TerraformOutput, TerraformVariable
from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

region = TerraformVariable(self, "region", type="string", default="eu-west-1", description="not ${read}")
bucket = S3Bucket(self, "data", bucket="data-${terraform.workspace}")
values = [
    "${aws_s3_bucket.data.arn}/*",
    "${var.region}-x",
    "${path.module}/x.zip",
    "${upper(var.region)}",
    '${var.region == "x" ? "a" : "b"}',
    "${~ 1 + 2 ~}",
    "%{ if var.region == \\"x\\" }a%{ else }b%{ endif }",
    "%{ for each_one in [var.region] }${each_one.name}%{ endfor }%{ for s in [] }${s.name}%{ endfor }",
    "$${HOME} costs $5, 100% {sure}",
    f"{bucket.arn}/${{aws_s3_bucket.data.id}}",
    "${aws_sqs_queue.raw.arn}",
]
for number, value in enumerate(values):
    TerraformOutput(self, f"value-{number}", value=value, description="also not ${read}")
self.add_override("resource.aws_sqs_queue.raw", {"name": "raw"})
Instance(
    self,
    "server",
    ami="ami-0123456789abcdef0",
    instance_type="t3.micro",
    user_data=dedent(f"""
        TARGET=/mnt
        mount "$${{TARGET}}" {bucket.id} "$TARGET" $(hostname)
    """),
    user_data_base64=Fn.base64encode("echo ${HOME}"),
)
IamPolicy(self, "own", name="own", policy="arn:aws:s3:::home/$${aws:username}/*")
'''),
        Valid(
            """
from cdktf_cdktf_provider_aws.instance import Instance

with open("boot.sh", encoding="utf-8") as file:
    script = file.read()
TEMPLATE = "echo ${NAME}"
Instance(self, "a", ami="ami-0123456789abcdef0", instance_type="t3.micro", user_data=script)
Instance(self, "b", ami="ami-0123456789abcdef0", instance_type="t3.micro", user_data=TEMPLATE.replace("${NAME}", "b"))
""",
            files={"boot.sh": "echo ok"},
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.instance import Instance

Instance(
    self,
    "server",
    ami="ami-0123456789abcdef0",
    instance_type="t3.micro",
    user_data=«"#!/bin/sh\\ncd ${HOME} && echo ${1:-none} $${DONE} ${path.module}"»,
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.instance import Instance

Instance(
    self,
    "server",
    ami="ami-0123456789abcdef0",
    instance_type="t3.micro",
    user_data="#!/bin/sh\\ncd $${HOME} && echo $${1:-none} $${DONE} ${path.module}",
)
""",
            message="`${HOME}` and `${1:-none}`",
        ),
        Invalid(
            '''
from cdktf_cdktf_provider_aws.efs_file_system import EfsFileSystem
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate

files = EfsFileSystem(self, "files", encrypted=True)
script = f"""#!/bin/bash
TARGET=/mnt/files
mount -t efs {files.id}:/ "${{TARGET}}"
curl -s -o /dev/null -w '%{{http_code}}' http://localhost/
"""
LaunchTemplate(self, "template", name_prefix="files-", user_data=«script»)
''',
            fixed='''
from cdktf_cdktf_provider_aws.efs_file_system import EfsFileSystem
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate

files = EfsFileSystem(self, "files", encrypted=True)
script = f"""#!/bin/bash
TARGET=/mnt/files
mount -t efs {files.id}:/ "$${{TARGET}}"
curl -s -o /dev/null -w '%%{{http_code}}' http://localhost/
"""
LaunchTemplate(self, "template", name_prefix="files-", user_data=script)
''',
            message="`${TARGET}` and `%{http_code}`",
        ),
        Invalid(
            """
import json

from cdktf_cdktf_provider_aws.iam_policy import IamPolicy

IamPolicy(
    self,
    "own-folder",
    name="own-folder",
    policy=«json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${aws:username}/*"}
            ],
        }
    )»,
)
""",
            fixed="""
import json

from cdktf_cdktf_provider_aws.iam_policy import IamPolicy

IamPolicy(
    self,
    "own-folder",
    name="own-folder",
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/$${aws:username}/*"}
            ],
        }
    ),
)
""",
            message="`${aws:username}`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.cloudfront_function import CloudfrontFunction

CODE = "function handler(event) { return `https://${event.request.headers.host.value}/`; }"
CloudfrontFunction(self, "redirect", name="redirect", runtime="cloudfront-js-2.0", code=«CODE»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.cloudfront_function import CloudfrontFunction

CODE = "function handler(event) { return `https://$${event.request.headers.host.value}/`; }"
CloudfrontFunction(self, "redirect", name="redirect", runtime="cloudfront-js-2.0", code=CODE)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import (
    DataAwsIamPolicyDocument,
    DataAwsIamPolicyDocumentStatement,
)

DataAwsIamPolicyDocument(
    self,
    "own",
    statement=[
        DataAwsIamPolicyDocumentStatement(
            actions=["s3:GetObject"],
            resources=["arn:aws:s3:::public/*", «"arn:aws:s3:::home/${aws:username}/*"»],
        )
    ],
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import (
    DataAwsIamPolicyDocument,
    DataAwsIamPolicyDocumentStatement,
)

DataAwsIamPolicyDocument(
    self,
    "own",
    statement=[
        DataAwsIamPolicyDocumentStatement(
            actions=["s3:GetObject"],
            resources=["arn:aws:s3:::public/*", "arn:aws:s3:::home/$${aws:username}/*"],
        )
    ],
)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter

SsmParameter(self, "pattern", name="/pattern", type="String", value=«"s/(.*)/${1}-x/"»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter

SsmParameter(self, "pattern", name="/pattern", type="String", value="s/(.*)/$${1}-x/")
""",
            message="becomes `1`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Construction)
        if subject.instance is not None:
            for written in written_in(subject, context.catalog):
                bound = bound_in(written.templates)
                foreign = [
                    template
                    for template in written.templates
                    if verdict(template) in _FOREIGN and re.split(r"\W", template.expression.strip())[0] not in bound
                ]
                if foreign:
                    yield self._foreign(written, subject, foreign)

    def _foreign(self, written: Written, event: Construction, foreign: list[Template]) -> Finding:
        texts = list(dict.fromkeys(template.text for template in foreign))
        listed = " and ".join(f"`{clipped(text)}`" for text in texts[:_SHOWN])
        numbers = all(verdict(template) == "number" for template in foreign)
        effect = f"becomes `{foreign[0].expression.strip()}`" if numbers else "is refused"
        first = foreign[0]
        message = (
            f"Terraform takes {listed} in this text for a template of its own, which {effect}: to stay text it is "
            f"written `{first.mark}{clipped(first.text)}`"
        )
        marks = to_escape(written.origin or written.place, lambda template: verdict(template) in _FOREIGN)
        escapes = tuple(Replace(mark, (mark.text * 2,)) for mark in marks)
        fixes = [Fix("Escape it", Safety.SAFE, escapes)] if escapes else []
        return self.finding(written.place, message, about=event.instance, fixes=fixes, related=origin(written))
