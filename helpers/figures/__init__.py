"""Figures: one file a picture. No widget; matplotlib is loaded when one is drawn."""
