"""The coherence checks, one module a step of the cycle; `agreement.coherence` has the list of all of them."""
