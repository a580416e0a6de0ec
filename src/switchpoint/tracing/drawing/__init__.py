"""How a trace is shown: what timeline.py is made of, and the states of a generator's frame.
Pure functions. Does not belong here: SVG or HTML, and how a program is watched (watching/).
"""
