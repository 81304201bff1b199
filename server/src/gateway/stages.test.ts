import { describe, expect, it } from 'vitest';
import type { StreamEvent } from '../protocols/index.ts';
import { type Stage, StageChain } from './stages.ts';

const event = (text: string): StreamEvent => ({ kind: 'opaque', bytes: Buffer.from(text) });
const text = (events: readonly StreamEvent[]): string =>
  events.map(({ bytes }) => bytes.toString()).join('');

const upper: Stage = {
  take: ({ bytes }) => [event(bytes.toString().toUpperCase())],
  end: () => [],
};

/** Holds everything back until a full stop has come, and thinks for a moment then. */
function sentences(): Stage {
  let held: StreamEvent[] = [];
  return {
    take(next) {
      held.push(next);
      if (!next.bytes.includes('.')) return [];
      const out = held;
      held = [];
      return new Promise((resolve) => setTimeout(() => resolve(out), 1));
    },
    end: async () => [...held, event('|')],
  };
}

/** Tells by a promise, and at once, in turns; two events for each. */
function twins(): Stage {
  let taken = 0;
  return {
    take: (next) => (taken++ % 2 === 0 ? Promise.resolve([next, next]) : [next, next]),
    end: () => [],
  };
}

describe('a chain of stages', () => {
  it('answers at once where no stage holds back', async () => {
    const chain = new StageChain([upper]);
    expect(text(chain.take(event('ab')) as StreamEvent[])).toBe('AB');
    expect(text(await chain.end())).toBe('');
  });

  it('releases through the stages behind what one of them held back', async () => {
    const chain = new StageChain([sentences(), upper]);
    expect(text(await chain.take(event('a b')))).toBe('');
    const released = chain.take(event(' c.'));
    expect(released).toBeInstanceOf(Promise);
    expect(text(await released)).toBe('A B C.');
    expect(text(await chain.take(event(' d')))).toBe('');
    expect(text(await chain.end())).toBe(' D|');
  });

  it('keeps the order where a stage gets several events and thinks about some of them', async () => {
    const number = (): Stage => {
      let n = 0;
      return { take: ({ bytes }) => [event(`${bytes}${++n} `)], end: () => [] };
    };
    const chain = new StageChain([twins(), twins(), number()]);
    expect(text(await chain.take(event('a')))).toBe('a1 a2 a3 a4 ');
    expect(text(await chain.take(event('b')))).toBe('b5 b6 b7 b8 ');
  });

  it('gives what a stage releases at its end to those behind it, before they end', async () => {
    const chain = new StageChain([sentences(), sentences()]);
    await chain.take(event('a'));
    expect(text(await chain.end())).toBe('a||');
  });

  it('rejects with what a stage rejects', async () => {
    const refuses: Stage = { take: () => Promise.reject(new Error('no')), end: () => [] };
    const chain = new StageChain([upper, refuses, upper]);
    await expect(chain.take(event('a'))).rejects.toThrow('no');
  });
});
