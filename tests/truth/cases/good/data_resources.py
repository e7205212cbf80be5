"""cdktf's own resource, locals and a sensitive output."""
from cdktf import App, DataResource, TerraformLocal, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret
from cdktf_cdktf_provider_aws.secretsmanager_secret_version import SecretsmanagerSecretVersion


class Secrets(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        revision = DataResource(self, "revision", input={"revision": 3}, triggers_replace={"stage": "a"})
        secret = SecretsmanagerSecret(self, "secret", name="app/token", recovery_window_in_days=0)
        version = SecretsmanagerSecretVersion(
            self, "version", secret_id=secret.id, secret_string='{"token": "replace-me"}', lifecycle={"ignore_changes": ["secret_string"]}
        )
        label = TerraformLocal(self, "label", f"{secret.name}@{version.version_id}")
        TerraformOutput(self, "label_text", value=label.as_string, sensitive=True)
        TerraformOutput(self, "revision_out", value=revision.output)


app = App()
Secrets(app, "secrets")
app.synth()
