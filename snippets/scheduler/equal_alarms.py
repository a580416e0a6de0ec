"""Two alarms at the same time, and nothing to decide between them."""

from heapq import heappop, heappush


def boil():
    yield


alarms = []
try:
    heappush(alarms, (0, boil()))
    heappush(alarms, (0, boil()))
except TypeError as error:
    print("TypeError:", error)

alarms = []
heappush(alarms, (0, 1, boil()))
heappush(alarms, (0, 2, boil()))
print("with a number:", heappop(alarms)[1], heappop(alarms)[1])
