"""The package is called requests; request is something else."""

try:
    import request
except ModuleNotFoundError as error:
    print("ModuleNotFoundError:", error)
else:
    print("found:", request.__name__)
