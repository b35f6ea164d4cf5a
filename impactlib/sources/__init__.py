"""From the files that libraries have to checked, coded tables."""
