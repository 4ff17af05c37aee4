"""Everything that we add to the site, as artifacts, and how a site is exchanged for its next state."""
