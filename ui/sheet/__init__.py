"""The form on screen: one ruled sheet like the paper, every cell its own editor."""
