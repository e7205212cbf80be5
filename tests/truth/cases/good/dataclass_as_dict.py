from dataclasses import dataclass, asdict, field
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.db_instance import DbInstance


@dataclass(frozen=True)
class Db:
    engine: str = "postgres"
    instance_class: str = "db.t4g.micro"
    allocated_storage: int = 20
    tags: dict = field(default_factory=lambda: {"a": "b"})


class S(TerraformStack):
    def __init__(self, scope, id, db: Db = Db()):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        DbInstance(self, "db", username="app", manage_master_user_password=True, skip_final_snapshot=True, **asdict(db))


app = App()
S(app, "s", Db(allocated_storage=50))
app.synth()
