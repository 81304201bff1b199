import type { FileOperation, Operation } from '../parsed-request.ts';
import { RequestFault } from '../request-fault.ts';

/** OpenAI's chat counts no tokens. */
export type ChatOperation = Exclude<Operation, 'count_tokens' | FileOperation>;

export function chatOperation(operation: Operation): ChatOperation {
  if (operation !== 'count_tokens' && !isOfFiles(operation)) return operation;
  throw new RequestFault(
    'request_invalid',
    "OpenAI's chat protocol, which the model's provider speaks, counts no tokens",
    "Ask for a model of a provider that counts, or read the usage of the model's answers.",
    'model',
  );
}

function isOfFiles(operation: Operation): operation is FileOperation {
  return operation.startsWith('file_');
}
