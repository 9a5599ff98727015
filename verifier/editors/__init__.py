"""Servers that editors and assistants start themselves and talk to over standard input and output: LSP, MCP."""
