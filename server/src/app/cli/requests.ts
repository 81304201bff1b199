import { type Command, type CommandContext, onlyPositional, show, textOption } from './command.ts';
import { table } from './table.ts';

type Row = Readonly<Record<string, unknown>>;
interface Page {
  readonly data: readonly Row[];
  readonly next_cursor: string | null;
}

/** The filters that lists and usage share, by flag. */
export const FILTERS = [
  'model',
  'provider',
  'key',
  'user',
  'session',
  'metadata',
  'status',
  'error-code',
  'upstream-code',
  'upstream-status',
] as const;
export const RANGE = { from: { type: 'string' }, to: { type: 'string' } } as const;
const DAY_MS = 86_400_000;

const list: Command = {
  name: 'requests list',
  usage:
    '[--from ISO8601] [--to ISO8601] [--model M] [--provider P] [--status S] [--key ID] [--user U] [--session S] [--metadata KEY:VALUE] [--error-code C] [--upstream-code C] [--upstream-status N] [--text T] [--limit N]',
  summary: 'lists requests, newest first, of the last day unless --from and --to say otherwise',
  options: {
    ...RANGE,
    ...Object.fromEntries(FILTERS.map((name) => [name, { type: 'string' } as const])),
    text: { type: 'string' },
    limit: { type: 'string' },
    cursor: { type: 'string' },
  },
  async run(context) {
    const page = await context.api.call<Page>('GET', '/api/v1/requests', {
      query: {
        ...range(context),
        ...texts(context, [...FILTERS, 'text', 'limit', 'cursor']),
      },
    });
    show(context, page, () =>
      table(
        ['started', 'request', 'model', 'status', 'error', 'ms', 'in', 'out', 'usd'],
        page.data.map((row) => [
          row['started_at'],
          row['request_id'],
          row['model'] ?? row['requested_model'],
          row['status'],
          row['upstream_code'] ?? row['error_code'],
          row['total_ms'],
          row['input_tokens'],
          row['output_tokens'],
          withoutZeros(row['cost_usd']),
        ]),
      ).concat(page.next_cursor === null ? '' : `\nMore with --cursor ${page.next_cursor}\n`),
    );
  },
};

const showRequest: Command = {
  name: 'requests show',
  usage: 'REQUEST-ID',
  takesWord: true,
  summary: 'shows a request whole, with its bodies',
  options: {},
  async run(context) {
    const id = onlyPositional(context, 'the id of the request');
    const answer = await context.api.call('GET', `/api/v1/requests/${encodeURIComponent(id)}`);
    // A request is a document: its JSON is what people read too.
    context.write(`${JSON.stringify(answer, null, 2)}\n`);
  },
};

const usage: Command = {
  name: 'usage',
  usage:
    '[--from ISO8601] [--to ISO8601] [--interval hour|day|…] [--time-zone Europe/Berlin] [--group-by DIMENSION|metadata:KEY] [--metadata KEY:VALUE] [--model M] [--provider P] [--status S] [--upstream-code C] …',
  summary:
    'adds up requests, tokens and cost, of the last day unless --from and --to say otherwise',
  options: {
    ...RANGE,
    ...Object.fromEntries(FILTERS.map((name) => [name, { type: 'string' } as const])),
    interval: { type: 'string' },
    'time-zone': { type: 'string' },
    'group-by': { type: 'string' },
  },
  async run(context) {
    const answer = await context.api.call<{ data: readonly Row[] }>('GET', '/api/v1/usage', {
      query: {
        ...range(context),
        ...texts(context, [...FILTERS, 'interval', 'time-zone']),
        group_by: textOption(context, 'group-by'),
      },
    });
    show(context, answer, () => {
      // A kind of tokens that nothing reported has no column.
      const heads = Object.keys(answer.data[0] ?? { requests: 0 }).filter(
        (head) =>
          answer.data.length === 0 || answer.data.some((row) => (row[head] ?? null) !== null),
      );
      return table(
        heads,
        answer.data.map((row) =>
          heads.map((head) => (head === 'cost_usd' ? withoutZeros(row[head]) : row[head])),
        ),
      );
    });
  },
};

/** A sum of money as a person writes it. */
function withoutZeros(usd: unknown): unknown {
  return typeof usd === 'string' ? usd.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : usd;
}

export function range(context: CommandContext): { from: string; to: string } {
  const now = context.now().getTime();
  return {
    from: textOption(context, 'from') ?? new Date(now - DAY_MS).toISOString(),
    to: textOption(context, 'to') ?? new Date(now + 60_000).toISOString(),
  };
}

export function texts(context: CommandContext, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = textOption(context, name);
      return value === undefined ? [] : [[name.replace('-', '_'), value]];
    }),
  );
}

export const requestCommands: readonly Command[] = [list, showRequest, usage];
