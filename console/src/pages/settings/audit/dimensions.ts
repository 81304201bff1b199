import { useMemo } from 'react';
import type { Dimension, Suggestion } from '../../../ui/filter-bar/index.ts';
import { type AuditEvent, actorName, targetName } from './event.ts';

/** What the audit can be narrowed by. */
export const DIMENSIONS: readonly string[] = ['actor', 'action', 'target_kind', 'target'];

/** The dimensions, with the values of the rows that were read as suggestions. */
export function useDimensions(rows: readonly AuditEvent[] | undefined): readonly Dimension[] {
  return useMemo(() => {
    const read = rows ?? [];
    return [
      dimension(
        'actor',
        'Who',
        read,
        ({ actor }) => actor.id,
        ({ actor }) => actorName(actor),
      ),
      dimension('action', 'Did', read, ({ action }) => action),
      dimension('target_kind', 'To a', read, ({ target }) => target.kind),
      dimension('target', 'Named', read, ({ target }) => target.id, targetName),
    ];
  }, [rows]);
}

function dimension(
  id: string,
  label: string,
  rows: readonly AuditEvent[],
  value: (event: AuditEvent) => string | null,
  name: (event: AuditEvent) => string = (event) => value(event) ?? '',
): Dimension {
  const found = new Map<string, Required<Suggestion>>();
  for (const row of rows) {
    const key = value(row);
    if (key === null) continue;
    const known = found.get(key);
    found.set(key, {
      value: key,
      label: known?.label ?? name(row),
      count: (known?.count ?? 0) + 1,
    });
  }
  const suggestions = [...found.values()].sort((a, b) => b.count - a.count);
  return {
    id,
    label,
    suggest: () => Promise.resolve(suggestions),
    format: (text) => found.get(text)?.label ?? text,
  };
}
