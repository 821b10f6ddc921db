"""The full-screen application: what is asked (asking), how it looks (entries, panels), how it acts (app)."""
