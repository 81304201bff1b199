import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { System } from '../harness/system.ts';
import { launchBrowser } from './harness/browser-server.ts';
import { signInWithCookie } from './harness/cookie.ts';
import { OPENED, type OpenedState } from './harness/opened.ts';
import { addressOf, type ConsolePage, PAGES, settled } from './harness/pages.ts';
import { call, invite } from './harness/people.ts';
import { shopRecords } from './harness/shop.ts';
import { startShopUpstream } from './harness/shop-upstream.ts';
import { startWithHistory } from './harness/with-history.ts';

/**
 * `npm run screenshots`: every page in both themes, empty and full, into docs/images/console. `npm run screenshots -- requests`
 * takes only the pages whose name holds a word; `--width 400,1280`, `--height 1800`, `--theme dark`, `--opened` (the dialogs, menus and panels
 * too) and `--into /tmp/narrow` are for looking.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', default: '1440' },
    height: { type: 'string', default: '900' },
    into: { type: 'string' },
    theme: { type: 'string', default: 'light,dark' },
    opened: { type: 'boolean', default: false },
  },
});
const isWanted = (name: string) =>
  positionals.length === 0 || positionals.some((word) => name.includes(word));
const widths = values.width.split(',').map(Number);
const folder =
  values.into === undefined
    ? join(import.meta.dirname, '..', '..', 'docs', 'images', 'console')
    : resolve(values.into);
if (positionals.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

await using upstream = await startShopUpstream();
const { system, owner } = await startWithHistory(
  // Two days and a bit: the day before is whole, and drawn beside this one.
  { count: 36_000, hours: 52, records: shopRecords },
  // Serves its local models, though none is asked for.
  { args: [] },
);
const server = await launchBrowser();
const browser = await chromium.connect(server.wsEndpoint());
try {
  await call(system, '/api/v1/projects', { name: 'blank' }, owner);
  await invite(system, owner, 'Mia Member', { role: 'member' });
  await invite(system, owner, 'Vic Viewer', { role: 'viewer' });
  await inviteNora();
  const openai = await addProviders(system);
  await addRoutes(system);
  const rows = await system.traces('&status=ok');
  const shown = rows.find(({ parent_span_id: parent }) => parent !== null) ?? rows[0];
  const known = { request: shown?.request_id ?? '', session: String(shown?.['session'] ?? '') };
  const opened = OPENED.filter(({ name, as }) => as === 'owner' && isWanted(name));
  const wanted = PAGES.filter(({ name }) => isWanted(name));
  const playground = wanted.filter(({ name }) => name === 'playground');
  for (const [scheme, width] of looks()) {
    const context = await newContext(scheme, width);
    const nameOf = naming(scheme, width);
    for (const page of wanted.filter(({ seen }) => seen === 'signed-out'))
      await picture(context, page, nameOf, true);
    await signInWithCookie(context, system.console, owner);
    for (const page of wanted.filter(({ seen }) => seen === 'empty-and-full'))
      await picture(context, page, nameOf, false);
    for (const page of wanted.filter(
      ({ seen, name }) => seen !== 'signed-out' && name !== 'playground',
    ))
      await picture(context, page, nameOf, true);
    if (values.opened) for (const state of opened) await openedPicture(context, state, nameOf);
    await context.close();
  }
  // From now on there are answers, and a provider whose address is no pretty sight.
  await system.management(`/api/v1/providers/${openai}`, {
    method: 'PATCH',
    body: JSON.stringify({ base_url: upstream.url, credential: 'example' }),
  });
  for (const [scheme, width] of looks()) {
    const context = await newContext(scheme, width);
    await signInWithCookie(context, system.console, owner);
    for (const page of playground)
      await picture(context, page, naming(scheme, width), true, askTwoModels);
    await context.close();
  }

  function looks(): readonly (readonly ['light' | 'dark', number])[] {
    return (['light', 'dark'] as const)
      .filter((scheme) => values.theme.includes(scheme))
      .flatMap((scheme) => widths.map((width) => [scheme, width] as const));
  }

  /** The width is named only where there are several. */
  function naming(scheme: string, width: number): (name: string, kind: string) => string {
    const at = widths.length > 1 ? `-${width}` : '';
    return (name, kind) => `${name.replaceAll(/\W+/g, '-')}-${scheme}-${kind}${at}.png`;
  }

  function newContext(scheme: 'light' | 'dark', width: number): Promise<BrowserContext> {
    return browser.newContext({
      baseURL: system.console,
      viewport: { width, height: Number(values.height) },
      colorScheme: scheme,
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
  }

  async function inviteNora(): Promise<void> {
    const me = await system.management<{ projects: { id: string }[] }>('/api/v1/auth/me');
    const project_id = me.projects[0]?.id ?? '';
    const project_roles = [{ project_id, role: 'viewer' }];
    await call(system, '/api/v1/invitations', { email: 'nora@example.com', project_roles }, owner);
  }

  async function picture(
    context: BrowserContext,
    listed: ConsolePage,
    nameOf: (name: string, kind: string) => string,
    full: boolean,
    prepare: (page: Page) => Promise<void> = async () => undefined,
  ): Promise<void> {
    const page = await context.newPage();
    await page.goto(addressOf(listed, full, known));
    await settled(page);
    await prepare(page);
    // Names of keys, and what else comes after the page has settled.
    await page.waitForLoadState('networkidle');
    await keep(page, nameOf(listed.name, full ? 'full' : 'empty'));
  }

  async function openedPicture(
    context: BrowserContext,
    { name, path, open }: OpenedState,
    nameOf: (name: string, kind: string) => string,
  ): Promise<void> {
    const page = await context.newPage();
    page.setDefaultTimeout(4_000);
    const file = nameOf(name, 'opened');
    try {
      await page.goto(path.replace('{request}', known.request).replace('{failed}', known.request));
      await settled(page);
      await open(page);
      await settled(page);
    } catch {
      // What the tests seed and these pictures lack, or what does not open at this width.
      process.stdout.write(`${file}: not opened\n`);
    }
    await keep(page, file);
  }

  async function keep(page: Page, file: string): Promise<void> {
    await page.screenshot({ path: join(folder, file) });
    await page.close();
    process.stdout.write(`${file}\n`);
  }
} finally {
  await browser.close();
  await server.close();
  await system[Symbol.asyncDispose]();
}

/** The shop's providers; answers with the first one's id. */
async function addProviders(on: System): Promise<string> {
  const providers = [
    {
      name: 'openai',
      base_url: 'https://api.openai.com/v1',
      models: ['gpt-5', 'gpt-5-mini', 'text-embedding-3-small'],
    },
    { name: 'anthropic', base_url: 'https://api.anthropic.com/v1', models: ['claude-sonnet-4-5'] },
    { name: 'mistral', base_url: 'https://api.mistral.ai/v1', models: ['mistral-small-latest'] },
  ];
  const ids: string[] = [];
  for (const provider of providers) {
    const { id } = await on.management<{ id: string }>('/api/v1/providers', {
      method: 'POST',
      body: JSON.stringify({ ...provider, credential: 'example' }),
    });
    ids.push(id);
  }
  const { data } = await on.management<{ data: { id: string }[] }>('/api/v1/providers');
  const others = data.map(({ id }) => id).filter((id) => !ids.includes(id));
  await on.management('/api/v1/providers/order', {
    method: 'PUT',
    body: JSON.stringify({ ids: [...ids, ...others] }),
  });
  return ids[0] ?? '';
}

async function addRoutes(on: System): Promise<void> {
  const send = (path: string, method: string, body: object) =>
    on.management<{ id: string }>(`/api/v1/routes${path}`, { method, body: JSON.stringify(body) });
  await send('', 'POST', {
    name: 'summaries',
    targets: [{ model: 'mistral/mistral-small-latest' }],
  });
  const cheap = [{ model: 'openai/gpt-5-mini' }, { model: 'mistral/mistral-small-latest' }];
  await send('', 'POST', { name: 'search', strategy: 'cost', targets: cheap });
  const { id } = await send('', 'POST', {
    name: 'assistant',
    targets: [{ model: 'openai/gpt-5' }],
  });
  await send(`/${id}`, 'PATCH', {
    strategy: 'weighted',
    targets: [
      { model: 'openai/gpt-5', weight: 3 },
      { model: 'openai/gpt-5-mini', weight: 1 },
      { model: 'anthropic/claude-sonnet-4-5', order: 2 },
    ],
    message: 'A quarter to the small one, and Anthropic where OpenAI is away',
  });
  await send(`/${id}`, 'PATCH', {
    rules: [
      {
        name: 'beta testers',
        when: { tags: ['beta'] },
        targets: [{ model: 'anthropic/claude-sonnet-4-5' }],
      },
    ],
    timeouts: { first_byte_ms: 20_000 },
  });
}

async function askTwoModels(page: Page): Promise<void> {
  const model = (column: number) => page.getByLabel(`Model of column ${column}`).first();
  await model(1).fill('openai/gpt-5-mini');
  await page.keyboard.press('Escape');
  await page.getByLabel('System prompt').fill('You are the assistant of a bicycle shop. Be brief.');
  await page
    .getByLabel('Message 1', { exact: true })
    .fill('What is the difference between the two front lights you sell?');
  await page.getByRole('button', { name: 'Duplicate column 1' }).click();
  await model(2).fill('openai/gpt-5');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(
    () => document.querySelectorAll('[aria-label="Answer"][aria-busy="false"]').length === 2,
  );
  await page.mouse.move(0, 0);
  await page.getByRole('heading', { name: 'Playground' }).click();
  // Its record is there, and so is what it cost.
  await page.waitForTimeout(3_000);
}
