/**
 * line-fault.js finds out why a file of the site did not come, and says in one sentence what is wrong
 * and what the reader can do. It is loaded when that has happened.
 */

import { faults as faultsEn } from "../../tracing/words/later.en.json";
import { faults as faultsZh } from "../../tracing/words/later.zh.json";
import { fill } from "./fill.js";

/** @typedef {{ kind: keyof typeof faultsZh, address: string, found?: string | number }} Fault */

/** Milliseconds to wait for an answer. */
const PATIENCE = 5000;
const ADDRESS = /\bhttps?:\/\/[^\s'"<>)]+/g;
/** How the bundle's scripts import others. */
const IMPORTS = /\b(?:from|import)\(?"(\.[^"]+\.js)"/g;
/** Errors of a browser that has the files, and cannot start Python from them. */
const UNABLE = /\b(?:Compile|Link|Reference|Syntax)Error\b.*/;

/**
 * explain returns the sentence for an error. Browsers say "failed to fetch" of nearly everything, so
 * the files that the error names are asked for again; if it names none, those of the page's script.
 * @param {unknown} error
 * @param {{ language: "zh" | "en" }} words
 */
export async function explain(error, { language }) {
  const text = String(error);
  const own = document.querySelector("script[type=module][src]");
  const named = text.match(ADDRESS) ?? [/** @type {HTMLScriptElement | null} */ (own)?.src ?? ""];
  /** @type {Fault} */
  let fault = { kind: "passing", address: "" };
  const asked = new Set();
  for (const address of named) fault = (await faultOf(address, asked)) ?? fault;
  const [reason] = text.match(UNABLE) ?? [];
  if (reason && fault.kind === "passing") fault = { kind: "unable", address: "", found: reason };
  const file = fault.address.split("/").pop() ?? "";
  const sentence = (language === "en" ? faultsEn : faultsZh)[fault.kind];
  return fill(sentence, { file, host: location.host, found: fault.found ?? "" });
}

/**
 * faultOf asks for a file, and for the scripts that it imports.
 * @param {string} address
 * @param {Set<string>} asked The addresses that have been asked for.
 * @returns {Promise<Fault | undefined>}
 */
async function faultOf(address, asked) {
  if (asked.has(address)) return undefined;
  asked.add(address);
  const response = await ask(address);
  if (!response) return { kind: (await isOnline()) ? "blocked" : "network", address };
  const type = response.headers.get("content-type") ?? "";
  const isScript = /\.js$/.test(new URL(address).pathname);
  // Some hosts send a page of theirs in place of a file that is not there.
  if ([404, 410].includes(response.status) || (response.ok && type.startsWith("text/html")))
    return { kind: "missing", address };
  if (!response.ok) return { kind: "refused", address, found: response.status };
  if (!isScript) return void response.body?.cancel();
  if (!/(?:java|ecma)script/.test(type)) return { kind: "type", address, found: type || "?" };
  for (const [, path] of (await response.text()).matchAll(IMPORTS)) {
    const fault = await faultOf(new URL(path, address).href, asked);
    if (fault) return fault;
  }
  return undefined;
}

/**
 * ask returns the answer to a request, or undefined if there is none.
 * @param {string} address
 * @param {RequestInit} [how]
 */
const ask = (address, how) =>
  fetch(address, { signal: AbortSignal.timeout(PATIENCE), ...how }).catch(() => undefined);

/** isOnline tells whether the site answers at all: a service worker lets such a request through. */
const isOnline = async () => !!(await ask(location.href, { method: "HEAD", cache: "no-store" }));
