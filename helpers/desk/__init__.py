"""The desk: what authors and historians use, not students."""
