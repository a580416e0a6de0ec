/** controls.js makes the controls below the picture: step back, play, step forward, speed, slider. */

import { fill } from "../common/fill.js";

/** @typedef {import("../common/strings.js").Strings} Strings */
/** @typedef {{ go: (position: number) => void, play: () => void, speed: () => void }} Actions */

export class Controls {
  element = document.createElement("div");
  slider = document.createElement("input");
  #words;

  /**
   * @param {Strings} words
   * @param {Actions} actions
   */
  constructor(words, actions) {
    this.#words = words;
    const { element, slider } = this;
    element.dataset.part = "steps";
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", words.steps);
    this.back = this.#button("step-back", () => actions.go(Number(slider.value) - 1));
    this.play = this.#button("play", actions.play);
    this.forward = this.#button("step-forward", () => actions.go(Number(slider.value) + 1));
    this.speed = this.#button("speed", actions.speed);
    this.play.dataset.film = this.speed.dataset.film = "";
    name(this.back, "←", words.step_back);
    name(this.forward, "→", words.step_forward);
    slider.type = "range";
    slider.min = "0";
    slider.setAttribute("aria-label", words.steps);
    slider.addEventListener("input", () => actions.go(Number(slider.value)));
    element.append(slider);
  }

  /** showStep shows where the reader is. @param {number} at @param {number} all */
  showStep(at, all) {
    const { slider, back, forward } = this;
    slider.max = String(all);
    slider.value = String(at);
    slider.setAttribute("aria-valuetext", fill(this.#words.step, { at, all }));
    const focused = document.activeElement;
    back.disabled = at === 0;
    forward.disabled = at === all;
    // A disabled button gets no keys: the one beside it takes the focus.
    if (focused === back && back.disabled) forward.focus();
    if (focused === forward && forward.disabled) back.focus();
  }

  /** showFilm shows what the film does. @param {import("./film.js").Film} film */
  showFilm({ isPlaying, speed }) {
    const words = this.#words;
    name(this.play, isPlaying ? `❚❚ ${words.pause}` : `▶ ${words.play}`);
    name(this.speed, `${speed}×`, fill(words.speed, { speed }));
  }

  /** button adds a button. @param {string} action @param {() => void} act */
  #button(action, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.action = action;
    button.addEventListener("click", act);
    this.element.append(button);
    return button;
  }
}

/**
 * name gives a button a text, and a name where that is not what it does.
 * @param {HTMLButtonElement} button
 * @param {string} text
 * @param {string} [label]
 */
function name(button, text, label) {
  button.textContent = text;
  if (!label) return;
  button.setAttribute("aria-label", label);
  button.title = label;
}
