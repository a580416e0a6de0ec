// What everybody stands on: Pyodide as its package ships it, started by the first program.
const booted = import(new URL("../pyodide/pyodide.mjs", import.meta.url)).then(({ loadPyodide }) =>
  loadPyodide({ stdout: (line) => postMessage(`${line}\n`) }),
);

addEventListener("message", async ({ data }) => {
  const python = await booted;
  python.runPython(data, { globals: python.toPy({}) });
});
