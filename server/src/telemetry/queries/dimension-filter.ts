import { z } from 'zod';
import { splitValues } from './split-values.ts';

interface FilterDimension {
  readonly column: string;
  /** What the column's values are compared as. */
  readonly type: 'String' | 'UInt16' | 'Bool';
  readonly values?: z.ZodString;
  readonly help?: string;
}

const oneOf = (...words: readonly string[]): z.ZodString =>
  z
    .string()
    .regex(
      new RegExp(`^(${words.join('|')})(,(${words.join('|')}))*$`),
      `takes, comma-separated: ${words.join(', ')}`,
    );

const HTTP_STATES = z.string().regex(/^(\d{3})?(,(\d{3})?)*$/, 'takes HTTP states such as 429,503');

const FILTER_DIMENSIONS = {
  environment: { column: 'environment_id', type: 'String', help: 'Id of an environment.' },
  key: { column: 'key_id', type: 'String', help: 'Id of the key that was used.' },
  provider: { column: 'provider', type: 'String' },
  model: {
    column: 'model',
    type: 'String',
    help: 'As sent upstream (`gpt-5`) or as asked for (`openai/gpt-5`).',
  },
  requested_model: { column: 'requested_model', type: 'String', help: 'As asked for.' },
  operation: { column: 'operation', type: 'String' },
  status: {
    column: 'status',
    type: 'String',
    values: oneOf('ok', 'error', 'aborted', 'interrupted'),
  },
  error_code: { column: 'error_code', type: 'String' },
  http_status: { column: 'http_status', type: 'UInt16', values: HTTP_STATES },
  upstream_code: {
    column: 'upstream_code',
    type: 'String',
    help: 'What the provider called its error: its code, or else its type (`rate_limit_exceeded`).',
  },
  upstream_status: {
    column: 'upstream_status',
    type: 'UInt16',
    values: HTTP_STATES,
    help: 'HTTP status of the provider, of requests that failed.',
  },
  stream: { column: 'stream', type: 'Bool', values: oneOf('true', 'false') },
  user: { column: 'user', type: 'String', help: 'End user, as given by x-signalbox-user.' },
  session: { column: 'session', type: 'String' },
  tag: { column: 'tags', type: 'String', help: 'Requests with at least one of them.' },
  trace_id: { column: 'trace_id', type: 'String' },
} as const satisfies Record<string, FilterDimension>;

type Name = keyof typeof FILTER_DIMENSIONS;
type FilterName = Name | `not_${Name}`;

const ALSO = 'Several are comma-separated (`\\,` is a comma); an empty one stands for "none".';
const DIMENSIONS = Object.entries(FILTER_DIMENSIONS) as [Name, FilterDimension][];
const MAX_CHARS = 4000;

/** Of a query: each dimension, and `not_` of each. */
export const dimensionFilterShape = Object.fromEntries(
  DIMENSIONS.flatMap(([name, { values, help }]) => {
    const schema = (values ?? z.string()).max(MAX_CHARS).optional();
    return [
      [name, schema.describe([help, ALSO].join(' ').trim())],
      [`not_${name}`, schema.describe(`Leaves out what \`${name}\` would find.`)],
    ];
  }),
) as Record<FilterName, z.ZodOptional<z.ZodString>>;

export interface Condition {
  readonly sql: string;
  readonly parameter: readonly string[] | readonly number[];
}

/** The conditions of a filter by the names of their parameters. */
export function dimensionConditions(
  filter: Readonly<Partial<Record<FilterName, string | undefined>>>,
): Map<string, Condition> {
  const conditions = new Map<string, Condition>();
  for (const [name, { type }] of DIMENSIONS) {
    const not = `not_${name}` as const;
    for (const [parameter, text] of [
      [name, filter[name]],
      [not, filter[not]],
    ] as const) {
      if (text === undefined) continue;
      const values = splitValues(text);
      const sql = conditionOf(name, parameter, values.includes(''));
      conditions.set(parameter, {
        sql: parameter === name ? sql : `NOT (${sql})`,
        parameter: parameterOf(name, type, values),
      });
    }
  }
  return conditions;
}

function conditionOf(name: Name, parameter: string, orNone: boolean): string {
  const { column, type } = FILTER_DIMENSIONS[name];
  const values = `{${parameter}:Array(${type === 'Bool' ? 'UInt8' : type})}`;
  if (name === 'tag') return `hasAny(tags, ${values})${orNone ? ' OR empty(tags)' : ''}`;
  if (name === 'model') return `model IN ${values} OR requested_model IN ${values}`;
  return type === 'Bool' ? `toUInt8(${column}) IN ${values}` : `${column} IN ${values}`;
}

function parameterOf(name: Name, type: FilterDimension['type'], values: readonly string[]) {
  // A trace's id is written as a UUID too.
  if (name === 'trace_id') return values.map((value) => value.toLowerCase().replaceAll('-', ''));
  if (type === 'Bool') return values.map((value) => (value === 'true' ? 1 : 0));
  return type === 'UInt16' ? values.map(Number) : values;
}
