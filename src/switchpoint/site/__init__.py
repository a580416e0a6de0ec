"""Work on the whole built site, once all its files are there.

Belongs here: the Content-Security-Policy, the search index by language, the list of files for the
service worker. Does not belong here: the content of a single page (pages/).
"""
