"""What AWS and its provider refuse and no table says, one module a topic."""
