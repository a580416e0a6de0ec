"""Exercise: read a whole site, at most three pages at once."""

import gevent

LINKS = {
    "/": ["/a", "/b", "/c", "/d"],
    "/a": ["/a1", "/a2", "/a3"],
    "/b": ["/", "/b1"],
    "/c": ["/c1", "/a1"],
}
fetched = []
seen = {"/"}
now = most = 0


def fetch(page):
    global now, most
    now += 1
    most = max(most, now)
    gevent.sleep(0)  # the answer takes its time
    gevent.sleep(0)
    now -= 1
    fetched.append(page)
    return LINKS.get(page, [])


def crawl(page):
    new = [link for link in fetch(page) if link not in seen]
    seen.update(new)
    gevent.joinall([gevent.spawn(crawl, link) for link in new])


crawl("/")
print("pages:", *sorted(fetched))
print("most at once:", most)
