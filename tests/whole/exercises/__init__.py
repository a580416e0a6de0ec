"""Wrong attempts at the site's exercises, each refused by the points that are meant for it."""
