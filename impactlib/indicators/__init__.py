"""What is measured, counted for all areas at once, and what may be said of it."""
