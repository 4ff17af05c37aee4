"""What do we write for curators? New works, clean originals, mended lines; nothing is written but whole."""
