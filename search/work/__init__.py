"""Verbs over the rooms: the only modules that know two of them."""
