import { describe, expect, inject, it } from 'vitest';
import { BOOTSTRAP_KEY } from '../harness/system.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, console: origin } = inject('shared');
useBrowser();

describe('a key that is revoked', () => {
  it('says which gateways acknowledged it, and stays to be found among the revoked ones', async () => {
    const { id, public_id } = await manage<{ id: string; public_id: string }>('/api/v1/keys', {
      name: 'left-in-a-log',
      environment: 'development',
    });
    const { processes } = await manage<{ processes: { role: string; process: string }[] }>(
      '/api/v1/system',
    );
    const gateways = processes.filter(({ role }) => role === 'gateway');
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/keys');
      await page.getByRole('row', { name: /left-in-a-log/ }).click();
      const panel = page.getByRole('complementary', { name: 'Key' });
      await panel.getByText(public_id).waitFor();
      expect(await panel.getByRole('status', { name: 'Gateways' }).count()).toBe(0);
      await panel.getByRole('button', { name: 'Revoke…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Revoke left-in-a-log' });
      const button = dialog.getByRole('button', { name: 'Revoke key' });
      expect(await button.isDisabled()).toBe(true);
      await dialog.getByRole('textbox').fill('left-in-a-log');
      await button.click();
      await dialog.waitFor({ state: 'detached' });

      const told = panel.getByRole('status', { name: 'Gateways' });
      const text = (await told.textContent()) ?? '';
      expect(gateways.length).toBeGreaterThan(0);
      for (const { process } of gateways) expect(text).toContain(process);
      expect(text).not.toContain('Not heard of');
      expect(await panel.getByRole('button', { name: 'Revoke…' }).count()).toBe(0);

      await page
        .getByRole('radiogroup', { name: 'State of the keys' })
        .getByText(/^revoked$/i)
        .click();
      await page.waitForURL(/state=revoked/);
      await page.getByRole('row', { name: /left-in-a-log.*revoked/i }).waitFor();
      // Another look at it later tells when, and no more who acknowledged.
      await page.goto(`/keys?state=revoked&key=${id}`);
      await panel.getByText('Revoked', { exact: true }).waitFor();
      expect(await told.count()).toBe(0);
    });
  });
});

async function manage<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`${origin}${path}`, {
    headers: { authorization: `Bearer ${BOOTSTRAP_KEY}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
