import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renameMembers } from './rename-members.ts';

const NAMES = { seed: 'random_seed', max_completion_tokens: 'max_tokens' };
const renamed = (text: string): string => renameMembers(Buffer.from(text), NAMES).toString();

it.each([
  ['{"model":"m", "seed" : 1 }', '{"model":"m", "random_seed" : 1 }'],
  ['{"s\\u0065ed":1,"max_completion_tokens":2}', '{"random_seed":1,"max_tokens":2}'],
  ['\ufeff{"seed":1}', '\ufeff{"random_seed":1}'],
  // Only of the body itself.
  ['{"metadata":{"seed":1},"messages":["seed"]}', '{"metadata":{"seed":1},"messages":["seed"]}'],
  ['{"seed":1,"random_seed":2}', '{"seed":1,"random_seed":2}'],
  [
    '{"random_seed":2,"seed":1,"max_completion_tokens":3}',
    '{"random_seed":2,"seed":1,"max_tokens":3}',
  ],
  ['{"Seed":1}', '{"Seed":1}'],
  ['["seed"]', '["seed"]'],
  ['{"seed":1', '{"seed":1'],
  ['', ''],
])('makes of %s: %s', (given, made) => expect(renamed(given)).toBe(made));

it('changes nothing but the names, in whatever body', () => {
  const name = fc.oneof(
    fc.constantFrom(...Object.entries(NAMES).flat(), 'messages', '__proto__'),
    fc.string(),
  );
  const member = fc.tuple(name, fc.json());
  fc.assert(
    fc.property(fc.uniqueArray(member, { selector: ([key]) => key }), (members) => {
      const keys = members.map(([key]) => key);
      const written = (spell: (key: string) => string): string =>
        `{${members.map(([key, value]) => `${JSON.stringify(spell(key))}: ${value}`).join(' ,')}}`;
      const wanted = written((key) => {
        const to = Object.hasOwn(NAMES, key) ? NAMES[key as keyof typeof NAMES] : undefined;
        return to === undefined || keys.includes(to) ? key : to;
      });
      expect(renamed(written((key) => key))).toBe(wanted);
    }),
  );
});
