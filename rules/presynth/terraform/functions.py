"""The functions that can be called in Terraform's expressions."""

from __future__ import annotations

from presynth.terraform.features import FUNCTIONS

_ALWAYS = """
abs abspath alltrue anytrue base64decode base64encode base64gzip base64sha256 base64sha512 basename bcrypt can ceil
chomp chunklist cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact concat contains csvdecode
dirname distinct element file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 fileset filesha1
filesha256 filesha512 flatten floor format formatdate formatlist indent index join jsondecode jsonencode keys length
list log lookup lower map matchkeys max md5 merge min nonsensitive one parseint pathexpand pow range regex regexall
replace reverse rsadecrypt sensitive setintersection setproduct setsubtract setunion sha1 sha256 sha512 signum slice
sort split strrev substr sum templatefile textdecodebase64 textencodebase64 timeadd timestamp title tobool tolist tomap
tonumber toset tostring transpose trim trimprefix trimspace trimsuffix try type upper urlencode uuid uuidv5 values
yamldecode yamlencode zipmap
"""
NAMES = frozenset((*_ALWAYS.split(), *FUNCTIONS))
"""In some version of Terraform or OpenTofu (of 1.11.4: `terraform metadata functions`, 2026-11-29)."""
