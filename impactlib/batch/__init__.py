"""One notebook, many municipalities: what is made, what failed, and why."""
