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
      const values = split(search[parameter(dimension, exclude)]);
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
  const values = split(search[name]);
  return {
    [name]: values.includes(value) ? values.join(',') : [...values, value].join(','),
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
  const rest = split(search[name]).filter((other) => other !== value);
  return { [name]: rest.length === 0 ? undefined : rest.join(',') };
}

export function parameter(dimension: string, exclude: boolean): string {
  return exclude ? `not_${dimension}` : dimension;
}

function split(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').filter((value) => value !== '');
}
