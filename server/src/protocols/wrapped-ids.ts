import { sameTag, type TagKey, tagOf } from '../lib/digest.ts';

/** Before the origin; behind what an id says of its kind. */
const MARK = 'sb1-';
const MARK_BYTES = Buffer.from(MARK);
/** `resp_`, `msg_`, `file-`: by which clients tell what an id is of. */
const KIND = /^[a-z]{1,16}[_-]/;
const ORIGIN = /^[a-z0-9]{1,64}$/;
const WRAPPED = /^((?:[a-z]{1,16}[_-])?)sb1-([a-z0-9]{1,64})-([0-9a-f]{32})-/;
const TAG_BYTES = 16;

/** Where something was made: a provider, as it is reached with one credential. */
export interface Origin {
  /** Lower-case letters and digits, 64 at most. */
  readonly name: string;
  /** The same on all gateways. */
  readonly key: TagKey;
}

export interface UnwrappedId {
  /** Its name. */
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
  readonly #project: string;
  readonly #originNamed: (name: string) => Origin | null;

  /** `originNamed`: null where the project has none of this name, or not any more. */
  constructor(project: string, originNamed: (name: string) => Origin | null) {
    this.#project = project;
    this.#originNamed = originNamed;
  }

  /** What goes before an id. */
  prefix(id: string, origin: Origin): string {
    const { name } = origin;
    if (!ORIGIN.test(name)) throw new Error(`"${name}" is no origin of an id`);
    const kind = KIND.exec(id)?.[0] ?? '';
    return `${kind}${MARK}${name}-${this.#tag(id, origin).toString('hex')}-`;
  }

  /** Null where it is not an id that was wrapped for this project, by an origin that it has. */
  unwrap(text: string): UnwrappedId | null {
    const [prefix, kind, name, tag] = WRAPPED.exec(text) ?? [];
    if (prefix === undefined || name === undefined || tag === undefined) return null;
    const id = text.slice(prefix.length);
    if ((KIND.exec(id)?.[0] ?? '') !== kind) return null;
    const origin = this.#originNamed(name);
    if (origin === null) return null;
    const expected = this.#tag(id, origin);
    return sameTag(expected, Buffer.from(tag, 'hex')) ? { origin: name, id } : null;
  }

  /** Whether it has the form of a wrapped id, whoever wrapped it. */
  looksWrapped(text: string): boolean {
    return WRAPPED.test(text);
  }

  /** Whether a body may hold any: most hold none, and need not be looked through. */
  mayBeIn(body: Buffer): boolean {
    return body.indexOf(MARK_BYTES) !== -1;
  }

  #tag(id: string, { name, key }: Origin): Buffer {
    // Neither of the first two has a line feed.
    return tagOf(key, `${this.#project}\n${name}\n${id}`, TAG_BYTES);
  }
}
