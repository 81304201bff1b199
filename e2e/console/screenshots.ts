import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { launchBrowser } from './harness/browser-server.ts';
import { PAGES, settled } from './harness/pages.ts';
import { call } from './harness/people.ts';
import { signInWithCookie } from './harness/session.ts';
import { shopRecords } from './harness/shop.ts';
import { startWithHistory } from './harness/with-history.ts';

/**
 * `npm run screenshots`: every page in both themes, empty and full, into docs/images/console. `npm run screenshots -- traces`
 * takes only the pages whose name holds the word.
 */
const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'images', 'console');
const only = process.argv[2] ?? '';
if (only === '') rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });

const { system, owner } = await startWithHistory({
  count: 6_000,
  hours: 30,
  records: shopRecords,
});
const server = await launchBrowser();
const browser = await chromium.connect(server.wsEndpoint());
try {
  const empty = await call(system, '/api/v1/projects', { name: 'blank' }, owner);
  await empty.text();
  const [latest] = await system.traces('&limit=1');
  for (const scheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      baseURL: system.console,
      viewport: { width: 1440, height: 900 },
      colorScheme: scheme,
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    for (const kind of ['public', 'empty', 'full'] as const) {
      if (kind === 'empty') await signInWithCookie(context, system.console, owner);
      for (const { name, path, public: open } of PAGES) {
        if (!name.includes(only) || (open === true) !== (kind === 'public')) continue;
        const url = new URL(path.replace('{request}', latest?.request_id ?? ''), system.console);
        if (kind === 'empty') url.searchParams.set('project', 'blank');
        if (kind === 'full') url.searchParams.set('project', 'default');
        await page.goto(url.href);
        await settled(page);
        const file = kind === 'public' ? `${name}-${scheme}` : `${name}-${scheme}-${kind}`;
        await page.screenshot({ path: join(FOLDER, `${file}.png`) });
        process.stdout.write(`${file}\n`);
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
  await system[Symbol.asyncDispose]();
}
