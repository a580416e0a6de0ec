"""Markdown to HTML: what a page shows, made while MkDocs renders that page.

Belongs here: fences, blocks, and tables and lists that pages are made of. Does not belong here:
work on the whole built site (site/) and the plugin's events (plugin.py).
"""
