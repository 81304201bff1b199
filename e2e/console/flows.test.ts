import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ask, stored } from './harness/ask.ts';
import { countEffort, type Effort, inWords } from './harness/effort.ts';
import { liveLater } from './harness/later.ts';
import { settled } from './harness/pages.ts';
import { type Opened, useBrowser, withPage } from './harness/session.ts';

const { owner, gateway, console: origin } = inject('shared');
const DAY_MS = 86_400_000;
const USER = 'rider-of-yesterday';
const PROMPT = 'Which tyre fits a gravel wheel?';
useBrowser();
const folder = mkdtempSync(join(tmpdir(), 'signalbox-flows-'));
const told: string[] = [];
let slowest = '';

beforeAll(async () => {
  const slow = 'sandbox/lorem?latency_ms=400&tokens=4';
  slowest = await ask(gateway, { user: USER, text: 'the slow one', model: slow });
  const others = [
    slowest,
    await ask(gateway, { user: USER, text: 'a quick one' }),
    await ask(gateway, { user: 'rider-of-today', text: 'of somebody else', model: slow }),
  ];
  for (const id of others) await stored(origin, id);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  process.stdout.write(`By hand:\n${told.join('\n')}\n`);
});

/** Somebody on the overview, by whose own time it is so much later, and what the flow took them. */
async function flow(
  name: string,
  laterMs: number,
  walk: (opened: Opened) => Promise<void>,
  from = '/overview',
): Promise<Effort> {
  let effort: Effort | undefined;
  await withPage({ as: owner }, async (opened) => {
    const counted = await countEffort(opened.context);
    if (laterMs > 0) await liveLater(opened.context, laterMs);
    await opened.page.goto(from);
    await settled(opened.page);
    await walk(opened);
    effort = counted();
  });
  if (effort === undefined) throw new Error('the flow was not walked');
  told.push(`- ${name}, from ${from}: ${inWords(effort)}`);
  return effort;
}

describe('by hand, in clicks and keys', () => {
  const yesterday = async ({ page }: Opened) => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('combobox', { name: 'Filter by' }).waitFor();
    await page.keyboard.type(USER);
    await page.getByRole('option', { name: `User is ${USER}`, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Time range/ }).click();
    await page.getByRole('button', { name: 'Yesterday', exact: true }).click();
    await page.waitForURL(/range=yesterday/);
    await settled(page);
  };
  /** The slowest is the first of the list, of the user's two alone; two keys open it. */
  const slowestFirst = async ({ page }: Opened) => {
    await page.waitForURL(/sort=total_ms/);
    await page.getByText('2 requests match').waitFor();
    await settled(page);
    const rows = page.locator('[role=row][data-index]');
    expect(await rows.count()).toBe(2);
    expect(await rows.first().textContent()).toContain('the slow one');
  };

  it.each(['/overview', '/requests'])(
    'the slowest request of a user yesterday is four clicks and the name from %s',
    async (from) => {
      const { clicks, typed, keys } = await flow(
        'the slowest request of a user yesterday',
        DAY_MS,
        async (opened) => {
          const { page } = opened;
          await yesterday(opened);
          if (from === '/requests') {
            await page.getByRole('button', { name: 'Latency', exact: true }).click();
          } else {
            const stat = page.getByText('Latency, p95', { exact: true }).locator('..');
            await stat.getByRole('link').click();
          }
          await slowestFirst(opened);
        },
        from,
      );
      expect(clicks).toBeLessThanOrEqual(4);
      expect(typed).toBe(USER);
      expect(keys).toEqual(['Enter']);
    },
  );

  it('the cost per user of last month as CSV is three clicks', async () => {
    const today = new Date();
    const next = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 15);
    const { clicks, typed, keys } = await flow(
      'cost per user of last month as CSV',
      next - today.getTime(),
      async ({ page }) => {
        await page.getByRole('link', { name: 'Spend' }).click();
        await page.getByRole('button', { name: 'CSV' }).click();
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('menuitem', { name: 'Last month' }).click(),
        ]);
        const path = join(folder, 'spend.csv');
        await file.saveAs(path);
        const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n');
        expect(lines[0]).toMatch(/^row,user,cost_usd,/);
        expect(lines.filter((line) => line.includes(USER))).toHaveLength(1);
        expect(lines.at(-1)).toMatch(/^total,/);
      },
    );
    expect(clicks).toBeLessThanOrEqual(3);
    expect([typed, keys]).toEqual(['', []]);
  });

  it('two models are compared by four clicks and one prompt', async () => {
    const { clicks, typed, keys } = await flow(
      'two models compared in the Playground',
      0,
      async ({ page }) => {
        await page.getByRole('link', { name: 'Playground' }).click();
        await page.getByLabel('Message 1', { exact: true }).waitFor();
        const model = (place: number) =>
          page.getByRole('combobox', { name: `Model of column ${place}` });
        await expect.poll(() => model(1).inputValue()).toMatch(/^sandbox\//);
        await page.keyboard.type(PROMPT);
        await page.getByRole('button', { name: 'Add a column' }).click();
        const first = await model(1).inputValue();
        const other = page
          .getByRole('option', { name: /^sandbox\// })
          .filter({ hasNotText: first });
        await other.first().click();
        await expect.poll(() => model(2).inputValue()).not.toBe(first);
        await page.getByRole('button', { name: 'Run all 2' }).click();
        const answers = page.getByRole('region', { name: 'Answer' });
        for (const place of [0, 1]) {
          await answers.nth(place).getByRole('link', { name: 'Open the request' }).waitFor();
        }
        // Both were asked the same.
        expect(await page.getByLabel('Message 1', { exact: true }).nth(1).inputValue()).toBe(
          PROMPT,
        );
      },
    );
    expect(clicks).toBeLessThanOrEqual(4);
    expect(typed).toBe(PROMPT);
    expect(keys).toEqual([]);
  });
});
