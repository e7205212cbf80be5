"""What is right with tokens, and what only looks wrong."""

from __future__ import annotations

from presynth.checks.base import Valid

VALID = (
    Valid("""
import json

from cdktf import Fn, Op, TerraformOutput, TerraformVariable, Token
from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

zones = DataAwsAvailabilityZones(self, "zones", state="available")
bucket = S3Bucket(self, "bucket", bucket="data")
db = DbInstance(self, "db", instance_class="db.t4g.micro")
size = TerraformVariable(self, "size", type="number", default=20)
keep = TerraformVariable(self, "keep", type="bool", default=True)
texts = [
    f"{bucket.arn}/*",
    f"postgres://{db.address}:{db.port}/app",
    f"x{size.number_value}",
    f"size={size.number_value}, port {db.port}",
    str(db.port),
    "%s in %s" % (db.identifier, bucket.region),
    "{}:{}".format(db.address, db.port),
    bucket.arn + "/*",
    "arn:" + str(db.port) + "/" + bucket.id,
    "/".join([bucket.id, "prefix", str(db.port)]),
    json.dumps({"port": db.port, "host": db.address, "arns": [bucket.arn, f"{bucket.arn}/*"]}),
    json.dumps([db.port, 1]),
    f"db-{Token.as_string(db.port)}",
    f"{bucket.id}" f"-{bucket.region}",
    bucket.arn * 2,
    f"{Fn.length_of(zones.names)} zones",
]
for number, text in enumerate(texts):
    TerraformOutput(self, f"text-{number}", value=text)
TerraformOutput(self, "next", value=Op.add(db.port, 1))
TerraformOutput(self, "first", value=Fn.element(zones.names, 0))
TerraformOutput(self, "all", value=list(zones.names))
TerraformOutput(self, "copy", value=[zone for zone in zones.names])
TerraformOutput(self, "same", value=zones.names[:])
TerraformOutput(self, "spread", value=[*zones.names])
TerraformOutput(self, "flag", value=keep.boolean_value)
"""),
    Valid("""
import logging
from textwrap import dedent

from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

logger = logging.getLogger(__name__)


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        provider = AwsProvider(self, "aws", region="eu-west-1")
        if provider.region == "eu-west-1" and provider.region.startswith("eu-"):
            TerraformOutput(self, "near", value=f"{provider.region}a".upper())
        key = KmsKey(self, "key")
        self.buckets = [self.bucket("plain"), self.bucket("secret", key.arn)]
        ids = [bucket.id for bucket in self.buckets]
        assert len(ids) == 2
        TerraformOutput(self, "last", value=ids[-1])
        TerraformOutput(self, "ids", value=",".join(ids[:2]))
        by_name = {bucket.node.id: bucket.arn for bucket in self.buckets}
        for name, arn in by_name.items():
            TerraformOutput(self, f"{name}-arn", value=arn)
        TerraformOutput(self, "again", value=by_name["plain"])
        script = f'''
            #!/bin/sh
            aws s3 sync s3://{ids[0]}/ /data
        '''
        TerraformOutput(self, "script", value=dedent(script).strip())
        TerraformOutput(self, "line", value=script.strip().replace("sync", "cp"))
        TerraformOutput(self, "name", value=f"{ids[0]}-with-a-name-that-may-be-long"[:255])
        print(f"made {self.buckets[0]} in {provider.region}")
        logger.info("made %s, a %s", self.buckets[0], f"{key}")

    def bucket(self, name, key_arn=None, prefix=""):
        if key_arn and key_arn is not None and key_arn != "" and key_arn not in (None, ""):
            logger.debug(f"{name} has a key: {bool(key_arn)}")
        if not key_arn:
            key_arn = None
        if not isinstance(name, str):
            raise TypeError(f"{self} wants text")
        return S3Bucket(self, name, bucket=name, tags={"Key": key_arn or "none"})


app = App()
Main(app, "main")
app.synth()
"""),
    Valid("""
import os
import time
import uuid
from datetime import datetime

from cdktf import S3Backend, TerraformOutput
from cdktf_cdktf_provider_aws.api_gateway_deployment import ApiGatewayDeployment
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Backend(self, bucket=os.getenv("STATE", "state"), key="main.tfstate", region="eu-west-1")
ApiGatewayDeployment(self, "deployment", rest_api_id="x", triggers={"at": str(time.time())})
S3Bucket(self, "data", bucket=f"data-{uuid.uuid5(uuid.NAMESPACE_DNS, 'x')}", tags={"Made": datetime.now().isoformat()})
TerraformOutput(self, "size", value=int(os.getenv("SIZE", "20")) * 2 + 1)
TerraformOutput(self, "label", value=f"x-{int(os.getenv('SIZE', '20')):03d}")
"""),
    Valid("""
from cdktf import Fn, TerraformCount, TerraformIterator, TerraformLocal, Token
from cdktf_cdktf_provider_aws.eks_cluster import EksCluster, EksClusterVpcConfig
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

cluster = EksCluster(
    self,
    "cluster",
    name="main",
    role_arn="arn:aws:iam::123456789012:role/eks",
    vpc_config=EksClusterVpcConfig(subnet_ids=["subnet-1", "subnet-2"]),
)
issuer = cluster.identity.get(0).oidc.get(0).issuer
host = Fn.replace(issuer, "https://", "")
local = TerraformLocal(self, "local", {"issuer": issuer})
names = TerraformIterator.from_map({"a": "b"})
number = TerraformCount.of(2)
S3Bucket(self, "each", for_each=names, bucket=f"{host}/{names.key}")
S3Bucket(self, "one", bucket="one", tags={"Issuer": Fn.lookup(local.as_any_map, "issuer")})
S3Bucket(self, "twice", count=number, bucket=f"data{number.index}", tags={"Is": Token.as_string(number.index)})
S3Bucket(self, "shell", bucket="shell", tags={"Script": Fn.base64encode("echo ${HOME} ${1}")})
S3Bucket(self, "raw", bucket="raw", tags={"Name": Fn.raw_string("${aws_s3_bucket.raw.id}")})
"""),
    Valid("""
from cdktf import App, TerraformStack, Token
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


def shortened(name):
    if "${" in name:
        return name
    return name if Token.is_unresolved(name) or name.startswith("${Tf") else name.lower()[:20]


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        data = S3Bucket(self, "data", bucket=shortened("Data"))
        S3Bucket(self, "copy", bucket=shortened(data.id))


app = App()
Main(app, "main")
app.synth()
"""),
    Valid(
        """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Bucket(S3Bucket):
    def __str__(self):
        return self.bucket_input


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.data = Bucket(self, "data", bucket="data")
        Bucket(self, "copy", bucket=f"{self.data}-copy")
""",
        files={
            "tests/test_main.py": """
from cdktf import Testing
from main import Main


def test_main():
    stack = Main(Testing.app(), "main")
    assert stack.data.bucket_input == "data"
    assert stack.data.arn != stack.data.id
    assert "data" in Testing.synth(stack)
"""
        },
    ),
    Valid("""
from cdktf import DataTerraformRemoteStateS3, TerraformOutput, TerraformVariable, Token
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

buckets = [S3Bucket(self, name, bucket=name) for name in ("first", "second")]
ids = TerraformOutput(self, "ids", value=[bucket.id for bucket in buckets])
listed = Token.as_list(ids.value)
for index in range(4):
    TerraformOutput(self, f"id-{index}", value=listed[index % len(listed)])
TerraformOutput(self, "named", value=buckets[0].bucket_input.upper())
net = DataTerraformRemoteStateS3(self, "net", bucket="state", key="net", region="eu-west-1")
TerraformOutput(self, "vpc", value=net.get("vpc"))
names = []
names.extend(Token.as_list(net.get("names")))
TerraformOutput(self, "names", value=names)
size = TerraformVariable(self, "size", type="number", default=20)
if size.default is not None and size:
    TerraformOutput(self, "size-out", value=size.value)
by_id = {bucket.id: bucket.arn for bucket in buckets}
TerraformOutput(self, "arn", value=by_id.get(buckets[0].id, "none"))
"""),
)
