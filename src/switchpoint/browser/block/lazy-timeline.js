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
    const box = this.#box;
    const picture = box?.querySelector(".timeline-scroll");
    if (!box || !picture) return;
    const plays = "play" in box.dataset && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const least = plays ? 0.5 : 0; // a film begins where it can be watched
    const observer = new IntersectionObserver(
      async ([{ isIntersecting, intersectionRatio }]) => {
        if (!isIntersecting || intersectionRatio < least) return;
        const timeline = await this.#load().catch(() => undefined);
        if (timeline) observer.disconnect();
        if (plays) timeline?.playOnce();
      },
      { threshold: least },
    );
    observer.observe(picture);
    this.#block.removal.addEventListener("abort", () => observer.disconnect());
  }

  /** box is the folded part with the picture, if something was recorded that can be drawn. */
  get #box() {
    return /** @type {HTMLDetailsElement | null} */ (
      this.#block.querySelector("[data-part=timeline]")
    );
  }

  #load() {
    this.#loading ??= this.#make();
    this.#loading.catch(() => {
      this.#loading = undefined; // The network is away. The picture and its words need no script.
    });
    return this.#loading;
  }

  async #make() {
    const { Timeline } = await import("../timeline/timeline.js");
    return new Timeline(this.#box ?? (await this.#addBox()), this.#block);
  }

  /** addBox adds the folded part, where nothing was recorded that can be drawn. */
  async #addBox() {
    const { blankBox } = await import("../timeline/blank-box.js");
    return this.#block.piece("body").appendChild(blankBox(this.#block.words));
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

  /**
   * showRun draws the trace of a run. The recorded picture stays where a run of the recorded program
   * has the same trace.
   * @param {import("../interpreter/messages.js").Trace} trace
   * @param {import("../interpreter/messages.js").Drawing} drawing
   * @param {boolean} isEdited Whether another program than the recorded one was run.
   */
  async showRun(trace, drawing, isEdited) {
    if (!this.#box && !trace.events.length) return;
    const [timeline, svg] = await Promise.all([this.#load(), import("../timeline/svg.js")]).catch(
      () => [],
    );
    if (!timeline) return;
    const isSame = JSON.stringify(trace) === JSON.stringify(timeline.recorded.story.trace);
    if (!isEdited && isSame) timeline.restore();
    else timeline.redraw(trace, drawing, svg.draw(drawing));
  }
}
