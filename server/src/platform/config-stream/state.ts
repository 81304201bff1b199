import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import canonicalize from 'canonicalize';
import type { ConfigOp } from './types.ts';

/** The configuration in force. Changes in place, between two turns of the event loop, never during one. */
export interface ConfigState {
  /** -1: nothing yet. */
  readonly generation: number;
  get(kind: string, id: string): Readonly<Record<string, unknown>> | undefined;
  all(kind: string): Iterable<[id: string, value: Readonly<Record<string, unknown>>]>;
}

/** A change with the digest of what the entity becomes; null where it goes. */
export interface DigestedOp extends ConfigOp {
  readonly digest: string | null;
}

interface Entity {
  readonly value: Readonly<Record<string, unknown>>;
  readonly digest: string;
}

export const NOTHING = -1;
const HASH_BYTES = 32;

/**
 * Entities by kind and id, with a hash of all of them that each change updates in constant time: the exclusive or of
 * one SHA-256 an entity. It finds a lost or doubled change; it is no defence against a forger, the link is.
 */
export class EntityState implements ConfigState {
  #generation = NOTHING;
  readonly #kinds = new Map<string, Map<string, Entity>>();
  readonly #hash = Buffer.alloc(HASH_BYTES);

  get generation(): number {
    return this.#generation;
  }

  get hash(): string {
    return this.#hash.toString('hex');
  }

  get(kind: string, id: string): Readonly<Record<string, unknown>> | undefined {
    return this.#kinds.get(kind)?.get(id)?.value;
  }

  *all(kind: string): IterableIterator<[string, Readonly<Record<string, unknown>>]> {
    for (const [id, { value }] of this.#kinds.get(kind) ?? []) yield [id, value];
  }

  /** Everything, as operations that would make it. */
  entities(): DigestedOp[] {
    return [...this.#kinds].flatMap(([kind, byId]) =>
      [...byId].map(([id, { value, digest }]) => ({ kind, id, value, digest })),
    );
  }

  apply(ops: readonly DigestedOp[], generation: number): void {
    for (const op of ops) this.#set(op);
    this.#generation = generation;
  }

  /** Becomes exactly `entities`; returns what had to change for it. */
  replace(entities: readonly DigestedOp[], generation: number): DigestedOp[] {
    const wanted = new Set(entities.map(({ kind, id }) => JSON.stringify([kind, id])));
    const gone = this.entities()
      .filter(({ kind, id }) => !wanted.has(JSON.stringify([kind, id])))
      .map(({ kind, id }) => ({ kind, id, value: null, digest: null }));
    const changed = entities.filter(({ kind, id, digest, value }) => {
      const present = this.#kinds.get(kind)?.get(id);
      // By value too: of the same entity, a secret may be there now that was withheld before.
      return present?.digest !== digest || !isDeepStrictEqual(present.value, value);
    });
    const ops = [...gone, ...changed];
    this.apply(ops, generation);
    return ops;
  }

  #set({ kind, id, value, digest }: DigestedOp): void {
    let byId = this.#kinds.get(kind);
    if (byId === undefined) {
      byId = new Map();
      this.#kinds.set(kind, byId);
    }
    const before = byId.get(id);
    if (before !== undefined) this.#toggle(kind, id, before.digest);
    if (value === null || digest === null) {
      byId.delete(id);
      return;
    }
    byId.set(id, { value, digest });
    this.#toggle(kind, id, digest);
  }

  #toggle(kind: string, id: string, digest: string): void {
    const element = createHash('sha256')
      .update(JSON.stringify([kind, id, digest]))
      .digest();
    for (let i = 0; i < HASH_BYTES; i++) this.#hash[i] = (this.#hash[i] ?? 0) ^ (element[i] ?? 0);
  }
}

/** Adds the digest: SHA-256 over canonical JSON (RFC 8785). */
export function digested(op: ConfigOp): DigestedOp {
  const { kind, id, value } = op;
  const digest =
    value === null
      ? null
      : createHash('sha256')
          .update(canonicalize(value) ?? '')
          .digest('hex');
  return { kind, id, value, digest };
}
