"""The sweep: what artefacts say is held against what may be told. It runs in the office and knows the exact figures."""
