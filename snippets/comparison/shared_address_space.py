"""At one address: a process has a copy, a thread shares the memory."""

import os
import threading

cell = ["untouched"]
here = hex(id(cell))


def write(by):
    cell[0] = f"written by the {by}"
    return hex(id(cell))


reading, writing = os.pipe()
if os.fork() == 0:
    os.write(writing, write("process").encode())
    os._exit(0)
os.wait()
place = os.read(reading, 100).decode()
print("same address:", place == here, "| seen:", cell[0])


def in_thread():
    places.append(write("thread"))


places = []
thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
print("same address:", places == [here], "| seen:", cell[0])
