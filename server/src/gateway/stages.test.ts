import { describe, expect, it } from 'vitest';
import { type Stage, StageChain } from './stages.ts';

const upper: Stage = {
  take: (piece) => Buffer.from(piece.toString().toUpperCase()),
  end: () => Buffer.alloc(0),
};

/** Holds everything back until a full stop has come, and thinks for a moment then. */
function sentences(): Stage {
  let held = '';
  return {
    take(piece) {
      held += piece.toString();
      const stop = held.lastIndexOf('.') + 1;
      if (stop === 0) return Buffer.alloc(0);
      const out = held.slice(0, stop);
      held = held.slice(stop);
      return new Promise((resolve) => setTimeout(() => resolve(Buffer.from(out)), 1));
    },
    end: async () => Buffer.from(`${held}|`),
  };
}

describe('a chain of stages', () => {
  it('answers at once where no stage holds back', () => {
    const chain = new StageChain([upper]);
    expect(chain.take(Buffer.from('ab')).toString()).toBe('AB');
    expect(chain.end().toString()).toBe('');
  });

  it('releases through the stages behind what one of them held back', async () => {
    const chain = new StageChain([sentences(), upper]);
    expect((await chain.take(Buffer.from('a b'))).toString()).toBe('');
    const released = chain.take(Buffer.from(' c. d'));
    expect(released).toBeInstanceOf(Promise);
    expect((await released).toString()).toBe('A B C.');
    expect((await chain.end()).toString()).toBe(' D|');
  });

  it('gives what a stage releases at its end to those behind it, before they end', async () => {
    const chain = new StageChain([sentences(), sentences()]);
    await chain.take(Buffer.from('a'));
    expect((await chain.end()).toString()).toBe('a||');
  });

  it('rejects with what a stage rejects', async () => {
    const refuses: Stage = {
      take: () => Promise.reject(new Error('no')),
      end: () => Buffer.alloc(0),
    };
    const chain = new StageChain([upper, refuses, upper]);
    await expect(chain.take(Buffer.from('a'))).rejects.toThrow('no');
  });
});
