"""What goes out of the window: export, publication copy, and the copies on a stick."""
