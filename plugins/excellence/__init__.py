"""Models of Excellence: excellent student work as a static website."""
