"""What must be made before something else, and whether the program says so."""
