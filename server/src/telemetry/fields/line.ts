import type { z } from 'zod';
import type { Check } from './checks.ts';

/** A line of a table of fields: what there is of said, column, written, read and api. */
export interface Line {
  /** A member of the record. */
  readonly said?: {
    readonly at: string;
    readonly name: string;
    readonly schema: z.ZodType;
    readonly holds: Check;
    /** Why no row can be made of it although the schema holds; null: one can. */
    readonly refusal: ((value: never, name: string) => string | null) | null;
  };
  readonly column?: {
    readonly in: string;
    readonly name: string;
    /** ClickHouse's, whether or not it is `LowCardinality`. */
    readonly type: string;
  };
  /** How its column is written, from the member `of` of `from`. */
  readonly written?: {
    readonly in: string;
    readonly into: string;
    readonly from: string;
    readonly of: string;
    readonly to: (value: never) => string | number;
  };
  /** What a query asks the store for. */
  readonly read?: {
    readonly shown: string;
    readonly name: string;
    readonly sql: string;
    readonly schema: z.ZodType;
  };
  /** A member of the API's answer, made of what was read; `of` null: the query adds it. */
  readonly api?: {
    readonly shown: string;
    readonly name: string;
    readonly schema: z.ZodType;
    readonly of: ((row: never) => unknown) | null;
  };
}

/** Which tables have the column, and which answers show it. */
export interface Placement<In extends string = string, Shown extends string = string> {
  readonly in: In;
  readonly shown: Shown;
}

/** How a value `T` is stored, read as `R` and shown as `A`; `Beside`: what else of the row it takes to show it. */
export interface Stored<T, R extends z.ZodType, A extends z.ZodType, Beside = unknown> {
  readonly type: string;
  readonly write: (value: T) => string | number;
  readonly read: R;
  readonly api: A;
  readonly show: (value: z.output<R>, row: Beside) => z.output<A>;
  /** Written through its `…_escaped` column. */
  readonly escaped?: true;
}

/** And how the record says it. */
export interface Kind<
  S extends z.ZodType,
  R extends z.ZodType,
  A extends z.ZodType,
  Beside = unknown,
> extends Stored<z.output<S>, R, A, Beside> {
  readonly said: S;
  readonly holds: Check;
  readonly refusal?: (value: z.output<S>, name: string) => string | null;
}

interface Names<K extends string, N extends string> {
  /** What is read from the store; the column's name unless set. */
  readonly read?: K;
  /** In SQL; the bare column unless set. */
  readonly sql?: string;
  /** In the API; the name that is read unless set. */
  readonly api?: N;
  /** For whoever reads the API's description. */
  readonly help?: string;
}

/** A member of the record that no column has as it is. */
export function member<M extends string, At extends string, S extends z.ZodType>(
  name: M,
  at: At,
  kind: Pick<Kind<S, z.ZodType, z.ZodType>, 'said' | 'holds' | 'refusal'>,
) {
  return {
    said: { at, name, schema: kind.said, holds: kind.holds, refusal: kind.refusal ?? null },
  } as const;
}

/** A column that holds something of `of`, a member of `from`. */
export function column<
  C extends string,
  From extends string,
  Of extends string,
  T,
  R extends z.ZodType,
  A extends z.ZodType,
  Beside,
  const P extends Placement,
  K extends string = C,
  N extends string = K,
>(
  name: C,
  { from, of }: { readonly from: From; readonly of: Of },
  stored: Stored<T, R, A, Beside>,
  placement: P,
  names: Names<K, N> = {},
) {
  const into = stored.escaped === true ? `${name}_escaped` : name;
  return {
    ...readColumn(name, stored, placement, names),
    written: { in: placement.in as P['in'], into, from, of, to: stored.write },
  } as const;
}

/** A column that older versions wrote. */
export function readColumn<
  C extends string,
  R extends z.ZodType,
  A extends z.ZodType,
  Beside,
  const P extends Placement,
  K extends string = C,
  N extends string = K,
>(
  name: C,
  stored: Pick<Stored<never, R, A, Beside>, 'type' | 'read' | 'api' | 'show'>,
  placement: P,
  names: Names<K, N> = {},
) {
  const read = (names.read ?? name) as K;
  const shown: P['shown'] = placement.shown;
  const { api: schema, show } = stored;
  return {
    column: { in: placement.in as P['in'], name, type: stored.type },
    read: { shown, name: read, sql: names.sql ?? name, schema: stored.read },
    api: {
      shown,
      name: (names.api ?? read) as N,
      schema: names.help === undefined ? schema : schema.describe(names.help),
      of: (row: Readonly<Record<K, z.output<R>>> & Beside): z.output<A> => {
        const own: Readonly<Record<K, z.output<R>>> = row;
        return show(own[read], row);
      },
    },
  } as const;
}

/** A member of the record with a column of its own. */
export function field<
  M extends string,
  At extends string,
  S extends z.ZodType,
  R extends z.ZodType,
  A extends z.ZodType,
  Beside,
  const P extends Placement,
  C extends string = M,
  K extends string = C,
  N extends string = K,
>(
  name: M,
  at: At,
  kind: Kind<S, R, A, Beside>,
  placement: P,
  names: Names<K, N> & { readonly column?: C } = {},
) {
  return {
    ...member(name, at, kind),
    ...column((names.column ?? name) as C, { from: 'record', of: name }, kind, placement, names),
  } as const;
}

/** A member of the API that follows from several columns. */
export function shown<N extends string, In extends string, A extends z.ZodType, Row>(
  name: N,
  where: In,
  schema: A,
  of: (row: Row) => z.output<A>,
) {
  return { api: { shown: where, name, schema, of } } as const;
}

/** A member of the API that the query adds from elsewhere. */
export function added<N extends string, In extends string, A extends z.ZodType>(
  name: N,
  where: In,
  schema: A,
) {
  return { api: { shown: where, name, schema, of: null } } as const;
}

/** The line without its member of the API: what is read for others. */
export function hidden<L extends Line>(line: L): Omit<L, 'api'> {
  const { api: _, ...rest } = line;
  return rest;
}
