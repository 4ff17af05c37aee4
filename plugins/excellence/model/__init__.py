"""Records and their declaration: the floor that everything else stands on. Standard library only."""
