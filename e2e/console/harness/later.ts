import type { BrowserContext } from 'playwright-core';

/** The pages of the context live so much later than the server: what came just now is of yesterday, or of last month. */
export async function liveLater(context: BrowserContext, byMs: number): Promise<void> {
  await context.addInitScript((shift) => {
    const now = Date.now.bind(Date);
    globalThis.Date = new Proxy(Date, {
      construct: (target, given: unknown[], made): object =>
        Reflect.construct(target, given.length === 0 ? [now() + shift] : given, made) as Date,
      get: (target, name) =>
        name === 'now' ? () => now() + shift : Reflect.get(target, name, target),
    });
  }, byMs);
}
