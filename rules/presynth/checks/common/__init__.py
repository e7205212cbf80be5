"""What rules of several topics look at."""
