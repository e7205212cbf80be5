"""The parts of the payments platform."""
