"""A pipeline of expressions pulls one item at a time."""

words = (word for word in ["ab", "c"])
lengths = (len(word) for word in words)
print(sum(lengths))
