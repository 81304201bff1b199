import type { BudgetWindows } from '../windows/budget-windows.ts';
import { type ControlClock, type Counter, type CounterWindow, newWindow } from './counter.ts';

/** Ended windows whose books stay although no lease of theirs is open, for a wall clock that is set back. */
const KEPT = 3;

/**
 * The window in which control grants now, opened if need be. A wall clock that is set back finds the books of the last few windows;
 * where they are gone, the newest window goes on, since one begun anew could be spent twice.
 */
export function currentWindow(
  counter: Counter,
  clock: ControlClock,
  windows: BudgetWindows,
): CounterWindow {
  const { shape } = counter.limit;
  const newest = counter.windows.at(-1);
  if (newest !== undefined && contains(newest, clock.wallMs)) return newest;
  const known = counter.windows.find((window) => contains(window, clock.wallMs));
  if (known !== undefined) return known;
  if (shape.kind !== 'budget') throw new Error('Slots and rates have a window that never ends.');
  const span = windows.at(shape.window, shape.timeZone, clock.wallMs);
  if (newest !== undefined && span.start < counter.floor) return newest;
  const opened = newWindow(span.start, span.end);
  counter.windows.push(opened);
  counter.windows.sort((a, b) => a.start - b.start);
  dropOld(counter, opened);
  return opened;
}

function dropOld(counter: Counter, current: CounterWindow): void {
  while (counter.windows.length > KEPT) {
    const oldest = counter.windows[0];
    if (oldest === undefined || oldest === current || oldest.accounts.length > 0) return;
    counter.windows.shift();
    counter.floor = Math.max(counter.floor, oldest.end);
  }
}

function contains(window: CounterWindow, wallMs: number): boolean {
  return window.start <= wallMs && wallMs < window.end;
}
