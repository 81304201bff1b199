import type { Page } from 'playwright-core';

/** Something of a page that shows only after somebody did something: a dialog, a menu, a panel, an answer. */
export interface OpenedState {
  readonly name: string;
  /** `{request}` and `{failed}` stand for some that are there. */
  readonly path: string;
  readonly as: 'owner' | 'viewer' | 'nobody';
  readonly open: (page: Page) => Promise<unknown>;
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) }).first();
const press = (page: Page, name: string | RegExp) => button(page, name).click();
const dialog = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog', { name }).first().waitFor();
const panel = (page: Page, name: string) =>
  page.getByRole('complementary', { name }).getByRole('button', { name: 'Close' }).waitFor();
const menu = (page: Page) => page.getByRole('menu').first().waitFor();
const shown = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

async function filterBy(page: Page, dimension: string): Promise<void> {
  await press(page, 'Filter');
  await page.getByRole('option', { name: dimension, exact: true }).click();
  await page.getByRole('option').first().waitFor();
}

async function askInPlayground(page: Page, model: string): Promise<void> {
  await page.getByLabel('Model of column 1').first().fill(model);
  await page.keyboard.press('Escape');
  await page.getByLabel('Message 1', { exact: true }).fill('**Which** tyre fits?\n\n- a\n- `b`');
  await page.getByRole('button', { name: 'Run', exact: true }).last().click();
}

async function openRow(page: Page, text: string | RegExp, of: string): Promise<void> {
  await page.getByRole('row', { name: text }).first().click();
  await panel(page, of);
}

const owner = (
  name: string,
  path: string,
  open: OpenedState['open'] = () => Promise.resolve(),
): OpenedState => ({ name, path, as: 'owner', open });
const viewer = (name: string, path: string, text: string | RegExp): OpenedState => ({
  name,
  path,
  as: 'viewer',
  open: (page) => shown(page, text),
});
const nobody = (name: string, path: string, open: OpenedState['open']): OpenedState => ({
  name,
  path,
  as: 'nobody',
  open,
});

export const OPENED: readonly OpenedState[] = [
  nobody('sign-in, refused', '/sign-in', async (page) => {
    await page.getByLabel('E-mail').fill('nobody@example.com');
    await page.getByLabel('Password', { exact: true }).fill('not a password of anyone');
    await press(page, 'Sign in');
    await page.getByRole('alert').waitFor();
  }),
  nobody('welcome, without its token', '/welcome', (page) => shown(page, 'This address lacks')),
  nobody('invitation, without its token', '/invitation', (page) =>
    shown(page, 'This address lacks'),
  ),
  nobody('documentation, no such chapter', '/docs/nowhere', (page) =>
    page.locator('h1').first().waitFor(),
  ),
  owner('no such page', '/nowhere', (page) => shown(page, 'There is no such page')),
  owner('no such project', '/requests?project=nowhere', (page) =>
    shown(page, 'You are not in the project nowhere'),
  ),

  owner('time range', '/requests', async (page) => {
    await press(page, /^Time range/);
    await page.getByLabel('From').waitFor();
  }),
  owner('command palette', '/requests', async (page) => {
    await press(page, /^Go to/);
    await page.getByRole('option').first().waitFor();
  }),
  owner('command palette, nothing found', '/requests', async (page) => {
    await press(page, /^Go to/);
    await page.getByRole('combobox').fill('xyzzy');
    await shown(page, 'Nothing found.');
  }),
  owner('projects to switch to', '/requests', async (page) => {
    await press(page, /^Project /);
    await menu(page);
  }),
  owner('environments to switch to', '/requests', async (page) => {
    await press(page, /^Environment /);
    await menu(page);
  }),
  owner('user menu', '/requests', async (page) => {
    await press(page, /^Signed in as/);
    await menu(page);
  }),
  owner('rail of icons', '/requests', async (page) => {
    await press(page, 'Collapse the menu');
    await button(page, 'Widen the menu').waitFor();
  }),

  owner('overview by tag and cost', '/overview?by=tag&measure=cost'),
  owner('chart menu', '/overview', async (page) => {
    await press(page, 'Requests: table and download');
    await menu(page);
  }),
  owner('chart as a table', '/overview', async (page) => {
    await press(page, 'Requests: table and download');
    await page.getByRole('menuitem', { name: 'Show as a table' }).click();
    await page.getByRole('group', { name: 'Requests, as a table' }).waitFor();
  }),
  owner('overview, nothing passes the filters', '/overview?user=nobody-at-all'),

  owner('filters to choose', '/requests', async (page) => {
    await press(page, 'Filter');
    await page.getByRole('option').first().waitFor();
  }),
  owner('values of a filter', '/requests', (page) => filterBy(page, 'User')),
  owner('filters that are set', '/requests?status=ok&not_user=customer-1&latency_min_ms=1'),
  owner('requests, nothing passes the filters', '/requests?user=nobody-at-all&text=xyzzy'),
  owner('filters of a row', '/requests', async (page) => {
    await page.keyboard.press('j');
    await page.keyboard.press('f');
    await menu(page);
  }),
  owner('columns to choose', '/requests', async (page) => {
    await press(page, 'Choose columns');
    await page.getByRole('checkbox').first().waitFor();
  }),
  owner('saved views', '/requests', async (page) => {
    await press(page, 'Views');
    await page.getByRole('menuitem', { name: 'Delete the view Seen by axe' }).waitFor();
  }),
  owner('a view to save', '/requests', async (page) => {
    await press(page, 'Views');
    await page.getByRole('menuitem', { name: 'Save this view…' }).click();
    await dialog(page, 'Save this view');
  }),
  owner('request, a step of it', '/requests?open={request}', async (page) => {
    await page
      .getByRole('list', { name: /^Requests, steps/ })
      .getByText('infer')
      .click();
    await page.waitForURL(/span=/);
  }),
  owner('request, an attempt of it', '/requests/{request}', async (page) => {
    await page.locator('button[data-kind="attempt"]').first().click();
    await page.waitForURL(/span=/);
    await page
      .getByText(/^Attempt \d/)
      .first()
      .waitFor();
  }),
  owner('request, as a full panel', '/requests?open={request}&full=1'),
  owner('request that failed', '/requests/{failed}'),
  owner('request, searched', '/requests/{request}', async (page) => {
    await page.getByLabel('Search within').fill('tyre');
    await shown(page, /^1 of/);
  }),
  owner('request that is not there', '/requests/01900000-0000-7000-8000-000000000000', (page) =>
    page.getByRole('alert').waitFor(),
  ),
  viewer('request, metadata only', '/requests/{request}', 'You see metadata only'),
  viewer(
    'request beside the list, metadata only',
    '/requests?open={request}',
    'You see metadata only',
  ),
  viewer('keys of somebody who may have none', '/keys', /./),
  owner('sessions, nothing passes the filters', '/sessions?user=nobody-at-all'),

  ...['key', 'tag', 'model'].map((by) => owner(`spend by ${by}`, `/spend?by=${by}`)),
  owner('spend, nothing passes the filters', '/spend?user=nobody-at-all'),
  owner('spend to download', '/spend', async (page) => {
    await press(page, 'CSV');
    await menu(page);
  }),
  owner('exports to ask for', '/requests', async (page) => {
    await press(page, 'Export');
    await menu(page);
  }),

  owner('models to choose in the playground', '/playground', async (page) => {
    await page.getByLabel('Model of column 1').first().click();
    await page.getByRole('option').first().waitFor();
  }),
  owner('playground, answered', '/playground', async (page) => {
    await askInPlayground(page, 'sandbox/echo');
    await button(page, 'Continue from here').waitFor();
    await page.getByText(/^Parameters, tools/).click();
    await press(page, 'Duplicate column 1');
  }),
  owner('playground, refused', '/playground', async (page) => {
    await askInPlayground(page, 'sandbox/echo?error_status=500');
    await page.getByRole('alert').waitFor();
  }),
  owner('playground, not to be sent', '/playground', async (page) => {
    await page.getByText(/^Parameters, tools/).click();
    await page.getByLabel('Tools', { exact: true }).fill('{ no JSON');
    await askInPlayground(page, 'sandbox/echo');
    await page.getByLabel('Tools', { exact: true }).and(page.locator('[aria-invalid]')).waitFor();
  }),

  owner('provider to add', '/models?tab=providers', async (page) => {
    await press(page, 'Add a provider');
    await dialog(page, 'Add a provider');
  }),
  owner('provider to add, hosts to choose from', '/models?tab=providers', async (page) => {
    await press(page, 'Add a provider');
    await dialog(page, 'Add a provider');
    await page.getByLabel('Host', { exact: true }).first().click();
    await page.getByRole('option', { name: 'Mistral' }).waitFor();
  }),
  owner('provider of Azure to add', '/models?tab=providers', async (page) => {
    await press(page, 'Add a provider');
    await dialog(page, 'Add a provider');
    await page.getByLabel('Host', { exact: true }).first().fill('azu');
    await page.getByRole('option', { name: 'Azure OpenAI' }).click();
    await page.getByLabel('API version').waitFor();
    await page.getByRole('switch').press('Space');
  }),
  owner('provider with an account and headers', '/models?tab=providers', async (page) => {
    await press(page, 'Add a provider');
    await dialog(page, 'Add a provider');
    await page.getByLabel('Organization', { exact: true }).fill('org-bicycles');
    await press(page, 'Add a header');
    await page.getByLabel('Header', { exact: true }).fill('x-team');
    await page.getByLabel('Value of x-team').fill('shown-to-nobody');
  }),
  owner('provider to change', '/models?tab=providers', async (page) => {
    await press(page, 'Edit');
    await dialog(page, /^Edit/);
  }),
  owner('provider to delete', '/models?tab=providers', async (page) => {
    await press(page, 'Delete…');
    await dialog(page, /^Delete/);
  }),
  owner('provider, tested', '/models?tab=providers', async (page) => {
    await page
      .getByRole('listitem')
      .filter({ hasText: 'sandbox' })
      .getByRole('button', { name: 'Test' })
      .click();
    await dialog(page, 'Test sandbox');
    await press(page, 'Send the request');
    await shown(page, 'It answered');
  }),
  owner('model', '/models?tab=models', (page) => openRow(page, /sandbox\/echo/, 'Model')),

  owner('route to add, with a rule', '/routes', async (page) => {
    await press(page, 'Add a route');
    await dialog(page, 'Add a route');
    await press(page, 'Add a target');
    await press(page, 'Add a rule');
    await page.getByLabel('Model of target 1 of rule 1').first().waitFor();
  }),
  owner('alias to add', '/routes', async (page) => {
    await press(page, 'Add an alias');
    await dialog(page, 'Add an alias');
  }),
  owner('route', '/routes', (page) => openRow(page, /assistant/, 'Route')),
  owner('route to undo', '/routes', async (page) => {
    await openRow(page, /assistant/, 'Route');
    await press(page, 'Undo to version 1…');
    await dialog(page, /^Undo to version 1/);
  }),
  owner('route to delete', '/routes', async (page) => {
    await openRow(page, /assistant/, 'Route');
    await press(page, 'Delete…');
    await dialog(page, /^Delete/);
  }),

  owner('key to make', '/keys', async (page) => {
    await press(page, 'Create a key');
    await dialog(page, 'Create a key');
  }),
  owner('key of the management API to make', '/keys', async (page) => {
    await press(page, 'Create a key');
    await page.getByRole('combobox', { name: 'Opens' }).click();
    await page.getByRole('option', { name: 'the management API' }).click();
    await page.getByLabel('Scopes').first().waitFor();
  }),
  owner('key, just made', '/keys?project=blank', async (page) => {
    await press(page, 'Create a key');
    await page.getByLabel('Name').first().fill('just-made');
    await press(page, 'Create the key');
    await dialog(page, 'The key just-made');
    await shown(page, 'In force on');
  }),
  owner('key', '/keys', (page) => openRow(page, /seen-by-axe/, 'Key')),
  owner('key to revoke in production', '/keys?environment=production', async (page) => {
    await openRow(page, /seen-by-axe/, 'Key');
    await press(page, 'Revoke…');
    await dialog(page, /^Revoke/);
  }),
  owner('no key has expired', '/keys?state=expired', (page) => shown(page, /^No key is expired/)),

  owner('person', '/settings?tab=members', (page) => openRow(page, /Mia Member/, 'Person')),
  owner('person to disable', '/settings?tab=members', async (page) => {
    await openRow(page, /Mia Member/, 'Person');
    await press(page, /^Disable Mia/);
    await dialog(page, /^Disable Mia/);
  }),
  owner('person to invite', '/settings?tab=members', async (page) => {
    await press(page, 'Invite a person');
    await dialog(page, 'Invite a person');
    await press(page, 'Add a role in a project');
    await page.getByLabel('Project', { exact: true }).first().waitFor();
  }),
  owner('person, just invited', '/settings?tab=members&show=invitations', async (page) => {
    await press(page, 'Invite a person');
    await page.getByLabel('E-mail').fill('axe@example.com');
    await press(page, 'Make the invitation');
    await dialog(page, 'The invitation of axe@example.com');
  }),
  owner('open invitations', '/settings?tab=members&show=invitations', (page) =>
    button(page, 'Take back the invitation of axe@example.com').waitFor(),
  ),
  owner('invitation to take back', '/settings?tab=members&show=invitations', async (page) => {
    await press(page, 'Take back the invitation of axe@example.com');
    await dialog(page, 'Take an invitation back');
  }),
  owner('project to change', '/settings?tab=projects', async (page) => {
    await press(page, 'Change default');
    await page.getByLabel('For how many days').waitFor();
  }),
  owner('project to make, for web pages', '/settings?tab=projects&edit=new', async (page) => {
    const origins = page.getByLabel('Web pages that may call the gateway').first();
    for (const name of ['shop', 'checkout']) {
      await origins.fill(`https://${name}.example.com`);
      await origins.press('Enter');
    }
    await shown(page, 'https://checkout.example.com');
  }),
  owner('event of the audit', '/settings?tab=audit', (page) => openRow(page, /key/, 'Event')),
  owner('audit, nothing passes the filters', '/settings?tab=audit&actor=nobody-at-all'),
];
