"""What keys do to papers: marks, tags, export, links, full texts, references."""
