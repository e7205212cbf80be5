"""Modules of Terraform's, and what is passed to them."""
