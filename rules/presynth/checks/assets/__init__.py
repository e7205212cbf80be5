"""Files that a program hands to Terraform."""
