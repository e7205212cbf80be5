"""What is wrong with tokens, and what is right instead."""

from __future__ import annotations

from presynth.checks.tokens.followed_examples import FOLLOWED
from presynth.checks.tokens.plain_examples import LOOKED_FOR
from presynth.checks.tokens.setups import BUCKET, CLUSTER, DATABASE, SECRET, VARIABLES, ZONES, line, output

_LISTS = (
    output(ZONES, "«zones.names[0]»", "Fn.element(zones.names, 0)", message="synth stops"),
    output(ZONES, "«zones.names[-1]»", "Fn.element(Fn.reverse(zones.names), 0)"),
    line(
        ZONES,
        'for index in range(2):\n    TerraformOutput(self, f"zone-{index}", value=«zones.names[index]»)',
        'for index in range(2):\n    TerraformOutput(self, f"zone-{index}", value=Fn.element(zones.names, index))',
    ),
    output(ZONES, "«zones.names[1]»", "Fn.element(zones.names, 1)", message="an IndexError"),
    output(ZONES, 'f"{«zones.names[2]»}-x"', 'f"{Fn.element(zones.names, 2)}-x"'),
    output(ZONES, "«zones.names[:2]»", "Token.as_list(Fn.slice(zones.names, 0, 2))", core="Fn Token"),
    output(
        ZONES,
        "«zones.names[1:]»",
        "Token.as_list(Fn.slice(zones.names, 1, Fn.length_of(zones.names)))",
        core="Fn Token",
        message="takes nothing",
    ),
    output(ZONES, "str(«len(zones.names)»)", "str(Fn.length_of(zones.names))", message="always 1"),
    output(ZONES, 'f"zones: {«zones.names»}"', "f\"zones: {Fn.join(', ', zones.names)}\"", message="synth stops"),
    output(ZONES, "«str(zones.names)»", 'Fn.join(", ", zones.names)'),
    output(ZONES, '"%s" % «zones.names»', '"%s" % Fn.join(", ", zones.names)'),
    output(ZONES, '«",".join(zones.names)»', 'Fn.join(",", zones.names)'),
    output(
        f"{ZONES}import json\n",
        '«json.dumps({"zones": zones.names})»',
        'Fn.jsonencode({"zones": zones.names})',
        message="synth stops",
    ),
    output(
        ZONES,
        '«[*zones.names, "eu-west-1z"]»',
        'Token.as_list(Fn.concat([zones.names, ["eu-west-1z"]]))',
        core="Fn Token",
    ),
    output(
        ZONES,
        '«["eu-west-1z"] + zones.names»',
        'Token.as_list(Fn.concat([["eu-west-1z"], zones.names]))',
        core="Fn Token",
    ),
    line(
        ZONES,
        'for index, zone in enumerate(«zones.names»):\n    TerraformOutput(self, f"zone-{index}", value="x")',
        message="the loop runs once",
    ),
    output(ZONES, '[f"{zone}-x" for zone in «zones.names»]', message="the loop runs once"),
    line(ZONES, 'if «"eu-west-1c" in zones.names»:\n    TerraformOutput(self, "third", value="x")'),
    output(ZONES, '«"eu-west-1c" in zones.names»', 'Fn.contains(zones.names, "eu-west-1c")'),
    line(
        ZONES,
        'names = zones.names\n«names.append("eu-west-1z")»\nTerraformOutput(self, "all", value=names)',
        message="nothing can be added",
    ),
)
_MAPS = (
    output(BUCKET, '«bucket.tags["Team"]»', 'Fn.lookup(bucket.tags, "Team")', message="a KeyError"),
    output(BUCKET, '«bucket.tags.get("Team", "none")»', 'Fn.lookup(bucket.tags, "Team", "none")'),
    output(
        BUCKET,
        '«{**bucket.tags, "Name": "copy"}»',
        'Token.as_string_map(Fn.merge([bucket.tags, {"Name": "copy"}]))',
        core="Fn Token",
        message="synth stops",
    ),
    line(
        BUCKET,
        'for key, value in «bucket.tags.items()»:\n    TerraformOutput(self, "tag", value=value)',
        message="one entry",
    ),
)
_BLOCKS = (
    output(CLUSTER, "«cluster.identity[0]».oidc[0].issuer", "cluster.identity.get(0).oidc.get(0).issuer"),
    output(
        CLUSTER,
        "«cluster.certificate_authority[0]».data",
        "cluster.certificate_authority.get(0).data",
        message="a TypeError",
    ),
    output(CLUSTER, "«len(cluster.identity)»", "Fn.length_of(cluster.identity)"),
    output(
        SECRET,
        '«Fn.jsondecode(secret.secret_string)["username"]»',
        'Fn.lookup(Fn.jsondecode(secret.secret_string), "username")',
    ),
    output(
        SECRET,
        '«Fn.jsondecode(secret.secret_string)["db"]»["user"]',
        'Fn.lookup_nested(Fn.jsondecode(secret.secret_string), ["db", "user"])',
    ),
    output(
        f"{SECRET}import json\n",
        '«json.loads(secret.secret_string)»["username"]',
        'Fn.lookup(Fn.jsondecode(secret.secret_string), "username")',
        message="a JSONDecodeError",
    ),
)
_MODULE = """
network = TerraformHclModule(self, "network", source="terraform-aws-modules/vpc/aws")
"""
_OUTPUTS = (
    output(
        _MODULE,
        '«network.get("private_subnets")[0]»',
        'Fn.element(network.get("private_subnets"), 0)',
        core="Fn TerraformHclModule",
    ),
    output(
        _MODULE,
        "f\"vpc {«network.get('vpc_id')»}\"",
        "f\"vpc {Token.as_string(network.get('vpc_id'))}\"",
        core="TerraformHclModule Token",
    ),
)
_TEXT = (
    output(BUCKET, '«bucket.arn.split(":")»[4]', 'Fn.element(Fn.split(":", bucket.arn), 4)'),
    output(BUCKET, '«bucket.arn.split(":")»[-1]', 'Fn.element(Fn.reverse(Fn.split(":", bucket.arn)), 0)'),
    output(BUCKET, "f\"{«bucket.arn.split(':')»[5]}/*\"", "f\"{Fn.element(Fn.split(':', bucket.arn), 5)}/*\""),
    output(BUCKET, "«bucket.id.upper()»", "Fn.upper(bucket.id)", message="never fills it in"),
    output(BUCKET, '«f"{bucket.id}-logs".lower()»', 'Fn.lower(f"{bucket.id}-logs")'),
    output(BUCKET, 'f"web-{«bucket.id[:10]»}"', 'f"web-{Fn.substr(bucket.id, 0, 10)}"'),
    output(BUCKET, "«bucket.arn[13:]»", "Fn.substr(bucket.arn, 13, -1)"),
    output(BUCKET, '«bucket.id.replace("-", "_")»', 'Fn.replace(bucket.id, "-", "_")'),
    output(BUCKET, "«bucket.id.strip()»", "Fn.trimspace(bucket.id)"),
    output(BUCKET, '«bucket.arn.removeprefix("arn:")»', 'Fn.trimprefix(bucket.arn, "arn:")'),
    output(
        BUCKET,
        '"aws-cn" if «bucket.region.startswith("cn-")» else "aws"',
        'Token.as_string(Fn.conditional(Fn.startswith(bucket.region, "cn-"), "aws-cn", "aws"))',
        core="Fn Token",
        message="is false",
    ),
    line(
        BUCKET,
        'if «bucket.region == "eu-west-1"»:\n    TerraformOutput(self, "home", value="yes")',
        message="never equal",
    ),
    output(
        BUCKET,
        '"yes" if «bucket.region == "eu-west-1"» else "no"',
        'Token.as_string(Fn.conditional(Op.eq(bucket.region, "eu-west-1"), "yes", "no"))',
        core="Fn Op Token",
    ),
    line(BUCKET, 'if «bucket.region in ("eu-west-1", "eu-west-2")»:\n    TerraformOutput(self, "home", value="yes")'),
    output(
        f"import base64\n{DATABASE}",
        'base64.b64encode(«f"HOST={db.address}".encode()»).decode()',
        'Fn.base64encode(f"HOST={db.address}")',
        message="never fills them in",
    ),
)
_NUMBERS = (
    output(DATABASE, 'f"db-{«db.port»}"', 'f"db-{Token.as_string(db.port)}"', core="Token", message="behind `-`"),
    output(DATABASE, 'f"10.0.{«db.port»}.0/24"', 'f"10.0.{Token.as_string(db.port)}.0/24"', core="Token"),
    output(DATABASE, 'f"{«db.port»}-tcp"', 'f"{Token.as_string(db.port)}-tcp"', core="Token", message="and lost"),
    output(DATABASE, '"db-" + «str(db.port)»', '"db-" + Token.as_string(db.port)', core="Token"),
    output(DATABASE, '"-".join(["db", «str(db.port)»])', '"-".join(["db", Token.as_string(db.port)])', core="Token"),
    output(DATABASE, '"db-%s" % «db.port»', '"db-%s" % Token.as_string(db.port)', core="Token"),
    output(DATABASE, '"db-{}".format(«db.port»)', '"db-{}".format(Token.as_string(db.port))', core="Token"),
    output(DATABASE, 'f"db:{«db.port»:.0f}/app"', 'f"db:{Token.as_string(db.port)}/app"', core="Token"),
    output(DATABASE, '"db:%d/app" % «db.port»', '"db:%s/app" % db.port', core="Token"),
    output(DATABASE, 'f"db:{«int(db.port)»}/app"', 'f"db:{db.port}/app"', core="Token"),
    output(DATABASE, '«"db:" + db.port»', '"db:" + Token.as_string(db.port)', core="Token", message="a TypeError"),
    output(DATABASE, "«db.port + 1»", "Op.add(db.port, 1)", core="Op"),
    output(DATABASE, "«db.allocated_storage * 2»", "Op.mul(db.allocated_storage, 2)", core="Op"),
    output(DATABASE, "«-db.allocated_storage»", "Op.negate(db.allocated_storage)", core="Op"),
    output(DATABASE, "«max(db.port, 1024)»", "Fn.max([db.port, 1024])"),
    output(
        DATABASE,
        '"big" if «db.allocated_storage > 100» else "small"',
        'Token.as_string(Fn.conditional(Op.gt(db.allocated_storage, 100), "big", "small"))',
        core="Fn Op Token",
    ),
)
_FLAGS = (
    line(
        VARIABLES,
        'if «keep.boolean_value»:\n    TerraformOutput(self, "kept", value="yes")',
        core="TerraformVariable",
        message="always true",
    ),
    output(
        VARIABLES,
        '"yes" if «keep.boolean_value» else "no"',
        'Token.as_string(Fn.conditional(keep.boolean_value, "yes", "no"))',
        core="Fn TerraformVariable Token",
    ),
    output(
        VARIABLES,
        "not «keep.boolean_value»",
        "Op.not_(keep.boolean_value)",
        core="Op TerraformVariable",
    ),
    output(VARIABLES, "«bool(keep.boolean_value)»", "keep.boolean_value", core="TerraformVariable"),
    output(
        VARIABLES,
        'f"keep: {«keep.boolean_value»}"',
        'f"keep: {Token.as_string(keep.boolean_value)}"',
        core="TerraformVariable Token",
    ),
    output(VARIABLES, "«int(name.string_value)»", "Token.as_number(name.string_value)", core="TerraformVariable Token"),
    line(
        VARIABLES,
        'for index in «range(int(size.number_value))»:\n    TerraformOutput(self, f"value-{index}", value="x")',
        core="TerraformVariable",
    ),
)
_OBJECTS = (
    output(BUCKET, 'f"{«bucket»}/*"', 'f"{bucket.id}/*"', message="what Python calls the object"),
    output(VARIABLES, 'f"data-{«name»}"', 'f"data-{name.string_value}"', core="TerraformVariable"),
    line(
        BUCKET,
        'names = TerraformIterator.from_list(["a", "b"])\n'
        'S3Bucket(self, "each", for_each=names, bucket=f"data-{«names.value»}")',
        'names = TerraformIterator.from_list(["a", "b"])\n'
        'S3Bucket(self, "each", for_each=names, bucket=f"data-{Token.as_string(names.value)}")',
        core="TerraformIterator Token",
    ),
    line(
        BUCKET,
        'number = TerraformCount.of(2)\nS3Bucket(self, "each", count=number, bucket=f"data-{«number.index»}")',
        "number = TerraformCount.of(2)\n"
        'S3Bucket(self, "each", count=number, bucket=f"data-{Token.as_string(number.index)}")',
        core="TerraformCount Token",
    ),
    output(BUCKET, 'Fn.upper(«"${aws_s3_bucket.data.bucket}"»)', message="escapes it"),
    output(BUCKET, 'Fn.jsonencode(«{"name": "${aws_s3_bucket.data.bucket}"}»)'),
    line(BUCKET, 'S3Bucket(self, «f"{bucket.id}-copy"», bucket="copy")', message="the id of a construct"),
    line(
        VARIABLES,
        'S3Backend(self, bucket=«name.string_value», key="main.tfstate", region="eu-west-1")',
        core="S3Backend TerraformVariable",
        message="takes it literally",
    ),
)
INVALID = (*FOLLOWED, *LOOKED_FOR, *_LISTS, *_MAPS, *_BLOCKS, *_OUTPUTS, *_TEXT, *_NUMBERS, *_FLAGS, *_OBJECTS)
