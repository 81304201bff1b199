import type { Search } from '../../data/search.ts';

/** One chip: a dimension, the values it may have (or may not). In the address: `model=a,b` or `not_model=a,b`. */
export interface Filter {
  readonly dimension: string;
  readonly exclude: boolean;
  readonly values: readonly string[];
}

export function readFilters(search: Search, dimensions: readonly string[]): readonly Filter[] {
  return dimensions.flatMap((dimension) =>
    [false, true].flatMap((exclude) => {
      const values = splitValues(search[parameter(dimension, exclude)]);
      return values.length === 0 ? [] : [{ dimension, exclude, values }];
    }),
  );
}

/** What to change in the address so that the value is filtered by (or excluded), and no longer the other way round. */
export function withValue(
  search: Search,
  dimension: string,
  value: string,
  exclude: boolean,
): { [name: string]: string | undefined } {
  const name = parameter(dimension, exclude);
  const values = splitValues(search[name]);
  return {
    [name]: joinValues(values.includes(value) ? values : [...values, value]),
    ...withoutValue(search, dimension, value, !exclude),
  };
}

export function withoutValue(
  search: Search,
  dimension: string,
  value: string,
  exclude: boolean,
): { [name: string]: string | undefined } {
  const name = parameter(dimension, exclude);
  const rest = splitValues(search[name]).filter((other) => other !== value);
  return { [name]: rest.length === 0 ? undefined : joinValues(rest) };
}

export function parameter(dimension: string, exclude: boolean): string {
  return exclude ? `not_${dimension}` : dimension;
}

/** As the address and the API have it: a comma within a value has a backslash before it, and "none" is an empty value. */
export function joinValues(values: readonly string[]): string {
  const text = values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(',');
  // An empty parameter is no parameter in an address; twice nothing says the same.
  return text === '' ? ',' : text;
}

/** The values of a parameter, as `joinValues` writes them. */
export function splitValues(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [];
  const values = [''];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (char === ',') values.push('');
    else if (char === '\\' && (next === ',' || next === '\\')) {
      values.push(`${values.pop() ?? ''}${next}`);
      at += 1;
    } else values.push(`${values.pop() ?? ''}${char}`);
  }
  return [...new Set(values)];
}
