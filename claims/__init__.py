"""What a text asserts, and where: documents, values and atomic claims with exact source spans."""
