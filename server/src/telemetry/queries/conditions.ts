import type { ClickHouse, Parameters } from '../../platform/clickhouse/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { dimensionConditions } from './dimension-filter.ts';
import { metadataConditions } from './metadata-filter.ts';
import type { TraceFilter } from './schema.ts';
import { TIMED } from './status-sql.ts';
import { searchOf } from './text-search.ts';

export interface Conditions {
  readonly parts: string[];
  readonly parameters: Record<string, Parameters[string]>;
  /** What the statement's SETTINGS clause needs; often nothing. */
  readonly settings: readonly string[];
}

/** The filter as conditions on `requests_list` of a store of this kind. Throws `scope_missing` for a search of texts that the caller may not see. */
export function conditionsOf(
  projectId: string,
  filter: TraceFilter,
  content: boolean,
  kind: ClickHouse['kind'],
): Conditions {
  const from = Date.parse(filter.from) * 1000;
  const to = Date.parse(filter.to) * 1000;
  if (to <= from) {
    throw new SignalboxError(
      'request_invalid',
      'query/to: it is not after `from`',
      'Give a range whose end is after its beginning.',
    );
  }
  if (filter.text !== undefined && !content) {
    throw new SignalboxError(
      'scope_missing',
      'this key may not search in texts: it has no scope traces:content',
      'Leave `text` out, or use a key with that scope.',
    );
  }
  const parts = [
    'project_id = {project:String}',
    `started_at >= ${moment('from')}`,
    `started_at < ${moment('to')}`,
  ];
  const parameters: Record<string, Parameters[string]> = {
    project: projectId,
    from,
    to,
  };
  const add = (name: string, value: Parameters[string] | undefined, sql: string): void => {
    if (value === undefined) return;
    parts.push(sql);
    parameters[name] = value;
  };
  for (const [name, { sql, parameter }] of dimensionConditions(filter)) {
    add(name, parameter, `(${sql})`);
  }
  for (const name of ['metadata', 'not_metadata'] as const) {
    const asked = metadataConditions(name, filter[name]);
    parts.push(...asked.parts);
    Object.assign(parameters, asked.parameters);
  }
  add('cost_min', filter.cost_min, 'cost_usd >= {cost_min:Decimal(38, 12)}');
  add('cost_max', filter.cost_max, 'cost_usd <= {cost_max:Decimal(38, 12)}');
  add(
    'latency_min',
    micros(filter.latency_min_ms),
    `${TIMED} AND total_us >= {latency_min:UInt64}`,
  );
  add(
    'latency_max',
    micros(filter.latency_max_ms),
    `${TIMED} AND total_us <= {latency_max:UInt64}`,
  );
  add('tags', tagsOf(filter.tags), 'hasAll(tags, {tags:Array(String)})');
  if (filter.text === undefined) return { parts, parameters, settings: [] };
  const search = searchOf(filter.text, kind);
  parts.push(search.sql);
  return { parts, parameters: { ...parameters, ...search.parameters }, settings: search.settings };
}

/** As the end of a statement. */
export const settingsClause = (settings: readonly string[]): string =>
  settings.length === 0 ? '' : `SETTINGS ${settings.join(', ')}`;

/** A parameter in microseconds as a moment. */
export const moment = (name: string): string => `fromUnixTimestamp64Micro({${name}:Int64}, 'UTC')`;

const micros = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round(ms * 1000);

function tagsOf(text: string | undefined): string[] | undefined {
  const tags = text
    ?.split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  return tags === undefined || tags.length === 0 ? undefined : tags;
}
