"""The whole paper: fetched, parsed into a document, cached and written."""
