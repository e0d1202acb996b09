"""The case: what the files say. Records, and how they are read."""
