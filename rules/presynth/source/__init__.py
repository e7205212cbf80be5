"""Text in: decoding, lines, statements, suppression comments. Knows nothing of Terraform."""
