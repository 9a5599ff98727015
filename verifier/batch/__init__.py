"""Many statements from a file: rows in, records out, in order; a kill at any moment loses and repeats nothing.

rows, columns, tables say what is read; articles and kernel judge a chunk of rows; records say what is written; ledger
keeps what is finished; workers and conductor run the kernel over a whole file. The kernel knows none of the others
that run it, so that another engine can be put over it.
"""
