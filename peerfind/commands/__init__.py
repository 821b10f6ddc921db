"""One thin module per command: options, one call, render. Imported only when the command is called."""
