"""What was agreed, as documents: the monitoring protocol, the cycle page, the calendar, and what changed between two versions."""
