"""Comments put into a Word document, which is otherwise left as it is."""
