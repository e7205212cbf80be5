"""Tokens and variables where Python wants plain values."""

from __future__ import annotations

from presynth.checks.tokens.setups import BUCKET, DATABASE, VARIABLES, ZONES, line, output

_STATE = """
net = DataTerraformRemoteStateS3(self, "net", bucket="state", key="net", region="eu-west-1")
"""
_SIZES = f"""{VARIABLES}sizes = {{"small": 1, "big": 2}}
"""

LOOKED_FOR = (
    output(
        _SIZES,
        "«sizes[name.string_value]»",
        "Token.as_number(Fn.lookup(sizes, name.string_value))",
        core="Fn TerraformVariable Token",
        message="a KeyError",
    ),
    output(
        _SIZES,
        "«sizes.get(name.string_value, 1)»",
        "Token.as_number(Fn.lookup(sizes, name.string_value, 1))",
        core="Fn TerraformVariable Token",
    ),
    output(
        VARIABLES,
        '«["a", "b"][size.number_value]»',
        'Fn.element(["a", "b"], size.number_value)',
        core="Fn TerraformVariable",
        message="a TypeError",
    ),
    output(VARIABLES, '«["a"] * size.number_value»', core="TerraformVariable", message="a TypeError"),
    line(
        VARIABLES,
        'match «name.string_value»:\n    case "data":\n        TerraformOutput(self, "home", value="yes")',
        core="TerraformVariable",
    ),
    line(
        VARIABLES,
        'if «name == "data"»:\n    TerraformOutput(self, "home", value="yes")',
        core="TerraformVariable",
        message="not its value",
    ),
    line(
        VARIABLES,
        'if «keep»:\n    TerraformOutput(self, "kept", value="yes")',
        core="TerraformVariable",
        message="always true",
    ),
    line(
        VARIABLES,
        'if «keep.value»:\n    TerraformOutput(self, "kept", value="yes")',
        core="TerraformVariable",
        message="always true",
    ),
    output(
        VARIABLES,
        "«keep.boolean_value is True»",
        "keep.boolean_value",
        core="TerraformVariable",
        message="neither",
    ),
    output(VARIABLES, '«"data-" + name»', '"data-" + name.string_value', core="TerraformVariable"),
    output(_STATE, '«net.get("ids")[0]»', 'Fn.element(net.get("ids"), 0)', core="DataTerraformRemoteStateS3 Fn"),
    output(
        _STATE,
        "f\"vpc {«net.get('vpc')»}\"",
        "f\"vpc {Token.as_string(net.get('vpc'))}\"",
        core="DataTerraformRemoteStateS3 Token",
    ),
    line(
        ZONES,
        'first, second = «zones.names»\nTerraformOutput(self, "first", value=first)',
        "first, second = Fn.element(zones.names, 0), Fn.element(zones.names, 1)\n"
        'TerraformOutput(self, "first", value=first)',
        message="a ValueError",
    ),
    line(
        DATABASE,
        'host, port = «db.endpoint.split(":")»\nTerraformOutput(self, "host", value=host)',
        'host, port = Fn.element(Fn.split(":", db.endpoint), 0), Fn.element(Fn.split(":", db.endpoint), 1)\n'
        'TerraformOutput(self, "host", value=host)',
    ),
    output(ZONES, "«next(iter(zones.names))»", message="the whole list"),
    output(ZONES, "«sorted(zones.names)[0]»", "Fn.element(sorted(zones.names), 0)"),
    line(
        ZONES,
        'names = ["eu-west-1z"]\n«names += zones.names»\nTerraformOutput(self, "all", value=names)',
        'names = ["eu-west-1z"]\nnames = Token.as_list(Fn.concat([names, zones.names]))\n'
        'TerraformOutput(self, "all", value=names)',
        core="Fn Token",
    ),
    line(
        ZONES,
        'names = ["eu-west-1z"]\n«names.extend(zones.names)»\nTerraformOutput(self, "all", value=names)',
    ),
    output(
        BUCKET,
        '«dict(bucket.tags, Name="copy")»',
        'Token.as_string_map(Fn.merge([bucket.tags, {"Name": "copy"}]))',
        core="Fn Token",
        message="synth stops",
    ),
    output(
        f"import re\n{BUCKET}",
        '«re.sub("[.]", "-", bucket.id)»',
        'Fn.replace(bucket.id, "/[.]/", "-")',
        message="looks into its placeholder",
    ),
    output(f"import re\n{BUCKET}", '"a" if «re.match("arn:", bucket.arn)» else "b"'),
    output(f"import os\n{BUCKET}", "«os.path.basename(bucket.arn)»", "Fn.basename(bucket.arn)"),
    output(DATABASE, 'f"port {str(«int(db.port)»)}"', 'f"port {str(db.port)}"'),
)
