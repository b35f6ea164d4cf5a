"""The example workspace: real municipalities of Gelderland, invented libraries, surveys, counts and stories."""

from impactlib.example.write import Written, write_example

__all__ = ["Written", "write_example"]
