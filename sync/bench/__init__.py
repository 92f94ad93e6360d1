"""The benchmark of the sync: a whole run over HTTP, a release, and the write path beside the bare statements.

A development tool that works in a folder and databases of its own. `run` conducts; each step runs in a process of its
own (`__main__`), so that its time, its processor time and its memory are its own.
"""
