"""From findings to words and pictures, for one audience in one language."""
