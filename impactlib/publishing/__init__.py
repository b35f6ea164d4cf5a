"""From an executed notebook to the formats that readers open."""
