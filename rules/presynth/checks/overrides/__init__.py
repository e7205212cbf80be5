"""What is written past the classes: overrides and `ignore_changes`."""
