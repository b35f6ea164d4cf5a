"""How the figures are drawn: one module a question, on one kind of sheet."""
