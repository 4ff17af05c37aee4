"""Everything that we add to the site, as artifacts."""
