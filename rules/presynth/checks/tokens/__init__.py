"""Values that exist only when Terraform runs."""
