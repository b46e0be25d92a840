"""The index of full texts: a document for each section of a paper, apart from the papers' own."""
