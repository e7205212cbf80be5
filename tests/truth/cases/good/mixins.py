"""Several base classes, class methods that build, properties that are set."""
import json

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Naming:
    project = "acme"

    def named(self, *parts):
        return "-".join([self.project, *parts])


class Roles:
    _roles: dict

    def role(self, name, service):
        self._roles = getattr(self, "_roles", {})
        if name not in self._roles:
            self._roles[name] = IamRole(
                self,
                f"{name}-role",
                name=self.named(name),
                assume_role_policy=json.dumps(
                    {
                        "Version": "2012-10-17",
                        "Statement": {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": f"{service}.amazonaws.com"},
                        },
                    }
                ),
            )
        return self._roles[name]


class Permissions(Naming, Roles, TerraformStack):
    def __init__(self, scope, id, region="eu-west-1"):
        TerraformStack.__init__(self, scope, id)
        AwsProvider(self, "aws", region=region)
        self._boundary = None
        reader = IamPolicy(
            self,
            "reader",
            name=self.named("reader"),
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-*/*"}],
                }
            ),
        )
        for name in ("build", "deploy", "build"):
            role = self.role(name, "codebuild")
        IamRolePolicyAttachment(self, "reads", role=role.name, policy_arn=reader.arn)
        self.boundary = reader.arn

    @property
    def boundary(self):
        return self._boundary

    @boundary.setter
    def boundary(self, arn):
        self._boundary = arn
        for role in self._roles.values():
            role.permissions_boundary = arn

    @classmethod
    def of(cls, app, id, **options):
        return cls(app, id, **options)


app = App()
Permissions.of(app, "permissions", region="eu-north-1")
app.synth()
