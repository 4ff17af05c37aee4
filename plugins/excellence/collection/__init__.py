"""The published works together: their order, facets, neighbours and relations."""
