/**
 * film.js plays the steps of a timeline by itself, about one each second. Whatever else the reader
 * presses or touches pauses it. The speed is kept for the next visit.
 */

import { keep, recall } from "../common/storage.js";

/** The key under which the speed is kept, and the speeds: steps for each second. */
const KEY = "speed";
const SPEEDS = [0.5, 1, 2];

export class Film {
  /** @type {ReturnType<typeof setTimeout> | undefined} Until the next step, while it plays. */
  #timer;
  #step;
  #onChange;
  /** @type {AbortController | undefined} Ends the listening for a touch or a key. */
  #listening;
  speed = SPEEDS.find((speed) => String(speed) === recall(KEY)) ?? 1;

  /**
   * @param {() => boolean} step Goes on a step; returns whether there is another one.
   * @param {() => void} onChange Called when the film starts, pauses or changes its speed.
   */
  constructor(step, onChange) {
    this.#step = step;
    this.#onChange = onChange;
  }

  get isPlaying() {
    return this.#timer !== undefined;
  }

  /** start goes on a step at once, and then one after another. */
  start() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const type of ["pointerdown", "keydown"])
      document.addEventListener(type, (event) => this.#pauseFor(event), { signal });
    this.#tick();
    this.#onChange();
  }

  /** pause stays where the film is. */
  pause() {
    if (!this.isPlaying) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#listening?.abort();
    this.#onChange();
  }

  /** changeSpeed takes the next speed; after the fastest comes the slowest. */
  changeSpeed() {
    this.speed = SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length];
    keep(KEY, String(this.speed));
    this.#onChange();
  }

  #tick() {
    this.#timer = setTimeout(() => this.#tick(), 1000 / this.speed);
    if (!this.#step()) this.pause();
  }

  /**
   * pauseFor pauses, unless a control of the film is pressed, or a key that the timeline has used:
   * those do what they say.
   * @param {Event} event
   */
  #pauseFor(event) {
    const target = /** @type {Element} */ (event.target);
    const presses = !(event instanceof KeyboardEvent) || [" ", "Enter"].includes(event.key);
    const isControl = presses && target.closest("[data-film]");
    if (!event.defaultPrevented && !isControl) this.pause();
  }
}
