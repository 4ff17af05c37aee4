"""Rendering: words, links, Markdown, templates, the search index."""
