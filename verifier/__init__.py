"""Whether the claims of an article bear out a statement."""
