"""Look-ups for programs that write answers for people, so that they quote numbers instead of inventing them."""
