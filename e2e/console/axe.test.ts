import { AxeBuilder } from '@axe-core/playwright';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { PAGES, settled } from './harness/pages.ts';
import { call } from './harness/people.ts';
import { useBrowser, withPage } from './harness/session.ts';

const shared = inject('shared');
useBrowser();
beforeAll(async () => {
  await call({ console: shared.console }, '/api/v1/projects', { name: 'blank' }, shared.owner);
});

const CASES = PAGES.flatMap(({ name, path, public: open }) =>
  (open ? ['public'] : ['empty', 'full']).flatMap((kind) =>
    (['light', 'dark'] as const).map((scheme) => ({ name, path, kind, scheme })),
  ),
);

describe('no axe violation', () => {
  it.each(CASES)('$name, $kind, $scheme', async ({ path, kind, scheme }) => {
    await withPage(
      { ...(kind === 'public' ? {} : { as: shared.owner }), scheme },
      async ({ page }) => {
        const url = new URL(
          path.replace('{request}', shared.requestIds.at(-1) ?? ''),
          shared.console,
        );
        if (kind === 'empty') url.searchParams.set('project', 'blank');
        await page.goto(url.href);
        await settled(page);
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
        expect(
          violations.map(({ id, help, nodes }) => ({
            id,
            help,
            at: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
          })),
        ).toEqual([]);
      },
    );
  });
});
