"""Keeping the directory right: checking it."""
