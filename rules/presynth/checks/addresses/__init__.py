"""Where Terraform wants the address of something, and nothing that is worked out."""
