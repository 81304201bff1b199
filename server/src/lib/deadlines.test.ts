import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Deadlines } from './deadlines.ts';

describe('Deadlines', () => {
  it('calls what is due once, never early, and nothing that was removed or suspended', async () => {
    using deadlines = new Deadlines(5);
    const due: string[] = [];
    const began = performance.now();
    let elapsed = 0;
    const entry = (name: string, dueAt: number) => ({
      slot: -1,
      dueAt,
      onDue: () => {
        due.push(name);
        elapsed = performance.now() - began;
      },
    });
    const soon = entry('soon', deadlines.in(30));
    const removed = entry('removed', deadlines.in(30));
    for (const one of [soon, removed, entry('never', Number.POSITIVE_INFINITY)]) deadlines.add(one);
    deadlines.remove(removed);
    await sleep(80);
    expect(due).toEqual(['soon']);
    expect(elapsed).toBeGreaterThanOrEqual(30);
  });

  it('works again after it was idle', async () => {
    using deadlines = new Deadlines(1);
    const due = Promise.withResolvers<void>();
    deadlines.add({ slot: -1, dueAt: 0, onDue: () => undefined });
    await sleep(60);
    deadlines.add({ slot: -1, dueAt: deadlines.in(1), onDue: () => due.resolve() });
    await due.promise;
  });
});
