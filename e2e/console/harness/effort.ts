import type { BrowserContext } from 'playwright-core';

/** What somebody did by hand, as the browser saw it. */
export interface Effort {
  readonly clicks: number;
  /** The letters that were typed, in one. */
  readonly typed: string;
  /** Other keys: "Enter", "Control+Enter". */
  readonly keys: readonly string[];
}

/**
 * Counts from now on, in every page of the context, each press of the mouse and each key: by the browser's own events, so that
 * a test can do nothing that is not counted.
 */
export async function countEffort(context: BrowserContext): Promise<() => Effort> {
  let clicks = 0;
  let typed = '';
  const keys: string[] = [];
  await context.exposeFunction('reportHand', (key: string | null, chord: string) => {
    if (key === null) clicks += 1;
    else if (key.length === 1 && chord === '') typed += key;
    else keys.push(`${chord}${key}`);
  });
  await context.addInitScript(() => {
    const tell = (key: string | null, chord: string) => {
      const report: unknown = Reflect.get(globalThis, 'reportHand');
      if (typeof report === 'function') report(key, chord);
    };
    addEventListener('pointerdown', () => tell(null, ''), { capture: true });
    addEventListener(
      'keydown',
      ({ key, ctrlKey, metaKey, altKey }) => {
        if (['Control', 'Meta', 'Alt', 'Shift'].includes(key)) return;
        tell(key, `${ctrlKey || metaKey ? 'Control+' : ''}${altKey ? 'Alt+' : ''}`);
      },
      { capture: true },
    );
  });
  return () => ({ clicks, typed, keys });
}

/** For who reads the run: "4 clicks, "alice" typed, Enter". */
export function inWords({ clicks, typed, keys }: Effort): string {
  const parts = [`${clicks} clicks`, typed === '' ? '' : `"${typed}" typed`, keys.join(' ')];
  return parts.filter((part) => part !== '').join(', ');
}
