"""The machine slows down, and the ratio within a round does not."""

from statistics import median

# Both in turn, round by round; the machine gets slower and slower.
one = [40, 44, 52, 64, 80]
other = [60, 66, 78, 96, 120]

print("one:  ", min(one), "to", max(one))
print("other:", min(other), "to", max(other), "- the two overlap")

ratios = [b / a for a, b in zip(one, other, strict=True)]
print("other / one, in each round:", ratios)
print("median:", median(ratios))
