import type { ResponseFacts } from '../protocols/openai-chat/index.ts';
import type { OutcomeError } from './outcome.ts';

/** A code is a word to group by; whatever a provider puts there, it stays one. */
const MAX_CODE_CHARS = 120;
const MAX_MESSAGE_CHARS = 2_000;

/**
 * A failure that the provider told of itself, which the client gets as the provider said it. Its message may quote what was sent,
 * so it is recorded only where content is.
 */
export function upstreamFailure(
  facts: ResponseFacts,
  what: string,
  capture: boolean,
): OutcomeError {
  const { error } = facts;
  const code = (error?.code ?? error?.type ?? null)?.slice(0, MAX_CODE_CHARS) ?? null;
  const said = capture ? (error?.message ?? null) : null;
  return {
    code: 'upstream_error',
    message: [what, code === null ? '' : ` (${code})`, said === null ? '' : `: ${said}`]
      .join('')
      .slice(0, MAX_MESSAGE_CHARS),
    upstreamCode: code,
  };
}
