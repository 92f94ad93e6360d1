"""The benchmark of the search: invented cards, a workload, engines side by side and what they cost.

A development tool that works in a folder and databases of its own. `run` conducts; each step runs in a process of its
own (`__main__`), so that memory and first answers are measured in a fresh one.
"""
