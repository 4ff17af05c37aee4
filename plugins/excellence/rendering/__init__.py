"""How a record looks: templates, words, addresses and linked data."""
