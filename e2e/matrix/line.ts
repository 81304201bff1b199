import type { ModelHost } from '../upstreams/model-host.ts';
import type { Seen } from '../upstreams/scene/seen.ts';
import type { Ask, ClientSide, Heard } from './ask.ts';

/** One client and one provider behind what stands between them. */
export interface Line {
  readonly client: ClientSide;
  readonly host: ModelHost;
  /** Where the client is sent, and with which key. */
  readonly origin: string;
  readonly key: string;
  /** As the client calls them: one that answers at once, and one that thinks. */
  readonly model: string;
  readonly thinkingModel: string;
}

/** A call was not taken, in the client's own error form. */
export class NotTaken extends Error {
  readonly status: number;
  readonly headers: Headers;

  constructor(status: number, message: string, headers: Headers) {
    super(`${status}: ${message}`);
    this.status = status;
    this.headers = headers;
  }
}

/** What was left out of calls, by name, as their answers said; gathered over the calls of a cell. */
export type Dropped = Set<string>;

export interface Exchange {
  readonly heard: Heard;
  /** What the model was given; null: the host was not reached. */
  readonly seen: Seen | null;
}

/** Asks, and hears the answer out. Throws `NotTaken`. */
export async function ask(
  line: Line,
  what: Omit<Ask, 'model'>,
  dropped: Dropped,
): Promise<Exchange> {
  const { client, host } = line;
  const before = host.seen.length;
  const response = await send(line, what);
  for (const name of droppedNames(response.headers)) dropped.add(name);
  const text = await response.text();
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (isStream !== what.stream)
    throw new Error(`answered as ${response.headers.get('content-type')}`);
  const heard = isStream ? client.readStream(text) : client.readWhole(JSON.parse(text));
  return { heard, seen: host.seen[before] ?? null };
}

export async function send(
  line: Line,
  what: Omit<Ask, 'model'>,
  signal?: AbortSignal,
): Promise<Response> {
  const { client, origin, key } = line;
  const model = what.reasoning ? line.thinkingModel : line.model;
  const call = client.write({ ...what, model }, key);
  const response = await fetch(`${origin}${call.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...call.headers },
    body: JSON.stringify(call.body),
    ...(signal === undefined ? {} : { signal }),
  });
  if (response.ok) return response;
  const text = await response.text();
  throw new NotTaken(response.status, client.readError(JSON.parse(text)), response.headers);
}

function droppedNames(headers: Headers): string[] {
  const names = headers.get('x-signalbox-dropped');
  return names === null ? [] : names.split(',').map((name) => name.trim());
}
