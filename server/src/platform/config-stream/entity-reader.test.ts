import { expect, it } from 'vitest';
import { z } from 'zod';
import { EntityReader } from './entity-reader.ts';
import { digested, EntityState } from './state.ts';

const Colour = z.object({ colour: z.string().transform((text) => text.toUpperCase()) });

it('parses what changed alone, reports a misfit once, and answers the same array where nothing changed', () => {
  const state = new EntityState();
  const set = (id: string, value: Record<string, unknown> | null): void =>
    state.apply([digested({ kind: 'colour', id, value })], state.generation + 1);
  const reported: string[] = [];
  let parsed = 0;
  const counted = Colour.transform((value) => {
    parsed++;
    return value;
  });
  const reader = new EntityReader('colour', counted, (kind, id) => reported.push(`${kind} ${id}`));
  set('a', { colour: 'red' });
  set('b', { colour: 'blue' });
  set('bad', { colour: 7 });
  const first = reader.all(state);
  expect(first).toEqual([
    { id: 'a', value: { colour: 'RED' } },
    { id: 'b', value: { colour: 'BLUE' } },
  ]);
  state.apply([digested({ kind: 'other', id: 'x', value: {} })], state.generation + 1);
  expect(reader.all(state)).toBe(first);
  set('b', { colour: 'green' });
  expect(reader.all(state).map(({ value }) => value.colour)).toEqual(['RED', 'GREEN']);
  set('a', null);
  expect(reader.all(state).map(({ id }) => id)).toEqual(['b']);
  expect(parsed).toBe(3);
  expect(reported).toEqual(['colour bad']);
});
