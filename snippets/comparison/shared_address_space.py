"""At one address: a thread shares the memory, a process has a copy."""

import os
import threading

cell = ["untouched"]


def write(by):
    cell[0] = f"written by the {by}"
    return hex(id(cell))


def in_thread():
    places.append(write("thread"))


places = [hex(id(cell))]
thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
print("same address:", places[0] == places[1], "| seen:", cell[0])

cell[0] = "untouched"
reading, writing = os.pipe()
child = os.fork()
if child == 0:
    os.write(writing, write("process").encode())
    os._exit(0)
os.waitpid(child, 0)
place = os.read(reading, 100).decode()
print("same address:", places[0] == place, "| seen:", cell[0])
