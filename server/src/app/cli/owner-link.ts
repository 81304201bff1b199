import { type Command, show } from './command.ts';
import { fields } from './table.ts';

/** How an owner comes in who has no password, or lost it: who reads the server's own key owns it anyway. */
export const ownerLinkCommand: Command = {
  name: 'owner-link',
  usage: '',
  summary: 'makes a one-time link to become an owner, or to get a new password',
  options: {},
  async run(context) {
    const made = await context.api.call<{ link: string; expires_at: string }>(
      'POST',
      '/api/v1/owner-links',
    );
    const link = new URL(made.link, context.baseUrl).href;
    show(context, { ...made, link }, () =>
      fields([
        ['link', link],
        ['valid', `once, until ${made.expires_at}`],
      ]).concat('\nWhoever opens it becomes an owner: open it yourself, or send it safely.\n'),
    );
  },
};
