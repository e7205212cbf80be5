"""Which Terraform or OpenTofu a project runs: found by reading its files, never by running a program."""

from presynth.terraform.discovery import discover
from presynth.terraform.version import Product, TerraformVersion

__all__ = ["Product", "TerraformVersion", "discover"]
