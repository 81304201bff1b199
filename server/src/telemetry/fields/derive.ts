import type { z } from 'zod';
import { objectMaker } from './compile.ts';
import type { Line } from './line.ts';

// What a table of fields says, as the schemas, checks, rows and answers that follow from it. Names become types here, so the
// casts of the directory are here.

type Lines = readonly Line[];
type Of<Fs extends Lines, Part> = Extract<Fs[number], Part>;

type SaidShape<Fs extends Lines, At extends string> = {
  [F in Of<Fs, { readonly said: { readonly at: At } }> as F['said']['name']]: F['said']['schema'];
};
type ReadShape<Fs extends Lines, Shown extends string> = {
  [F in Of<
    Fs,
    { readonly read: { readonly shown: Shown } }
  > as F['read']['name']]: F['read']['schema'];
};
type ApiShape<Fs extends Lines, Shown extends string> = {
  [F in Of<
    Fs,
    { readonly api: { readonly shown: Shown } }
  > as F['api']['name']]: F['api']['schema'];
};
/** Schemas of the record's members that are said at `at`. */
export function saidShape<Fs extends Lines, At extends string>(
  fields: Fs,
  at: At,
): SaidShape<Fs, At> {
  const parts = fields.flatMap(({ said }) => (said?.at === at ? [[said.name, said.schema]] : []));
  return Object.fromEntries(parts) as SaidShape<Fs, At>;
}

/** Schemas of what a query reads for an answer. */
export function readShape<Fs extends Lines, Shown extends string>(
  fields: Fs,
  shown: Shown,
): ReadShape<Fs, Shown> {
  const parts = fields.flatMap(({ read }) =>
    read?.shown === shown ? [[read.name, read.schema]] : [],
  );
  return Object.fromEntries(parts) as ReadShape<Fs, Shown>;
}

/** Schemas of an answer's members. */
export function apiShape<Fs extends Lines, Shown extends string>(
  fields: Fs,
  shown: Shown,
): ApiShape<Fs, Shown> {
  const parts = fields.flatMap(({ api }) => (api?.shown === shown ? [[api.name, api.schema]] : []));
  return Object.fromEntries(parts) as ApiShape<Fs, Shown>;
}

/** What a query reads for an answer, as SQL of a table named r, of columns in one of `tables`. */
export function readSql(fields: Lines, shown: string, tables: readonly string[]): string {
  return fields
    .flatMap(({ column, read }) =>
      read?.shown === shown && tables.includes(column?.in ?? '') ? [read.sql] : [],
    )
    .join(', ');
}

/** The members of an answer. */
export function apiMembers<Fs extends Lines, Shown extends string>(
  fields: Fs,
  shown: Shown,
): readonly Of<Fs, { readonly api: { readonly shown: Shown } }>['api'][] {
  return fields.flatMap(({ api }) => (api?.shown === shown ? [api] : [])) as never;
}

interface ApiMember {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly of: ((row: never) => unknown) | null;
}
type Answer<M extends ApiMember> = { [F in M as F['name']]: z.output<F['schema']> };
/** All that any of the members takes of a row. */
type RowOf<M extends ApiMember> = (
  M extends { readonly of: (row: infer Row) => unknown }
    ? (row: Row) => void
    : never
) extends (row: infer Rows) => void
  ? Rows
  : never;

/** An answer of what was read of a row and of what the query adds. */
export function answerOf<M extends ApiMember>(
  members: readonly M[],
): (row: RowOf<M>, added: Answer<Extract<M, { readonly of: null }>>) => Answer<M> {
  return objectMaker(members);
}

/** How the columns in `tables` are written of `from`. */
export function writersOf<Fs extends Lines, In extends string, From extends string>(
  fields: Fs,
  where: In,
  from: From,
): readonly Of<Fs, { readonly written: { readonly in: In; readonly from: From } }>['written'][] {
  return fields.flatMap(({ written }) =>
    written?.in === where && written.from === from ? [written] : [],
  ) as never;
}

/** Why no row can be made of a record that fits its schema; null: one can. */
export function refusalOf<T extends object>(fields: Lines): (record: T) => string | null {
  const refusals = fields.flatMap(({ said }) =>
    said == null || said.refusal === null
      ? []
      : [{ name: said.name as keyof T & string, refusal: said.refusal }],
  );
  return (record) => {
    for (const { name, refusal } of refusals) {
      const why = (refusal as (value: T[keyof T], name: string) => string | null)(
        record[name],
        name,
      );
      if (why !== null) return why;
    }
    return null;
  };
}
