import type { Unsupported } from './codec.ts';

/** What turns out, as a request is written, to have no place in it; each feature is named once. */
export class UnsupportedFeatures {
  readonly #features = new Map<string, Unsupported>();

  /** What is answered depends on it. */
  add(feature: string): void {
    this.#features.set(feature, { feature });
  }

  /** What is answered does not depend on it. */
  addHint(feature: string): void {
    if (!this.#features.has(feature)) this.#features.set(feature, { feature, hint: true });
  }

  list(): readonly Unsupported[] {
    return [...this.#features.values()];
  }
}
