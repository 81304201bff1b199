import { describe, expect, inject, it } from 'vitest';
import { BOOTSTRAP_KEY } from '../../harness/system.ts';
import { withKeyboard } from '../harness/keyboard.ts';
import { useBrowser } from '../harness/session.ts';

const { owner, console: origin } = inject('shared');
useBrowser();

const stored = async (name: string) => {
  const response = await fetch(`${origin}/api/v1/routes?name=${name}`, {
    headers: { authorization: `Bearer ${BOOTSTRAP_KEY}` },
  });
  const { data } = (await response.json()) as { data: Record<string, unknown>[] };
  return data[0];
};

describe('routes, by keyboard only', () => {
  it('are made, changed, undone and deleted, and every gateway has heard of it', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto('/routes');
      await page.getByRole('heading', { name: 'Routes', exact: true }).waitFor();
      await keys.skipToContent();
      await keys.use(page.getByRole('button', { name: 'Add a route' }));
      const adding = page.getByRole('dialog', { name: 'Add a route' });
      await adding.waitFor();
      const field = (name: string) => adding.getByLabel(name, { exact: true });
      await keys.fill(field('Name'), 'by-keyboard');
      await keys.choose(adding.getByRole('combobox', { name: 'Strategy' }), 'by weight');
      await keys.fill(field('Model of target 1'), 'nobody/model');
      await keys.fill(field('Weight of target 1'), '3');
      await keys.use(adding.getByRole('button', { name: 'Add a target', exact: true }));
      await keys.fill(field('Model of target 2'), 'sandbox/lorem');
      await keys.use(adding.getByRole('button', { name: 'Add the route' }));
      // Refused, with what there is; what was typed stays.
      await adding
        .getByRole('alert')
        .getByText(/no provider named "nobody"/)
        .waitFor();
      await keys.to(field('Model of target 1'), 'back');
      await keys.fill(field('Model of target 1'), 'sandbox/echo');
      await keys.use(adding.getByRole('button', { name: 'Add the route' }));
      const panel = page.getByRole('complementary', { name: 'Route' });
      await panel.getByText(/^In force on g/).waitFor();
      const tiers = panel.getByRole('list', { name: 'Tiers of by-keyboard' });
      await tiers.getByText('75%').waitFor();
      await tiers.getByText('25%').waitFor();
      const first = await stored('by-keyboard');
      expect(first).toMatchObject({ version: 1, strategy: 'weighted' });

      await keys.use(panel.getByRole('button', { name: 'Edit' }));
      const editing = page.getByRole('dialog', { name: 'Edit by-keyboard' });
      await editing.waitFor();
      const changed = (name: string) => editing.getByLabel(name, { exact: true });
      await keys.fill(changed('Tier of target 2'), '2');
      await keys.use(editing.getByRole('button', { name: 'Add a rule' }));
      await keys.fill(changed('Name of rule 1'), 'beta');
      await keys.fill(changed('Tags of rule 1'), 'beta');
      await keys.press('Enter');
      await keys.fill(changed('Model of target 1 of rule 1'), 'sandbox/lorem');
      await keys.fill(changed('Why'), 'one after the other');
      await keys.press('Enter');
      await editing.waitFor({ state: 'detached' });
      const versions = panel.getByRole('region', { name: 'Versions' });
      await versions.getByText('Version 2', { exact: true }).waitFor();
      await versions.getByText('one after the other').waitFor();
      await versions.getByText(/rule beta: .*tag beta → sandbox\/lorem/).waitFor();
      await panel.getByRole('region', { name: 'Rule beta' }).waitFor();

      await keys.use(versions.getByRole('button', { name: 'Undo to version 1…' }));
      const undoing = page.getByRole('dialog', { name: 'Undo to version 1 of by-keyboard' });
      await undoing.getByText(/target: sandbox\/lorem, tier 2, weight 1/).waitFor();
      await keys.press('Enter');
      await undoing.waitFor({ state: 'detached' });
      await versions.getByText('Version 3', { exact: true }).waitFor();
      await panel.getByRole('region', { name: 'Rule beta' }).waitFor({ state: 'detached' });
      const undone = await stored('by-keyboard');
      expect(undone).toMatchObject({ version: 3, message: 'Version 1 again' });
      expect(undone?.['targets']).toEqual(first?.['targets']);

      await keys.use(panel.getByRole('button', { name: 'Delete…' }), 'back');
      await page.getByRole('dialog', { name: 'Delete by-keyboard' }).waitFor();
      await keys.type('by-keyboard');
      await keys.press('Enter');
      await panel.waitFor({ state: 'detached' });
      expect(await stored('by-keyboard')).toBeUndefined();
    });
  });

  it('begin as an alias', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto('/routes');
      await page.getByRole('heading', { name: 'Routes', exact: true }).waitFor();
      await keys.skipToContent();
      await keys.use(page.getByRole('button', { name: 'Add an alias' }));
      const adding = page.getByRole('dialog', { name: 'Add an alias' });
      await keys.fill(adding.getByLabel('Name', { exact: true }), 'by-alias');
      await keys.choose(adding.getByLabel('Model', { exact: true }), 'sandbox/echo');
      await keys.use(adding.getByRole('button', { name: 'Add the alias' }));
      await page.getByRole('row', { name: /by-alias.*alias.*sandbox\/echo/ }).waitFor();
    });
  });
});
