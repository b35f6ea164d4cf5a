"""The analyst's view of one area: exact figures as frames, pictures and a model. Nothing here may leave the office."""
