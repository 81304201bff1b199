import type { Line } from './line.ts';

/**
 * Checks, rows and answers are made of each record or row of very many, and a loop over the lines of a table, which uses names that
 * it finds in variables and calls functions that it finds in lists, takes twice the time of code that was written out (m). So that
 * code is written here, once at start: of the tables' own names, and of nothing that came from outside.
 */
function compiled<F>(parameters: string, body: string, functions: readonly unknown[]): F {
  const names = functions.map((_, i) => `f${i}`);
  return new Function(...names, `return (${parameters}) => ${body};`)(...functions) as F;
}

function checked(name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new Error(`"${name}" cannot be the name of a member`);
  return name;
}

/** A call of the i-th function with a member, as an expression. */
const call = (i: number, name: string): string => `f${i}(record.${checked(name)})`;

/** Whether all members surely hold. */
export function checkOf(fields: readonly Line[]): (record: unknown) => boolean {
  const said = fields.flatMap((line) => line.said ?? []);
  const hold = compiled<(record: object) => boolean>(
    'record',
    said.map(({ name }, i) => call(i, name)).join(' && '),
    said.map(({ holds }) => holds),
  );
  return (record) => typeof record === 'object' && record !== null && hold(record);
}

/** How a column is written of a member of `T`. */
type Writer<T> = {
  [K in keyof T]-?: { readonly of: K; readonly to: (value: T[K]) => string | number };
}[keyof T];

/** The fields of a row, in the order of `writers`. */
export function rowWriter<T>(writers: readonly Writer<T>[]): (source: T) => string {
  const parts = writers.map(({ of }, i) => call(i, String(of)));
  return compiled(
    'record',
    `[${parts.join(', ')}].join(',')`,
    writers.map(({ to }) => to),
  );
}

/** An object of `members`: each what its function makes of a row, or of `added` where it has none. */
export function objectMaker<F>(
  members: readonly { readonly name: string; readonly of: unknown }[],
): F {
  const parts = members.map(({ name, of }, i) =>
    of === null ? `${checked(name)}: added.${name}` : `${checked(name)}: f${i}(row)`,
  );
  return compiled(
    'row, added',
    `({ ${parts.join(', ')} })`,
    members.map(({ of }) => of),
  );
}
