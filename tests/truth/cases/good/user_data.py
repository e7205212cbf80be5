"""Shell in text: what Terraform must not fill in is escaped."""
from textwrap import dedent

from cdktf import App, Fn, TerraformStack
from cdktf_cdktf_provider_aws.efs_file_system import EfsFileSystem
from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Scripts(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        files = EfsFileSystem(self, "files", encrypted=True)
        script = dedent(
            f"""\
            #!/bin/bash
            set -euo pipefail
            TARGET=/mnt/files
            mkdir -p "$TARGET" && mount -t efs {files.id}:/ "$${{TARGET}}"
            echo "$(hostname) mounted" >> /var/log/mount.log
            """
        )
        Instance(
            self,
            "server",
            ami="ami-0123456789abcdef0",
            instance_type="t3.micro",
            user_data=script,
            user_data_replace_on_change=True,
        )
        LaunchTemplate(
            self,
            "raw",
            name_prefix="raw-",
            user_data=Fn.base64encode(
                Fn.raw_string("#!/bin/sh\necho ${HOME}\n")
            ),
        )
        IamPolicy(
            self,
            "own-folder",
            name="own-folder",
            policy="""{
              "Version": "2012-10-17",
              "Statement": [
                {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/$${aws:username}/*"}
              ]
            }""",
        )


app = App()
Scripts(app, "scripts")
app.synth()
