"""The sheet on screen: one ruled table of cells that are their own editors."""
