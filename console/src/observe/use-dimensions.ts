import { unwrap } from '@signalbox/sdk';
import { useMemo } from 'react';
import { useApi } from '../data/api.ts';
import type { Dimension } from '../ui/filter-bar/index.ts';
import {
  BOUND_NAMES,
  BOUNDS,
  DIMENSION_LABELS,
  DIMENSION_NAMES,
  type DimensionName,
} from './dimensions.ts';
import { formatPair, metadataValue, pairOf } from './metadata.ts';
import type { TraceFilter } from './trace-filter.ts';
import type { UsageQuery, UsageRow } from './types.ts';
import { useKeyNames } from './use-key-names.ts';

const SUGGESTED = 50;
/** Of how many keys of metadata values are suggested, and how many of each. */
const SPREAD_KEYS = 6;
const SPREAD_VALUES = 20;
export const NONE = 'none';
/** What usage cannot be grouped by: its values are pasted. */
const UNGROUPED: ReadonlySet<string> = new Set(['trace_id']);
/** Whose values people know by name. */
const FOUND: { readonly [name in DimensionName]?: 'suggested' | 'any-text' } = {
  user: 'any-text',
  model: 'suggested',
  key: 'suggested',
  tag: 'suggested',
};

/** The filters that a page offers, with the values that its requests have and how many have each. */
export function useDimensions(filter: TraceFilter): readonly Dimension[] {
  const api = useApi();
  const keyNames = useKeyNames();
  return useMemo(() => {
    const suggest = async (name: DimensionName, signal: AbortSignal) => {
      // Of the values that the other filters leave, not those that its own does.
      const { [name]: _own, [`not_${name}`]: _notOwn, ...others } = filter;
      const query = { ...others, group_by: name, limit: SUGGESTED } as UsageQuery;
      const { data } = await unwrap(api.GET('/api/v1/usage', { params: { query }, signal }));
      return data.map((row) => ({ value: dimensionValue(row, name), count: row.requests }));
    };
    // Also those that no request came to.
    const suggestModels = async (signal: AbortSignal) => {
      const query = { sources: 'stored,live' };
      const [used, known] = await Promise.all([
        suggest('model', signal),
        // They are more than what a filter needs: those that were used are there without them.
        unwrap(api.GET('/api/v1/models', { params: { query }, signal })).catch(() => null),
      ]);
      const values = new Set(used.map(({ value }) => value));
      const more = new Set((known?.data ?? []).map((model) => model.name));
      return [
        ...used,
        ...[...more].filter((name) => !values.has(name)).map((value) => ({ value, count: 0 })),
      ];
    };
    // Each key, and the values of the most frequent ones.
    const suggestMetadata = async (signal: AbortSignal) => {
      const { metadata: _own, not_metadata: _notOwn, ...others } = filter;
      const ask = async (group_by: string, limit: number) => {
        const query = { ...others, group_by, limit } as UsageQuery;
        return (await unwrap(api.GET('/api/v1/usage', { params: { query }, signal }))).data;
      };
      const keys = (await ask('metadata_key', SUGGESTED)).map((row) => ({
        key: String(row.metadata_key ?? ''),
        count: row.requests,
      }));
      const values = await Promise.all(
        keys.map(({ key }, index) =>
          index < SPREAD_KEYS && !key.includes(',')
            ? ask(`metadata:${key}`, SPREAD_VALUES)
            : Promise.resolve([]),
        ),
      );
      return keys.flatMap(({ key, count }, index) => [
        { value: pairOf(key, '').slice(0, -1), count },
        ...(values[index] ?? []).map((row) => ({
          value: pairOf(key, metadataValue(row, key)),
          count: row.requests,
        })),
      ]);
    };
    return [
      ...DIMENSION_NAMES.map((name) => ({
        id: name,
        label: DIMENSION_LABELS[name],
        ...(FOUND[name] === undefined ? {} : { found: FOUND[name] }),
        suggest: (signal: AbortSignal) =>
          UNGROUPED.has(name)
            ? Promise.resolve([])
            : name === 'model'
              ? suggestModels(signal)
              : name === 'metadata'
                ? suggestMetadata(signal)
                : suggest(name, signal),
        format: (value: string) =>
          value === ''
            ? NONE
            : name === 'key'
              ? (keyNames.get(value) ?? value)
              : name === 'metadata'
                ? formatPair(value)
                : value,
      })),
      ...BOUND_NAMES.map((name) => ({
        id: name,
        label: BOUNDS[name].label,
        verbs: ['at least', 'at most'] as const,
        suggest: () => Promise.resolve(BOUNDS[name].suggestions.map((value) => ({ value }))),
        format: BOUNDS[name].format,
      })),
    ];
  }, [api, filter, keyNames]);
}

/** The value of a row's dimension as filters write it: none is empty. */
export function dimensionValue(row: UsageRow, name: DimensionName): string {
  const value = (row as { readonly [name: string]: unknown })[name];
  return value === null || value === undefined ? '' : String(value);
}
