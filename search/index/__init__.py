"""The words of every paper: a Whoosh index, derived from the store and disposable."""
