"""Listings from elsewhere: fetching, trust, formats, review, the store of what was accepted."""
