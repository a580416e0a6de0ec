"""Make the files that the browser loads: Pyodide, wheels, the standard library, our scripts.

Belongs here: everything behind ``python -m switchpoint bundle``. Does not belong here: the scripts
(browser/) and the Python that runs in the tab (tab/), which are only packed here.
"""
