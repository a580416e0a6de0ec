"""Work on the whole built site, once all its files are there.

Belongs here: the Content-Security-Policy, the search index by language, the list of explained
errors, addresses that change with a file's content, the service worker's list of files. Does not
belong here: the content of a single page (pages/), nor any change to the theme's own files (theme/
holds templates and styles for it).
"""
