"""Who may do what: policies of IAM and of resources, and keys of KMS."""
