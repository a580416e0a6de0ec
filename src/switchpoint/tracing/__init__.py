"""Who ran when: watches a program, describes its switches, draws them; natively and in the tab.

Belongs here: what CPython and the tab both need to trace a run and to show the trace, and the words
of the interface. Does not belong here: anything that knows of snippets, pages or browsers. This
package imports nothing else of switchpoint.
"""
