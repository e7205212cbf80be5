"""What the program says: its names, values and constructs, evaluated without being executed."""
