"""Keeping the directory right: checking, adding and changing listings, dialling through them, reporting on them."""
