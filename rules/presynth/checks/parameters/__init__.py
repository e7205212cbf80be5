"""What the project's own functions, classes and dicts take."""
