"""Which of these differences is real?"""

from statistics import median


def verdict(one, other):
    """Return which is faster, "one" or "other", or "unclear"."""
    ratios = [b / a for a, b in zip(one, other, strict=True)]
    if min(ratios) <= 1 <= max(ratios):
        return "unclear"
    return "one" if median(ratios) > 1 else "other"


# Times of the same five rounds, both in turn.
PAIRS = {
    "A": ([50, 51, 49, 50, 52], [78, 80, 77, 79, 81]),
    "B": ([50, 51, 49, 50, 400], [47, 53, 48, 51, 399]),
    "C": ([40, 44, 52, 64, 80], [50, 55, 65, 80, 100]),
    "D": ([50, 52, 49, 51, 50], [49, 53, 50, 48, 54]),
    "E": ([90, 95, 80, 85, 99], [60, 61, 55, 57, 65]),
}

for name, (one, other) in PAIRS.items():
    print(name, verdict(one, other))
