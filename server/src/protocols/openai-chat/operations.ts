import type { Operation } from '../parsed-request.ts';
import { RequestFault } from '../request-fault.ts';

/** OpenAI's chat counts no tokens. */
export type ChatOperation = Exclude<Operation, 'count_tokens'>;

export function chatOperation(operation: Operation): ChatOperation {
  if (operation !== 'count_tokens') return operation;
  throw new RequestFault(
    'request_invalid',
    "OpenAI's chat protocol, which the model's provider speaks, counts no tokens",
    "Ask for a model of a provider that counts, or read the usage of the model's answers.",
    'model',
  );
}
