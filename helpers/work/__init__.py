"""The work: what is on disk, the course's files and whose answers stand beside them."""
