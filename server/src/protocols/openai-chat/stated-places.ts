import { findPlainName } from '../../lib/json-scan-name.ts';
import type { Range } from '../edits.ts';

/** Members that say whose request it is: noted for its record, and else the provider's business. */
const STATED = ['user', 'safety_identifier', 'prompt_cache_key', 'metadata'] as const;
export type StatedName = (typeof STATED)[number];
const STATED_BYTES = STATED.map((name) => Buffer.from(name));

export type StatedAt = Partial<Readonly<Record<StatedName, Range>>>;

/** Where a body that is being scanned says whose it is; of a member that comes twice, the first place. */
export class StatedPlaces {
  readonly #body: Buffer;
  #at: Partial<Record<StatedName, Range>> | null = null;

  constructor(body: Buffer) {
    this.#body = body;
  }

  /** Null where it says nothing. */
  get at(): StatedAt | null {
    return this.#at;
  }

  /** A member, which may be another one. */
  note(nameStart: number, nameEnd: number, start: number, end: number): void {
    const name = STATED[findPlainName(this.#body, nameStart, nameEnd, STATED_BYTES)];
    if (name === undefined) return;
    this.#at ??= {};
    this.#at[name] ??= { start, end };
  }
}
