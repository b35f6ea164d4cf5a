"""What may be told, and nothing else."""
