"""Who ran when: watch one program, describe its switches, draw them. Runs natively and in the tab.

Belongs here: what both CPython and the tab need to trace a run and to show the trace, and the words
of the interface. Does not belong here: anything that knows of snippets, pages or browsers. This
package imports nothing else of switchpoint.
"""
