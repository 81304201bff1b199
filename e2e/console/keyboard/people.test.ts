import { describe, expect, inject, it } from 'vitest';
import { withKeyboard } from '../harness/keyboard.ts';
import { PASSWORD } from '../harness/people.ts';
import { useBrowser } from '../harness/session.ts';

const { owner } = inject('shared');
useBrowser();

describe('people, by keyboard only', () => {
  it('are invited, come in, are given another role, and are put out', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto('/settings?tab=members');
      await page.getByRole('row', { name: /Olive Owner/ }).waitFor();
      await keys.skipToContent();
      await keys.use(page.getByRole('button', { name: 'Invite a person' }));
      const inviting = page.getByRole('dialog', { name: 'Invite a person' });
      await inviting.waitFor();
      await keys.type('kim@example.com');
      await keys.choose(inviting.getByRole('combobox', { name: 'Role' }), 'viewer');
      await keys.choose(inviting.getByRole('combobox', { name: 'Sees' }), 'metadata only');
      await keys.use(inviting.getByRole('button', { name: 'Make the invitation' }));
      const made = page.getByRole('dialog', { name: 'The invitation of kim@example.com' });
      await keys.use(made.getByRole('button', { name: 'Copy the link' }));
      await made.getByRole('button', { name: 'Copied' }).waitFor();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      await keys.use(made.getByRole('button', { name: 'Done' }));
      await made.waitFor({ state: 'detached' });

      await withKeyboard({}, async ({ page: guest, keys: their }) => {
        await guest.goto(link);
        await guest.getByRole('heading', { name: 'Accept your invitation' }).waitFor();
        // The first field has the focus.
        await their.type('Kim Keys');
        await their.fill(guest.getByLabel('Password', { exact: true }), PASSWORD);
        await their.use(guest.getByRole('button', { name: 'Accept and sign in' }));
        await guest.getByRole('button', { name: 'Signed in as Kim Keys' }).waitFor();
        const pages = guest.getByRole('navigation', { name: 'Pages' });
        const playground = pages.getByRole('link', { name: 'Playground' });
        await pages.getByRole('link', { name: 'Requests' }).waitFor();
        expect(await playground.count()).toBe(0);

        // What the owner gives holds from the next look on.
        await page.reload();
        await keys.openRow('Kim Keys');
        const panel = page.getByRole('complementary', { name: 'Person' });
        await keys.choose(panel.getByRole('combobox', { name: 'Role' }), 'member');
        await keys.choose(panel.getByRole('combobox', { name: 'Sees' }), 'content too');
        await keys.use(panel.getByRole('button', { name: 'Save roles' }));
        await page
          .getByRole('row', { name: /Kim Keys/ })
          .getByRole('gridcell', { name: 'member', exact: true })
          .waitFor();
        await guest.reload();
        await playground.waitFor();

        await keys.use(panel.getByRole('button', { name: 'Disable Kim Keys…' }));
        await page.getByRole('dialog', { name: 'Disable Kim Keys' }).waitFor();
        await keys.type('kim@example.com');
        await keys.press('Enter');
        await panel.getByRole('button', { name: 'Let Kim Keys in again' }).waitFor();
        await guest.reload();
        await guest.waitForURL(/\/sign-in\?/);
      });
    });
  });

  it('have an invitation taken back', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto('/settings?tab=members');
      await page.getByRole('row', { name: /Olive Owner/ }).waitFor();
      await keys.skipToContent();
      await keys.use(page.getByRole('button', { name: 'Invite a person' }));
      await page.getByRole('dialog', { name: 'Invite a person' }).waitFor();
      await keys.type('lee@example.com');
      // Enter in the field sends the form.
      await keys.press('Enter');
      const made = page.getByRole('dialog', { name: 'The invitation of lee@example.com' });
      await made.waitFor();
      await keys.press('Escape');
      await made.waitFor({ state: 'detached' });

      await keys.turnTo(page.getByRole('radio', { name: 'Open invitations' }), 'back');
      const takeBack = page.getByRole('button', {
        name: 'Take back the invitation of lee@example.com',
      });
      await keys.use(takeBack);
      await page.getByRole('dialog', { name: 'Take an invitation back' }).waitFor();
      await keys.type('lee@example.com');
      await keys.press('Enter');
      await takeBack.waitFor({ state: 'detached' });
    });
  });
});
