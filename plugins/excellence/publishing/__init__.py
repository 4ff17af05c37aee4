"""What the collection adds to a site, and how a site is exchanged for its next state."""
