"""Reading what is on disk: works, vocabulary, withdrawn slugs, pictures. Nothing here raises for bad content."""
