"""What is made several times: `count`, `for_each`, and what refers to it."""
