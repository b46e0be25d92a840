"""From the text of a paper to the terms of the index, and to what was probably meant."""
