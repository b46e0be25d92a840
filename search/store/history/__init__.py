"""What the person did to papers, step by step."""
