"""One module per way of showing listings; each returns text and writes nothing."""
