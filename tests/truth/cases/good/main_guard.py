"""The usual guard, parsed arguments, a module-level function."""
import argparse
import logging
import sys

from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.provider import AwsProvider

log = logging.getLogger(__name__)


class Keys(TerraformStack):
    def __init__(self, scope, id, names):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        for name in names:
            log.info("a key for %s", name)
            key = KmsKey(self, name, description=f"{name} data", deletion_window_in_days=30, enable_key_rotation=True)
            alias = KmsAlias(self, f"{name}-alias", name=f"alias/{name}", target_key_id=key.key_id)
            TerraformOutput(self, f"{name}-alias-arn", value=alias.arn)


def main(arguments=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", action="append", default=["ledger", "documents"])
    options = parser.parse_args(arguments)
    app = App(skip_validation=False, context={"team": "platform"})
    Keys(app, "keys", options.name)
    app.synth()
    return 0


if __name__ == "__main__":
    result = main(sys.argv[1:])
    if result:
        sys.exit(result)
