"""The screen: live widgets and their scripts, which decide nothing."""
