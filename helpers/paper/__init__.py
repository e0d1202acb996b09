"""Paper: static HTML for cells, closed notebooks, print and export. No widget."""
