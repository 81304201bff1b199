import chromium from '@sparticuz/chromium';
import { type BrowserServer, chromium as playwright } from 'playwright-core';

/**
 * A real Chromium, from npm. Of the arguments that its package proposes none is taken: they are for small machines and turn
 * off what these tests are about (same origin, processes of their own). Root may not sandbox.
 */
export async function launchBrowser(): Promise<BrowserServer> {
  return playwright.launchServer({
    executablePath: await chromium.executablePath(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--font-render-hinting=none',
      '--disable-lcd-text',
    ],
  });
}
