import type { z } from 'zod';
import type { ConfigState } from './state.ts';

/** Hears of an entity that does not fit its schema. */
export type ReportEntity = (kind: string, id: string, error: unknown) => void;

export interface ReadEntity<T> {
  readonly id: string;
  readonly value: T;
}

/**
 * The entities of one kind by their schema. Each is parsed once for as long as it stays as it is, so that a change of the
 * configuration costs what changed. One that does not fit is left out and reported, so that a bad row stops nobody else.
 */
export class EntityReader<T> {
  readonly #kind: string;
  readonly #schema: z.ZodType<T>;
  readonly #report: ReportEntity;
  /** By the object that the state holds: a changed entity is another one. Null: it does not fit. */
  readonly #known = new WeakMap<object, ReadEntity<T> | null>();
  #all: readonly ReadEntity<T>[] = [];

  constructor(kind: string, schema: z.ZodType<T>, report: ReportEntity) {
    this.#kind = kind;
    this.#schema = schema;
    this.#report = report;
  }

  /** The same array as before where none has changed. */
  all(state: ConfigState): readonly ReadEntity<T>[] {
    const all: ReadEntity<T>[] = [];
    for (const [id, raw] of state.all(this.#kind)) {
      const entity = this.#read(id, raw);
      if (entity !== null) all.push(entity);
    }
    const same =
      all.length === this.#all.length && all.every((entity, i) => entity === this.#all[i]);
    if (!same) this.#all = all;
    return this.#all;
  }

  #read(id: string, raw: Readonly<Record<string, unknown>>): ReadEntity<T> | null {
    const known = this.#known.get(raw);
    if (known !== undefined) return known;
    const parsed = this.#schema.safeParse(raw);
    const entity = parsed.success ? { id, value: parsed.data } : null;
    if (parsed.error !== undefined) this.#report(this.#kind, id, parsed.error);
    this.#known.set(raw, entity);
    return entity;
  }
}
