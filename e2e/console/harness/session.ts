import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { signInWithCookie } from './cookie.ts';
import type { Person } from './people.ts';
import { undeclaredParameters } from './undeclared.ts';

export interface PageOptions {
  /** Nobody unless given. */
  readonly as?: Person;
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** UTC unless given. */
  readonly timeZone?: string;
  /** Of another system than the shared one. */
  readonly origin?: string;
}

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly origin: string;
}

let browser: Browser;

/** Call at the top of a test file: its browser comes and goes with it. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.connect(inject('shared').browser);
  });
  afterAll(() => browser?.close());
}

/**
 * A page of a fresh profile. The test fails where the page broke the content security policy, threw, asked another
 * host for anything, or asked the API something that no endpoint takes.
 */
export async function withPage(
  options: PageOptions,
  use: (opened: Opened) => Promise<void>,
): Promise<void> {
  const origin = options.origin ?? inject('shared').console;
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.scheme ?? 'light',
    locale: 'en-GB',
    timezoneId: options.timeZone ?? 'UTC',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(30_000);
  if (options.as !== undefined) await signInWithCookie(context, origin, options.as);
  const faults: string[] = [];
  await context.exposeFunction('reportViolation', (text: string) => faults.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(globalThis, 'reportViolation');
      const text = `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`;
      if (typeof report === 'function') report(text);
    });
  });
  context.on('weberror', (error) => faults.push(`thrown: ${error.error().stack}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) faults.push(`asked ${url}`);
    for (const name of undeclaredParameters(request.method(), url))
      faults.push(`${url.pathname} has no parameter ${name}`);
  });
  try {
    const page = await context.newPage();
    await use({ page, context, origin });
    expect(faults).toEqual([]);
  } catch (error) {
    await picture(context);
    throw error;
  } finally {
    await context.close();
  }
}

/** What was seen when a test failed, into the folder that `E2E_PICTURES` names. */
async function picture(context: BrowserContext): Promise<void> {
  const folder = process.env['E2E_PICTURES'];
  if (folder === undefined) return;
  for (const page of context.pages()) {
    const name = `${expect.getState().currentTestName ?? 'test'}-${Date.now()}`;
    await page.screenshot({ path: join(folder, `${name.replace(/[^a-z0-9]+/gi, '-')}.png`) });
  }
}
