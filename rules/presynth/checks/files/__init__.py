"""The file as such."""
