"""What a form is and what is true of it; the standard library only."""
