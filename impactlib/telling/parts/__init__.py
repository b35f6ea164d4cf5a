"""The sections of a report that only some audiences have, by what they are about."""
