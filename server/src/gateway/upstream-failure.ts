import type { AnswerFacts } from '../protocols/index.ts';
import type { AnswerOptions } from './answer.ts';
import type { OutcomeError } from './outcome.ts';

/** A code is a word to group by; whatever a provider puts there, it stays one. */
const MAX_CODE_CHARS = 120;
const MAX_MESSAGE_CHARS = 2_000;

/**
 * A failure that the provider told of itself, which the client gets as the provider said it. Its message may quote what was sent,
 * so it is recorded only where content is.
 */
export function upstreamFailure(
  facts: AnswerFacts,
  what: string,
  { capture, target }: Pick<AnswerOptions, 'capture' | 'target'>,
): OutcomeError {
  const { error } = facts;
  const shown = (text: string): string => target.provider.blank?.inText(text) ?? text;
  const named = error?.code ?? error?.type ?? null;
  const code = named === null ? null : shown(named).slice(0, MAX_CODE_CHARS);
  const said = capture && error?.message != null ? shown(error.message) : null;
  return {
    code: 'upstream_error',
    message: [what, code === null ? '' : ` (${code})`, said === null ? '' : `: ${said}`]
      .join('')
      .slice(0, MAX_MESSAGE_CHARS),
    upstreamCode: code,
  };
}
