"""Measure what threads and coroutines cost: everything behind ``python -m switchpoint measure``.

Belongs here: the experiments, the format of what they measured (results.py) and the site's claims
that rest on it (claims.py). Does not belong here: how a page shows a number (pages/).
"""
