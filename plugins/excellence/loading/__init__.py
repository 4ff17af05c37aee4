"""From folders to a collection: read, check, derive, collect; once, for whoever asks."""
