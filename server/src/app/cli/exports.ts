import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignalboxError } from '../../platform/errors/index.ts';
import {
  type Command,
  type CommandContext,
  onlyPositional,
  show,
  textOption,
  UsageError,
} from './command.ts';
import { FILTERS, RANGE, range, texts } from './requests.ts';
import { table } from './table.ts';

interface Export {
  readonly id: string;
  readonly format: string;
  readonly state: string;
  readonly rows_done: number;
  readonly rows_total: number | null;
  readonly bytes: number | null;
  readonly error: { readonly message: string; readonly next: string } | null;
  readonly created_at: string;
  readonly expires_at: string | null;
}

const LOOK_MS = 500;

const create: Command = {
  name: 'exports create',
  usage:
    '--format csv|jsonl [--from ISO8601] [--to ISO8601] [--model M] [--provider P] [--status S] [--key ID] [--user U] [--session S] [--output FILE]',
  summary:
    'makes a file of every request of a filter, of the last day unless --from and --to say otherwise; with --output waits and fetches it',
  options: {
    ...RANGE,
    ...Object.fromEntries(FILTERS.map((name) => [name, { type: 'string' } as const])),
    format: { type: 'string' },
    output: { type: 'string' },
  },
  async run(context) {
    const format = textOption(context, 'format');
    if (format === undefined) throw new UsageError('--format is missing');
    const body = { ...range(context), ...texts(context, FILTERS), format };
    const asked = await context.api.call<Export>('POST', '/api/v1/exports', { body });
    const output = textOption(context, 'output');
    if (output === undefined) {
      show(context, asked, () => `${asked.id} is ${asked.state}\n`);
      return;
    }
    const made = await untilMade(context, asked.id);
    await fetchTo(context, made.id, output);
    show(context, made, () => `${made.rows_done} requests are in ${output}\n`);
  },
};

async function untilMade(context: CommandContext, id: string): Promise<Export> {
  for (;;) {
    const now = await context.api.call<Export>('GET', `/api/v1/exports/${id}`);
    if (now.state === 'succeeded') return now;
    if (now.state !== 'queued' && now.state !== 'running') {
      throw new SignalboxError(
        'conflict',
        `the export has ${now.state}${now.error === null ? '' : `: ${now.error.message}`}`,
        now.error?.next ?? 'Ask for another one.',
      );
    }
    await sleep(LOOK_MS);
  }
}

async function fetchTo(context: CommandContext, id: string, output: string): Promise<void> {
  const file = await context.api.download(`/api/v1/exports/${encodeURIComponent(id)}/file`);
  await pipeline(file, createWriteStream(output));
}

const list: Command = {
  name: 'exports list',
  usage: '',
  summary: 'lists the exports of the last day, newest first',
  options: {},
  async run(context) {
    const page = await context.api.call<{ data: readonly Export[] }>('GET', '/api/v1/exports', {
      query: { limit: 100 },
    });
    show(context, page, () =>
      table(
        ['asked for', 'export', 'format', 'state', 'requests', 'of', 'bytes', 'deleted'],
        page.data.map((one) => [
          one.created_at,
          one.id,
          one.format,
          one.state,
          one.rows_done,
          one.rows_total,
          one.bytes,
          one.expires_at,
        ]),
      ),
    );
  },
};

const download: Command = {
  name: 'exports download',
  usage: 'EXPORT-ID --output FILE',
  takesWord: true,
  summary: 'fetches the file of an export',
  options: { output: { type: 'string' } },
  async run(context) {
    const id = onlyPositional(context, 'the id of the export');
    const output = textOption(context, 'output');
    if (output === undefined) throw new UsageError('--output is missing');
    await fetchTo(context, id, output);
    context.write(`${output}\n`);
  },
};

const cancel: Command = {
  name: 'exports cancel',
  usage: 'EXPORT-ID',
  takesWord: true,
  summary: 'stops an export',
  options: {},
  async run(context) {
    const id = onlyPositional(context, 'the id of the export');
    const path = `/api/v1/exports/${encodeURIComponent(id)}/cancel`;
    const answer = await context.api.call<Export>('POST', path);
    show(context, answer, () =>
      answer.state === 'cancelled' ? `${id} is cancelled\n` : `${id} stops at its next page\n`,
    );
  },
};

export const exportCommands: readonly Command[] = [create, list, download, cancel];
