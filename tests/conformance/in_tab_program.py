"""A program's own file must be the same natively and in the tab."""

import importlib
import inspect
import os
import runpy
import sys
from pathlib import Path


class Here:
    def method(self):
        return "found"


def own_file():
    print(Path(__file__).read_text("utf-8").partition("\n")[0])
    print(os.listdir() == [Path(__file__).name], own_file.__code__.co_filename == __file__)
    print(inspect.getsource(Here.method), inspect.getsource(own_file).count("\n"))
    print(inspect.getsource(sys.modules["__main__"]) == Path(__file__).read_text("utf-8"))
    print([name for name in globals() if name in ("__cached__", "__loader__", "__spec__")])
    print(type(__loader__).__name__, sys.path[0] == os.getcwd())


def own_name():
    name = Path(__file__).stem
    again = importlib.import_module(name)
    print(again.Here().method(), again.Here is not Here, os.path.samefile(again.__file__, __file__))
    print(runpy.run_path(__file__, run_name="by path")["Here"].__module__)
    print(runpy.run_module(name, run_name="by name")["__name__"])


def elsewhere():
    before = os.getcwd()
    os.mkdir("folder")
    os.chdir("folder")
    print(inspect.getsource(Here).count("\n"))
    os.chdir(sys.path[0])
    print(os.getcwd() == before)


if __name__ == "__main__":
    own_file()
    own_name()
    elsewhere()
