import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Provider } from '../inference/index.ts';
import { allowedBy } from './allow-list.ts';
import { ConfigCompiler } from './config-compiler.ts';
import { MemoryState } from './testing/world.ts';

interface Given {
  readonly name: string;
  readonly position?: number;
  readonly models?: readonly string[] | null;
  readonly kind?: string;
  readonly project?: string | null;
  readonly enabled?: boolean;
}

function configOf(given: readonly Given[], more: (state: MemoryState) => void = () => undefined) {
  const state = new MemoryState();
  const providers = new Map<string, Provider>();
  for (const [index, entry] of given.entries()) {
    const id = `${entry.project ?? 'all'}:${entry.name}`;
    state.set('provider', id, {
      project_id: entry.project ?? null,
      name: entry.name,
      kind: entry.kind ?? 'openai',
      base_url: 'https://host/v1',
      credential: null,
      position: entry.position ?? index,
      models: entry.models ?? null,
      managed_by: 'api',
      enabled: entry.enabled ?? true,
    });
    providers.set(id, { name: id } as Provider);
  }
  more(state);
  const reported: string[] = [];
  const compiler = new ConfigCompiler((kind, id) => reported.push(`${kind} ${id}`));
  const config = compiler.compile(state, providers);
  const find = (
    name: string,
    allowed: readonly string[] | null = null,
    project = 'p',
  ): string | null => {
    const target = config.resolve(project, name, allowedBy(allowed));
    return target === null ? null : `${target.provider.name} ${target.model}`;
  };
  return { config, find, reported, state, compile: () => compiler.compile(state, providers) };
}

describe('a model name', () => {
  const { find } = configOf([
    { name: 'openai', models: ['gpt-4o', 'shared'] },
    { name: 'groq', models: ['llama', 'shared', 'meta-llama/guard'] },
    { name: 'any' },
    { name: 'off', enabled: false },
    { name: 'sandbox', kind: 'sandbox' },
  ]);

  it.each([
    ['openai/gpt-4o', 'all:openai gpt-4o'],
    ['openai/gpt-5', null],
    ['any/meta/x', 'all:any meta/x'],
    // The first part names no provider, so the slash belongs to the model's name.
    ['meta-llama/guard', 'all:groq meta-llama/guard'],
    ['shared', 'all:openai shared'],
    ['llama', 'all:groq llama'],
    ['unknown', 'all:any unknown'],
    ['off/x', 'all:any off/x'],
    ['openai/', null],
    ['/gpt-4o', 'all:any /gpt-4o'],
    ['sandbox/echo', 'all:sandbox echo'],
    ['sandbox/echo?latency_ms=5', 'all:sandbox echo?latency_ms=5'],
    ['sandbox/other', null],
    // The sandbox answers for no other name.
    ['echo', 'all:any echo'],
  ])('%s is %s', (name, expected) => {
    expect(find(name)).toBe(expected);
  });

  it('goes where the key may go', () => {
    expect(find('shared', ['groq/*'])).toBe('all:groq shared');
    expect(find('openai/gpt-4o', ['groq/*', 'openai/gpt-4o'])).toBe('all:openai gpt-4o');
    expect(find('openai/shared', ['openai/gpt-4o'])).toBeNull();
    expect(find('unknown', [])).toBeNull();
  });

  it("means the project's own provider where both have the name, and never another project's", () => {
    const { find: of } = configOf([
      { name: 'openai' },
      { name: 'openai', project: 'p', models: ['mine'] },
      { name: 'theirs', project: 'q' },
    ]);
    expect(of('openai/mine')).toBe('p:openai mine');
    expect(of('openai/mine', null, 'q')).toBe('all:openai mine');
    expect(of('theirs/x')).toBeNull();
    expect(of('theirs/x', null, 'q')).toBe('q:theirs x');
  });

  it('means the same after another provider was added', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'x/y');
    const entry = fc.record({
      models: fc.option(fc.array(name, { maxLength: 3 })),
      enabled: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), entry, name, (entries, added, asked) => {
        const given = entries.map((e, n) => ({ ...e, name: `p${n}`, position: n }));
        const before = configOf(given).find(asked);
        fc.pre(before !== null);
        const more = [{ ...added, name: 'new', position: given.length }, ...given];
        expect(configOf(more).find(asked)).toBe(before);
      }),
    );
  });
});

describe('a local provider', () => {
  it('serves the local models', async () => {
    const { find, config } = configOf([{ name: 'local', kind: 'local' }], (state) =>
      state.set('local_model', 'm', { name: 'smol', task: 'chat', path: '/m', context_tokens: 9 }),
    );
    expect(find('local/smol')).toBe('all:local smol');
    expect(find('local/other')).toBeNull();
    expect(await config.models('p', null, async () => [])).toEqual([
      { id: 'local/smol', created: 0 },
    ]);
  });
});

describe('an entity that does not fit', () => {
  it('is reported and left out', () => {
    const { find, reported } = configOf([{ name: 'good' }, { name: 'bad', kind: 'unheard-of' }]);
    expect(reported).toEqual(['provider all:bad']);
    expect(find('good/x')).toBe('all:good x');
    expect(find('bad/x')).toBe('all:good bad/x');
  });
});

it('costs what changed: prices and providers stay as they are where a key or a project changes', () => {
  const { config, state, compile } = configOf([{ name: 'openai' }]);
  state.set('project', 'p', { organisation_id: 'o', name: 'p', capture: 'off', retention_days: 7 });
  const next = compile();
  expect(next.project('p')).toEqual({
    capture: 'off',
    retentionDays: 7,
    origins: [],
    onUnsupported: 'refuse',
  });
  expect(next.prices).toBe(config.prices);
  state.set('provider', 'all:openai', { ...state.get('provider', 'all:openai'), models: ['m'] });
  const changed = compile();
  expect(changed.prices).not.toBe(config.prices);
  expect(changed.resolve('p', 'openai/other', allowedBy(null))).toBeNull();
});
