"""Show a trace: the parts of timeline.py, and the states of a generator's frame.
Pure functions. Does not belong here: SVG or HTML, and how a program is watched (watching/).
"""
