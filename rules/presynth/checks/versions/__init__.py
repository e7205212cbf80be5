"""What a project asks of Terraform and of providers, by version."""
