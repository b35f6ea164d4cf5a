"""Numbers in, estimates out: no files, no words, no frames. One function a method; import it from its module."""
