"""Reading every kind of artefact, whatever it calls itself, into pieces of text with their places. Nothing is executed or fetched."""

from impactlib.batch.reading.artefact import read_artefact, read_content
from impactlib.batch.reading.piece import Packed, Piece, Place

__all__ = ["Packed", "Piece", "Place", "read_artefact", "read_content"]
