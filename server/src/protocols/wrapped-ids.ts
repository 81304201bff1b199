import { sameTag, type TagKey, tagOf } from '../lib/digest.ts';

/** Before the origin; behind what an id says of its kind. */
const MARK = 'sb1-';
const MARK_BYTES = Buffer.from(MARK);
/** `resp_`, `msg_`, `file-`: by which clients tell what an id is of. */
const KIND = /^[a-z]{1,16}[_-]/;
const ORIGIN = /^[a-z0-9]{1,64}$/;
const WRAPPED = /^((?:[a-z]{1,16}[_-])?)sb1-([a-z0-9]{1,64})-([0-9a-f]{32})-/;
const TAG_BYTES = 16;

export interface UnwrappedId {
  readonly origin: string;
  /** As the provider knows it. */
  readonly id: string;
}

/**
 * Ids of what a provider keeps, or can alone read, with the origin to which a later request has to go: the provider and the
 * credential that made it. An id is wrapped by what is put before it, and unwrapped by taking that away, so that every gateway
 * reads it without having kept anything. A tag holds it to its project: nobody can wrap an id that was not given to them, though
 * many projects share one account of a provider.
 */
export class WrappedIds {
  readonly #key: TagKey;
  readonly #project: string;

  /** `key`: one for all gateways. */
  constructor(key: TagKey, project: string) {
    this.#key = key;
    this.#project = project;
  }

  /** What goes before an id. `origin`: lower-case letters and digits, 64 at most. */
  prefix(id: string, origin: string): string {
    if (!ORIGIN.test(origin)) throw new Error(`"${origin}" is no origin of an id`);
    const kind = KIND.exec(id)?.[0] ?? '';
    return `${kind}${MARK}${origin}-${this.#tag(id, origin).toString('hex')}-`;
  }

  /** Null where it is not an id that was wrapped for this project. */
  unwrap(text: string): UnwrappedId | null {
    const [prefix, kind, origin, tag] = WRAPPED.exec(text) ?? [];
    if (prefix === undefined || origin === undefined || tag === undefined) return null;
    const id = text.slice(prefix.length);
    if ((KIND.exec(id)?.[0] ?? '') !== kind) return null;
    const expected = this.#tag(id, origin);
    return sameTag(expected, Buffer.from(tag, 'hex')) ? { origin, id } : null;
  }

  /** Whether a body may hold any: most hold none, and need not be looked through. */
  mayBeIn(body: Buffer): boolean {
    return body.indexOf(MARK_BYTES) !== -1;
  }

  #tag(id: string, origin: string): Buffer {
    // Neither of the first two has a line feed.
    return tagOf(this.#key, `${this.#project}\n${origin}\n${id}`, TAG_BYTES);
  }
}
