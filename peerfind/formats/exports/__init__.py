"""One module for each format in which listings leave the program as a file."""
