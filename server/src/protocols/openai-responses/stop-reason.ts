import { isJsonObject, type JsonObject } from '../../lib/json-object.ts';

/** Items with which a model waits for whoever asked: calls of tools that are not the provider's own. */
const CALLS: ReadonlySet<unknown> = new Set([
  'function_call',
  'custom_tool_call',
  'computer_call',
  'local_shell_call',
  'shell_call',
  'apply_patch_call',
]);

export function isCall(type: unknown): boolean {
  return CALLS.has(type);
}

/**
 * Why a response ended, in the words of the normal form; null where it has not ended well. `calls`: it has an item that `isCall`.
 */
export function stopReasonOf(response: JsonObject, calls: boolean): string | null {
  switch (response['status']) {
    case 'completed':
      return calls ? 'tool_calls' : 'stop';
    case 'incomplete': {
      const details = response['incomplete_details'];
      const reason = isJsonObject(details) ? details['reason'] : null;
      if (reason === 'max_output_tokens') return 'length';
      return typeof reason === 'string' ? reason : 'incomplete';
    }
    case 'cancelled':
      return 'cancelled';
    default:
      return null;
  }
}

/** How a response says that it ended so. */
export function statusOf(reason: string | null): {
  readonly status: 'completed' | 'incomplete';
  readonly incomplete_details: { readonly reason: string } | null;
} {
  if (reason === 'length') {
    return { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } };
  }
  if (reason === 'content_filter') {
    return { status: 'incomplete', incomplete_details: { reason } };
  }
  return { status: 'completed', incomplete_details: null };
}
