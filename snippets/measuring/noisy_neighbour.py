"""One slow round moves the mean and leaves the median."""

from statistics import mean, median

quiet = [51, 50, 52, 50, 51]
noisy = [51, 50, 52, 50, 310]  # a neighbour woke up

for name, rounds in {"quiet": quiet, "noisy": noisy}.items():
    spread = f"{min(rounds)} to {max(rounds)}"
    print(f"{name}: median {median(rounds)}, mean {mean(rounds):g},")
    print(f"       from {spread}")
