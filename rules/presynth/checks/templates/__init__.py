"""Terraform's templates in Python's text."""
