"""Rewrites a TensorFlow 1 program for today: `tf1graph port`.

A file is read by its syntax tree and written by small edits of its text, so that what no rule touches stays byte for
byte. `scopes` says what each name of the file is bound to, `resolve` which names of TensorFlow 1 that makes, `table`
what today's TensorFlow has in their place, and `fixers`, one rewrite a file, what is written.
"""
