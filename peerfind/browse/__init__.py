"""The full-screen application: what is asked, how it looks (entries, panels), errands for a listing, keys (app)."""
