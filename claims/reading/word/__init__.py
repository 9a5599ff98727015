"""Word documents as they are on the inside: which nodes of which parts hold each stretch of the running text."""
