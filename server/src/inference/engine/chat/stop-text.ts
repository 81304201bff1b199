/** Ends a text at the first of several strings, which is not part of it; holds back what may be the beginning of one. */
export class StopText {
  readonly #stops: readonly string[];
  #held = '';
  #stopped = false;

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** The text that may go out now. */
  push(text: string): string {
    if (this.#stopped) return '';
    const all = this.#held + text;
    const at = Math.min(
      ...this.#stops.map((stop) => all.indexOf(stop)).filter((index) => index >= 0),
    );
    if (Number.isFinite(at)) {
      this.#stopped = true;
      this.#held = '';
      return all.slice(0, at);
    }
    const keep = Math.max(0, ...this.#stops.map((stop) => overlap(all, stop)));
    this.#held = all.slice(all.length - keep);
    return all.slice(0, all.length - keep);
  }

  /** What was held back when the text ended without a stop. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

/** Length of the longest end of `text` that is a beginning of `stop`, short of all of it. */
function overlap(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}
