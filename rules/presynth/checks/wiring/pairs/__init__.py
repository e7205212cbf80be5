"""Pairs of resources of which one must be there before the other, by what they are about, with reasons."""
