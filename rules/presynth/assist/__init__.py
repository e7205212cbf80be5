"""What an editor may ask about a position: completions, hover, signatures, definitions. Knows no protocol."""
