import type { Call } from '../call.ts';
import { newId } from '../ids.ts';
import type { Route } from '../model-host.ts';
import { answerHeaders, badRequest, readBody, stagedFailure } from '../openai/refusals.ts';
import { type Answer, scriptFor } from '../scene/script.ts';
import type { Seen } from '../scene/seen.ts';
import { play } from '../stream.ts';
import { outputOf, responseEnd, responseHead } from './answer.ts';
import { checkResponses, contextOf } from './check.ts';
import { ResponseFrames } from './frames.ts';
import { ResponsesBody } from './request.ts';
import { seeResponses } from './see.ts';
import { inputItemsWithIds, ResponseStore, type Stored } from './store.ts';

/** How long a response in the background is on its way, in ms; one told to be `#long` is a minute. */
const BACKGROUND_MS = 150;
const LONG_BACKGROUND_MS = 60_000;

/** `/v1/responses` and what hangs below it, around a store of its own. */
export function responsesRoutes(prefix: string, look: (seen: Seen) => void): Route[] {
  const store = new ResponseStore();
  const at = (rest: string) => new RegExp(`^${prefix}/responses${rest}$`);
  const json = (call: Call, body: unknown) =>
    call.answer(200, JSON.stringify(body, null, 2), answerHeaders('application/json'));
  return [
    { method: 'POST', path: at(''), run: (call) => create(call, store, look) },
    {
      method: 'POST',
      path: at('/input_tokens'),
      run: (call) => {
        readBody(ResponsesBody, call);
        json(call, { object: 'response.input_tokens', input_tokens: 29 });
      },
    },
    {
      method: 'GET',
      path: at('/([^/]+)'),
      run: (call, [id = '']) => retrieve(call, store.get(id)),
    },
    {
      method: 'DELETE',
      path: at('/([^/]+)'),
      run: (call, [id = '']) => {
        store.delete(id);
        json(call, { id, object: 'response', deleted: true });
      },
    },
    {
      method: 'POST',
      path: at('/([^/]+)/cancel'),
      run: (call, [id = '']) => json(call, store.cancel(id).body),
    },
    {
      method: 'GET',
      path: at('/([^/]+)/input_items'),
      run: (call, [id = '']) => listInput(call, inputItemsWithIds(store.get(id).input)),
    },
  ];
}

async function create(call: Call, store: ResponseStore, look: (seen: Seen) => void): Promise<void> {
  const body = readBody(ResponsesBody, call);
  checkResponses(body);
  const { context, input } = contextOf(body, store);
  const seen = seeResponses(body, context);
  look(seen);
  const script = scriptFor(seen);
  if (script.kind === 'failure') {
    if (script.failure === 'no_answer') return;
    throw stagedFailure(script.failure);
  }
  const id = newId('resp_', 48);
  const output = outputOf(body, script, seen);
  const finished = { ...responseHead(id, body), ...responseEnd(script, output) };
  const stored: Stored = {
    body: finished,
    background: body.background === true,
    context,
    input,
    output,
    events: [],
    timer: null,
  };
  if (body.store !== false) store.keep(id, stored);
  if (body.stream === true) return stream(call, body, id, script, stored);
  if (!stored.background)
    return call.answer(200, JSON.stringify(finished, null, 2), answerHeaders('application/json'));
  workInBackground(stored, { ...responseHead(id, body), status: 'queued' }, finished, script);
  call.answer(200, JSON.stringify(stored.body, null, 2), answerHeaders('application/json'));
}

function workInBackground(
  stored: Stored,
  queued: Record<string, unknown>,
  finished: Record<string, unknown>,
  script: Answer,
): void {
  stored.body = queued;
  stored.timer = setTimeout(
    () => {
      stored.timer = null;
      stored.body = finished;
    },
    script.pauseMs > 20 ? LONG_BACKGROUND_MS : BACKGROUND_MS,
  ).unref();
}

async function stream(
  call: Call,
  body: ResponsesBody,
  id: string,
  script: Answer,
  stored: Stored,
): Promise<void> {
  const frames = new ResponseFrames(body);
  const { output } = stored;
  function* kept() {
    for (const frame of frames.of(id, script, output)) {
      stored.events.push({ number: frames.number - 1, text: frame.text });
      yield frame;
    }
  }
  call.open(200, answerHeaders('text/event-stream; charset=utf-8'));
  await play(
    call,
    kept(),
    script,
    () =>
      // How a response fails once it has begun: by a last event that holds it, not by one of the name `error`.
      frames.event('response.failed', {
        response: {
          ...responseHead(id, body),
          status: 'failed',
          error: { code: 'server_error', message: stagedFailure('broken').message },
        },
      }).text,
  );
}

async function retrieve(call: Call, stored: Stored): Promise<void> {
  if (call.url.searchParams.get('stream') !== 'true') {
    return call.answer(
      200,
      JSON.stringify(stored.body, null, 2),
      answerHeaders('application/json'),
    );
  }
  if (!stored.background || stored.events.length === 0) {
    throw badRequest(
      'Streaming is only available for responses that were created in the background and streamed.',
      'stream',
    );
  }
  const after = Number(call.url.searchParams.get('starting_after') ?? -1);
  call.open(200, answerHeaders('text/event-stream; charset=utf-8'));
  for (const { number, text } of stored.events) if (number > after) call.write(Buffer.from(text));
  call.end();
}

function listInput(call: Call, items: readonly object[]): void {
  const query = call.url.searchParams;
  const ordered = query.get('order') === 'asc' ? items : items.toReversed();
  const limit = Number(query.get('limit') ?? 20);
  const data = ordered.slice(0, limit) as { id: string }[];
  const page = {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: data.length < items.length,
  };
  call.answer(200, JSON.stringify(page, null, 2), answerHeaders('application/json'));
}
