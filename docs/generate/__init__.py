"""Files that are made from what the program knows: tables and pages of the documents, completions.

`python -m docs.generate` writes them, and a test compares.
"""
