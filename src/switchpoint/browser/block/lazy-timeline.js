/**
 * lazy-timeline.js loads a block's timeline when it is first needed: when the reader unfolds it, or
 * when a run has something to draw.
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

  /** watch loads the timeline when the reader unfolds it, or now if the page has it unfolded. */
  watch() {
    const box = this.#box;
    if (box?.open) void this.#load();
    box?.addEventListener("toggle", () => box.open && void this.#load());
  }

  /** box is the folded part with the picture, if something was recorded that can be drawn. */
  get #box() {
    return /** @type {HTMLDetailsElement | null} */ (
      this.#block.querySelector("[data-part=timeline]")
    );
  }

  #load() {
    this.#loading ??= import("../timeline/timeline.js").then(({ Timeline, blankBox }) => {
      const box = this.#box ?? this.#block.appendChild(blankBox(this.#block.words));
      return new Timeline(box, this.#block);
    });
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

  /**
   * showRun draws the trace of a run. The recorded picture stays where a run of the recorded program
   * has the same trace.
   * @param {import("../interpreter/messages.js").Trace} trace
   * @param {import("../interpreter/messages.js").Drawing} drawing
   * @param {boolean} isEdited Whether another program than the recorded one was run.
   */
  async showRun(trace, drawing, isEdited) {
    if (!this.#box && !trace.events.length) return;
    const timeline = await this.#load().catch(() => undefined);
    if (!timeline) return;
    const isSame = JSON.stringify(trace) === JSON.stringify(timeline.recorded.story.trace);
    if (!isEdited && isSame) timeline.restore();
    else timeline.redraw(trace, drawing);
  }
}
