import { type Command, onlyPositional, show, textOption, textsOption } from './command.ts';
import { type Propagation, propagationLine } from './propagation.ts';
import { fields, table } from './table.ts';

interface Key {
  readonly id: string;
  readonly public_id: string;
  readonly kind: string;
  readonly name: string;
  readonly environment: string;
  readonly scopes: readonly string[];
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

const create: Command = {
  name: 'keys create',
  usage:
    '--name NAME [--kind gateway|management] [--scope SCOPE]… [--environment NAME] [--model PROVIDER/MODEL|PROVIDER/*|route:NAME]… [--expires ISO8601]',
  takesWord: true,
  summary: 'creates a key and shows it once',
  options: {
    name: { type: 'string' },
    kind: { type: 'string' },
    scope: { type: 'string', multiple: true },
    environment: { type: 'string' },
    model: { type: 'string', multiple: true },
    expires: { type: 'string' },
  },
  async run(context) {
    const key = await context.api.call<Key & Propagation & { key: string }>(
      'POST',
      '/api/v1/keys',
      {
        body: {
          name: textOption(context, 'name') ?? onlyPositional(context, 'the name of the key'),
          kind: textOption(context, 'kind'),
          scopes: textsOption(context, 'scope'),
          environment: textOption(context, 'environment'),
          allowed_models: textsOption(context, 'model'),
          expires_at: textOption(context, 'expires'),
        },
      },
    );
    show(context, key, () =>
      fields([
        ['key', key.key],
        ['id', key.id],
        ['kind', key.kind],
        ['environment', key.environment],
        ['scopes', key.scopes],
        ['expires', key.expires_at],
        ['in force', propagationLine(key)],
      ]).concat('\nThis is the only time that the key is shown.\n'),
    );
  },
};

const list: Command = {
  name: 'keys list',
  usage: '[--kind KIND] [--environment NAME] [--status active|expired|revoked|all] [--limit N]',
  summary: 'lists keys, newest first',
  options: {
    kind: { type: 'string' },
    environment: { type: 'string' },
    status: { type: 'string' },
    limit: { type: 'string' },
    cursor: { type: 'string' },
  },
  async run(context) {
    const page = await context.api.call<{ data: Key[]; next_cursor: string | null }>(
      'GET',
      '/api/v1/keys',
      {
        query: {
          kind: textOption(context, 'kind'),
          environment: textOption(context, 'environment'),
          status: textOption(context, 'status'),
          limit: textOption(context, 'limit'),
          cursor: textOption(context, 'cursor'),
        },
      },
    );
    show(context, page, () =>
      table(
        ['id', 'name', 'kind', 'environment', 'scopes', 'last used', 'expires', 'revoked'],
        page.data.map((key) => [
          key.id,
          key.name,
          key.kind,
          key.environment,
          key.scopes,
          key.last_used_at,
          key.expires_at,
          key.revoked_at,
        ]),
      ).concat(page.next_cursor === null ? '' : `\nMore with --cursor ${page.next_cursor}\n`),
    );
  },
};

const revoke: Command = {
  name: 'keys revoke',
  usage: 'ID',
  takesWord: true,
  summary: 'revokes a key and names the gateways that no longer take it',
  options: {},
  async run(context) {
    const id = onlyPositional(context, 'the id of the key');
    const answer = await context.api.call<Propagation>(
      'DELETE',
      `/api/v1/keys/${encodeURIComponent(id)}`,
    );
    show(context, answer, () => `Revoked: ${propagationLine(answer)}.\n`);
  },
};

export const keyCommands: readonly Command[] = [create, list, revoke];
