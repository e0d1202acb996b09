"""The judge: what is said of an answer. Pure: no disk, no widget, no pandas."""
