"""Calls of Terraform's functions."""
