/**
 * lazy-timeline.js loads a block's timeline when it is first needed: when an unfolded picture comes
 * into view, or when a run has something to draw.
 */

/** @typedef {import("../timeline/timeline.js").Timeline} Timeline */

export class LazyTimeline {
  #block;
  /** @type {Promise<Timeline> | undefined} */
  #loading;

  /** @param {import("../live-snippet.js").LiveSnippet} block */
  constructor(block) {
    this.#block = block;
  }

  /**
   * watch loads the timeline when its picture comes into view, unfolded. One that is to play does
   * so then, unless the reader's system asks for less motion.
   */
  watch() {
    const box = this.box;
    const picture = box?.querySelector(".timeline-scroll");
    if (!box || !picture) return;
    const plays = "play" in box.dataset && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const least = plays ? 0.5 : 0; // a film begins where it can be watched
    const observer = new IntersectionObserver(
      async ([{ isIntersecting, intersectionRatio }]) => {
        if (!isIntersecting || intersectionRatio < least) return;
        const timeline = await this.load().catch(this.#block.tellFault);
        if (timeline) observer.disconnect();
        if (plays) timeline?.playOnce();
      },
      { threshold: least },
    );
    observer.observe(picture);
    this.#block.removal.addEventListener("abort", () => observer.disconnect());
  }

  /** box is the folded part with the picture, if something was recorded that can be drawn. */
  get box() {
    return /** @type {HTMLDetailsElement | null} */ (
      this.#block.querySelector("[data-part=timeline]")
    );
  }

  /** load loads the timeline, once. The block has a box for it. */
  load() {
    this.#loading ??= import("../timeline/timeline.js").then(
      ({ Timeline }) => new Timeline(/** @type {HTMLDetailsElement} */ (this.box), this.#block),
    );
    this.#loading.catch(() => {
      this.#loading = undefined; // The network is away. The picture and its words need no script.
    });
    return this.#loading;
  }

  /** leave ends stepping through the timeline, if it has been loaded. */
  async leave() {
    const timeline = await this.#loading?.catch(() => undefined);
    timeline?.leave();
  }

  /** restore shows the recorded timeline, if another one is shown. */
  async restore() {
    const timeline = await this.#loading?.catch(() => undefined);
    timeline?.restore();
  }
}
