/**
 * eachPage calls a function for the page in view, and for each that instant navigation brings.
 * @param {() => void} act
 */
export function eachPage(act) {
  // The theme's observable of pages; it calls at once for the page in view.
  const pages = /** @type {{ document$?: { subscribe(act: () => void): void } }} */ (window)
    .document$;
  if (pages) pages.subscribe(act);
  else act();
}
