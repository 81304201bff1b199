import type { Call } from '../call.ts';
import type { Route } from '../model-host.ts';
import { answerHeaders, errorBody, readBody, stagedFailure } from '../openai/refusals.ts';
import { scriptFor } from '../scene/script.ts';
import type { Seen } from '../scene/seen.ts';
import { play } from '../stream.ts';
import { ChatAnswer } from './answer.ts';
import { checkChat } from './check.ts';
import { ChatBody } from './request.ts';
import { seeChat } from './see.ts';

export interface ChatFlavour {
  /** The deployment in the path names the model, and each answer says what Azure's filters found. */
  readonly azure: boolean;
}

/** `POST …/chat/completions`. */
export function chatRoute(
  path: RegExp,
  look: (seen: Seen) => void,
  flavour: ChatFlavour = { azure: false },
): Route {
  return {
    method: 'POST',
    path,
    run: (call, [deployment]) => answerChat(call, deployment, look, flavour),
  };
}

async function answerChat(
  call: Call,
  deployment: string | undefined,
  look: (seen: Seen) => void,
  flavour: ChatFlavour,
): Promise<void> {
  const body =
    deployment === undefined
      ? readBody(ChatBody, call)
      : { ...readBody(ChatBody.partial({ model: true }), call), model: deployment };
  checkChat(body);
  const seen = seeChat(body);
  look(seen);
  const script = scriptFor(seen);
  if (script.kind === 'failure') {
    // Left open until the client gives up.
    if (script.failure === 'no_answer') return;
    throw stagedFailure(script.failure);
  }
  const answer = new ChatAnswer(body, script, seen, flavour);
  if (body.stream !== true) {
    return call.answer(200, answer.whole(), answerHeaders('application/json'));
  }
  call.open(200, answerHeaders('text/event-stream; charset=utf-8'));
  await play(
    call,
    answer.frames(),
    script,
    () => `data: ${JSON.stringify(errorBody(stagedFailure('broken')))}\n\n`,
  );
}
