"""What is wrong with tokens, and what is right instead."""

from __future__ import annotations

from presynth.checks.base import Invalid

_ZONES = """from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones

zones = DataAwsAvailabilityZones(self, "zones", state="available")
"""
_BUCKET = """from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data", bucket="data", tags={"Team": "data"})
"""
_DATABASE = """from cdktf_cdktf_provider_aws.db_instance import DbInstance

db = DbInstance(self, "db", instance_class="db.t4g.micro")
"""
_CLUSTER = """from cdktf_cdktf_provider_aws.eks_cluster import EksCluster, EksClusterVpcConfig

cluster = EksCluster(
    self,
    "cluster",
    name="main",
    role_arn="arn:aws:iam::123456789012:role/eks",
    vpc_config=EksClusterVpcConfig(subnet_ids=["subnet-1", "subnet-2"]),
)
"""
_SECRET = """from cdktf_cdktf_provider_aws.data_aws_secretsmanager_secret_version import (
    DataAwsSecretsmanagerSecretVersion,
)

secret = DataAwsSecretsmanagerSecretVersion(self, "secret", secret_id="db")
"""
_VARIABLES = """
name = TerraformVariable(self, "name", type="string", default="data")
size = TerraformVariable(self, "size", type="number", default=20)
keep = TerraformVariable(self, "keep", type="bool", default=True)
"""


def _output(setup: str, wrong: str, right: str | None = None, *, core: str = "Fn", message: str = "") -> Invalid:
    """A wrong value of an output, marked, and the right one."""
    return _line(setup, f'TerraformOutput(self, "value", value={wrong})', _given(right), core=core, message=message)


def _given(value: str | None) -> str | None:
    return None if value is None else f'TerraformOutput(self, "value", value={value})'


def _line(setup: str, wrong: str, right: str | None = None, *, core: str = "Fn", message: str = "") -> Invalid:
    """Wrong statements below the setup, and right ones."""
    names = sorted({"TerraformOutput", *core.split()})
    before = f"\nfrom cdktf import {', '.join(names)}\n{setup}"
    fixed = None if right is None else f"{before}{right}\n"
    return Invalid(f"{before}{wrong}\n", fixed=fixed, message=message)


_LISTS = (
    _output(_ZONES, "«zones.names[0]»", "Fn.element(zones.names, 0)", message="synth stops"),
    _output(_ZONES, "«zones.names[-1]»", "Fn.element(Fn.reverse(zones.names), 0)"),
    _line(
        _ZONES,
        'for index in range(2):\n    TerraformOutput(self, f"zone-{index}", value=«zones.names[index]»)',
        'for index in range(2):\n    TerraformOutput(self, f"zone-{index}", value=Fn.element(zones.names, index))',
    ),
    _output(_ZONES, "«zones.names[1]»", "Fn.element(zones.names, 1)", message="an IndexError"),
    _output(_ZONES, 'f"{«zones.names[2]»}-x"', 'f"{Fn.element(zones.names, 2)}-x"'),
    _output(_ZONES, "«zones.names[:2]»", "Token.as_list(Fn.slice(zones.names, 0, 2))", core="Fn Token"),
    _output(
        _ZONES,
        "«zones.names[1:]»",
        "Token.as_list(Fn.slice(zones.names, 1, Fn.length_of(zones.names)))",
        core="Fn Token",
        message="takes nothing",
    ),
    _output(_ZONES, "str(«len(zones.names)»)", "str(Fn.length_of(zones.names))", message="always 1"),
    _output(_ZONES, 'f"zones: {«zones.names»}"', "f\"zones: {Fn.join(', ', zones.names)}\"", message="synth stops"),
    _output(_ZONES, "«str(zones.names)»", 'Fn.join(", ", zones.names)'),
    _output(_ZONES, '"%s" % «zones.names»', '"%s" % Fn.join(", ", zones.names)'),
    _output(_ZONES, '«",".join(zones.names)»', 'Fn.join(",", zones.names)'),
    _output(
        f"{_ZONES}import json\n",
        '«json.dumps({"zones": zones.names})»',
        'Fn.jsonencode({"zones": zones.names})',
        message="synth stops",
    ),
    _output(
        _ZONES,
        '«[*zones.names, "eu-west-1z"]»',
        'Token.as_list(Fn.concat([zones.names, ["eu-west-1z"]]))',
        core="Fn Token",
    ),
    _output(
        _ZONES,
        '«["eu-west-1z"] + zones.names»',
        'Token.as_list(Fn.concat([["eu-west-1z"], zones.names]))',
        core="Fn Token",
    ),
    _line(
        _ZONES,
        'for index, zone in enumerate(«zones.names»):\n    TerraformOutput(self, f"zone-{index}", value="x")',
        message="the loop runs once",
    ),
    _output(_ZONES, '[f"{zone}-x" for zone in «zones.names»]', message="the loop runs once"),
    _line(_ZONES, 'if «"eu-west-1c" in zones.names»:\n    TerraformOutput(self, "third", value="x")'),
    _output(_ZONES, '«"eu-west-1c" in zones.names»', 'Fn.contains(zones.names, "eu-west-1c")'),
    _line(
        _ZONES,
        'names = zones.names\n«names.append("eu-west-1z")»\nTerraformOutput(self, "all", value=names)',
        message="nothing can be added",
    ),
)
_MAPS = (
    _output(_BUCKET, '«bucket.tags["Team"]»', 'Fn.lookup(bucket.tags, "Team")', message="a KeyError"),
    _output(_BUCKET, '«bucket.tags.get("Team", "none")»', 'Fn.lookup(bucket.tags, "Team", "none")'),
    _output(
        _BUCKET,
        '«{**bucket.tags, "Name": "copy"}»',
        'Token.as_string_map(Fn.merge([bucket.tags, {"Name": "copy"}]))',
        core="Fn Token",
        message="synth stops",
    ),
    _line(
        _BUCKET,
        'for key, value in «bucket.tags.items()»:\n    TerraformOutput(self, "tag", value=value)',
        message="one entry",
    ),
)
_BLOCKS = (
    _output(_CLUSTER, "«cluster.identity[0]».oidc[0].issuer", "cluster.identity.get(0).oidc.get(0).issuer"),
    _output(
        _CLUSTER,
        "«cluster.certificate_authority[0]».data",
        "cluster.certificate_authority.get(0).data",
        message="a TypeError",
    ),
    _output(_CLUSTER, "«len(cluster.identity)»", "Fn.length_of(cluster.identity)"),
    _output(
        _SECRET,
        '«Fn.jsondecode(secret.secret_string)["username"]»',
        'Fn.lookup(Fn.jsondecode(secret.secret_string), "username")',
    ),
    _output(
        _SECRET,
        '«Fn.jsondecode(secret.secret_string)["db"]»["user"]',
        'Fn.lookup_nested(Fn.jsondecode(secret.secret_string), ["db", "user"])',
    ),
    _output(
        f"{_SECRET}import json\n",
        '«json.loads(secret.secret_string)»["username"]',
        'Fn.lookup(Fn.jsondecode(secret.secret_string), "username")',
        message="a JSONDecodeError",
    ),
)
_MODULE = """
network = TerraformHclModule(self, "network", source="terraform-aws-modules/vpc/aws")
"""
_OUTPUTS = (
    _output(
        _MODULE,
        '«network.get("private_subnets")[0]»',
        'Fn.element(network.get("private_subnets"), 0)',
        core="Fn TerraformHclModule",
    ),
    _output(
        _MODULE,
        "f\"vpc {«network.get('vpc_id')»}\"",
        "f\"vpc {Token.as_string(network.get('vpc_id'))}\"",
        core="TerraformHclModule Token",
    ),
)
_TEXT = (
    _output(_BUCKET, '«bucket.arn.split(":")»[4]', 'Fn.element(Fn.split(":", bucket.arn), 4)'),
    _output(_BUCKET, '«bucket.arn.split(":")»[-1]', 'Fn.element(Fn.reverse(Fn.split(":", bucket.arn)), 0)'),
    _output(_BUCKET, "f\"{«bucket.arn.split(':')»[5]}/*\"", "f\"{Fn.element(Fn.split(':', bucket.arn), 5)}/*\""),
    _output(_BUCKET, "«bucket.id.upper()»", "Fn.upper(bucket.id)", message="never fills it in"),
    _output(_BUCKET, '«f"{bucket.id}-logs".lower()»', 'Fn.lower(f"{bucket.id}-logs")'),
    _output(_BUCKET, 'f"web-{«bucket.id[:10]»}"', 'f"web-{Fn.substr(bucket.id, 0, 10)}"'),
    _output(_BUCKET, "«bucket.arn[13:]»", "Fn.substr(bucket.arn, 13, -1)"),
    _output(_BUCKET, '«bucket.id.replace("-", "_")»', 'Fn.replace(bucket.id, "-", "_")'),
    _output(_BUCKET, "«bucket.id.strip()»", "Fn.trimspace(bucket.id)"),
    _output(_BUCKET, '«bucket.arn.removeprefix("arn:")»', 'Fn.trimprefix(bucket.arn, "arn:")'),
    _output(
        _BUCKET,
        '"aws-cn" if «bucket.region.startswith("cn-")» else "aws"',
        'Token.as_string(Fn.conditional(Fn.startswith(bucket.region, "cn-"), "aws-cn", "aws"))',
        core="Fn Token",
        message="is false",
    ),
    _line(
        _BUCKET,
        'if «bucket.region == "eu-west-1"»:\n    TerraformOutput(self, "home", value="yes")',
        message="never equal",
    ),
    _output(
        _BUCKET,
        '"yes" if «bucket.region == "eu-west-1"» else "no"',
        'Token.as_string(Fn.conditional(Op.eq(bucket.region, "eu-west-1"), "yes", "no"))',
        core="Fn Op Token",
    ),
    _line(_BUCKET, 'if «bucket.region in ("eu-west-1", "eu-west-2")»:\n    TerraformOutput(self, "home", value="yes")'),
    _output(
        f"import base64\n{_DATABASE}",
        'base64.b64encode(«f"HOST={db.address}".encode()»).decode()',
        'Fn.base64encode(f"HOST={db.address}")',
        message="never fills them in",
    ),
)
_NUMBERS = (
    _output(_DATABASE, 'f"db-{«db.port»}"', 'f"db-{Token.as_string(db.port)}"', core="Token", message="behind `-`"),
    _output(_DATABASE, 'f"10.0.{«db.port»}.0/24"', 'f"10.0.{Token.as_string(db.port)}.0/24"', core="Token"),
    _output(_DATABASE, 'f"{«db.port»}-tcp"', 'f"{Token.as_string(db.port)}-tcp"', core="Token", message="and lost"),
    _output(_DATABASE, '"db-" + «str(db.port)»', '"db-" + Token.as_string(db.port)', core="Token"),
    _output(_DATABASE, '"-".join(["db", «str(db.port)»])', '"-".join(["db", Token.as_string(db.port)])', core="Token"),
    _output(_DATABASE, '"db-%s" % «db.port»', '"db-%s" % Token.as_string(db.port)', core="Token"),
    _output(_DATABASE, '"db-{}".format(«db.port»)', '"db-{}".format(Token.as_string(db.port))', core="Token"),
    _output(_DATABASE, 'f"db:{«db.port»:.0f}/app"', 'f"db:{Token.as_string(db.port)}/app"', core="Token"),
    _output(_DATABASE, '"db:%d/app" % «db.port»', '"db:%s/app" % db.port', core="Token"),
    _output(_DATABASE, 'f"db:{«int(db.port)»}/app"', 'f"db:{db.port}/app"', core="Token"),
    _output(_DATABASE, '«"db:" + db.port»', '"db:" + Token.as_string(db.port)', core="Token", message="a TypeError"),
    _output(_DATABASE, "«db.port + 1»", "Op.add(db.port, 1)", core="Op"),
    _output(_DATABASE, "«db.allocated_storage * 2»", "Op.mul(db.allocated_storage, 2)", core="Op"),
    _output(_DATABASE, "«-db.allocated_storage»", "Op.negate(db.allocated_storage)", core="Op"),
    _output(_DATABASE, "«max(db.port, 1024)»", "Fn.max([db.port, 1024])"),
    _output(
        _DATABASE,
        '"big" if «db.allocated_storage > 100» else "small"',
        'Token.as_string(Fn.conditional(Op.gt(db.allocated_storage, 100), "big", "small"))',
        core="Fn Op Token",
    ),
)
_FLAGS = (
    _line(
        _VARIABLES,
        'if «keep.boolean_value»:\n    TerraformOutput(self, "kept", value="yes")',
        core="TerraformVariable",
        message="always true",
    ),
    _output(
        _VARIABLES,
        '"yes" if «keep.boolean_value» else "no"',
        'Token.as_string(Fn.conditional(keep.boolean_value, "yes", "no"))',
        core="Fn TerraformVariable Token",
    ),
    _output(
        _VARIABLES,
        "not «keep.boolean_value»",
        "Op.not_(keep.boolean_value)",
        core="Op TerraformVariable",
    ),
    _output(_VARIABLES, "«bool(keep.boolean_value)»", "keep.boolean_value", core="TerraformVariable"),
    _output(
        _VARIABLES,
        'f"keep: {«keep.boolean_value»}"',
        'f"keep: {Token.as_string(keep.boolean_value)}"',
        core="TerraformVariable Token",
    ),
    _output(
        _VARIABLES, "«int(name.string_value)»", "Token.as_number(name.string_value)", core="TerraformVariable Token"
    ),
    _line(
        _VARIABLES,
        'for index in «range(int(size.number_value))»:\n    TerraformOutput(self, f"value-{index}", value="x")',
        core="TerraformVariable",
    ),
)
_OBJECTS = (
    _output(_BUCKET, 'f"{«bucket»}/*"', 'f"{bucket.id}/*"', message="what Python calls the object"),
    _output(_VARIABLES, 'f"data-{«name»}"', 'f"data-{name.string_value}"', core="TerraformVariable"),
    _line(
        _BUCKET,
        'names = TerraformIterator.from_list(["a", "b"])\n'
        'S3Bucket(self, "each", for_each=names, bucket=f"data-{«names.value»}")',
        'names = TerraformIterator.from_list(["a", "b"])\n'
        'S3Bucket(self, "each", for_each=names, bucket=f"data-{Token.as_string(names.value)}")',
        core="TerraformIterator Token",
    ),
    _line(
        _BUCKET,
        'number = TerraformCount.of(2)\nS3Bucket(self, "each", count=number, bucket=f"data-{«number.index»}")',
        "number = TerraformCount.of(2)\n"
        'S3Bucket(self, "each", count=number, bucket=f"data-{Token.as_string(number.index)}")',
        core="TerraformCount Token",
    ),
    _output(_BUCKET, 'Fn.upper(«"${aws_s3_bucket.data.bucket}"»)', message="escapes it"),
    _output(_BUCKET, 'Fn.jsonencode(«{"name": "${aws_s3_bucket.data.bucket}"}»)'),
    _line(
        _BUCKET,
        'other = S3Bucket(self, "other", bucket="other")\nother.node.«add_dependency»(bucket)',
        'other = S3Bucket(self, "other", bucket="other")\nother.depends_on = [bucket.fqn]',
        message="nothing is written",
    ),
    _line(_BUCKET, 'S3Bucket(self, «f"{bucket.id}-copy"», bucket="copy")', message="the id of a construct"),
    _line(
        f"import time\n{_BUCKET}",
        'S3Bucket(self, "new", bucket=«f"data-{int(time.time())}"»)',
        message="`time.time` gives another value each time",
    ),
    _line(
        f"import uuid\n{_BUCKET}",
        'SUFFIX = uuid.uuid4().hex[:6]\nS3Bucket(self, "new", bucket=«f"data-{SUFFIX}"»)',
    ),
    _line(
        _VARIABLES,
        'S3Backend(self, bucket=«name.string_value», key="main.tfstate", region="eu-west-1")',
        core="S3Backend TerraformVariable",
        message="takes it literally",
    ),
)
_FOLLOWED = (
    Invalid(
        """
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


class Dashboard(Construct):
    def __init__(self, scope, id, *, endpoint: str):
        super().__init__(scope, id)
        self.host = «endpoint.split(":")»[0]
        TerraformOutput(self, "host", value=self.host)


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        db = DbInstance(self, "db", instance_class="db.t4g.micro")
        Dashboard(self, "dashboard", endpoint=db.endpoint)


app = App()
Main(app, "main")
app.synth()
""",
        fixed="""
from cdktf import App, Fn, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


class Dashboard(Construct):
    def __init__(self, scope, id, *, endpoint: str):
        super().__init__(scope, id)
        self.host = Fn.element(Fn.split(":", endpoint), 0)
        TerraformOutput(self, "host", value=self.host)


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        db = DbInstance(self, "db", instance_class="db.t4g.micro")
        Dashboard(self, "dashboard", endpoint=db.endpoint)


app = App()
Main(app, "main")
app.synth()
""",
    ),
    Invalid(
        """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct


class Network(Construct):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        Vpc(self, "vpc", cidr_block="10.0.0.0/16")


app = App()
stack = TerraformStack(app, "main")
AwsProvider(stack, "aws", region="eu-west-1")
network = Network(stack, "network")
S3Bucket(stack, "flow-logs", bucket="flow-logs", depends_on=[«network»])
app.synth()
""",
        message="no dependency is written",
    ),
)
INVALID = (*_FOLLOWED, *_LISTS, *_MAPS, *_BLOCKS, *_OUTPUTS, *_TEXT, *_NUMBERS, *_FLAGS, *_OBJECTS)
