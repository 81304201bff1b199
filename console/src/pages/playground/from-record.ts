import type { TraceDetail } from '../../observe/types.ts';
import type { PlaygroundColumn } from './column.ts';
import { columnFromConversation } from './from-conversation.ts';
import { columnFrom } from './from-request.ts';
import { leftOut } from './left-out.ts';

export interface Filled {
  readonly column: PlaygroundColumn;
  /** What the playground has no place for, by name. */
  readonly leftOut: readonly string[];
}

type Row = Pick<
  TraceDetail,
  | 'protocol'
  | 'operation'
  | 'stream'
  | 'request_body'
  | 'conversation'
  | 'provider'
  | 'model'
  | 'requested_model'
>;

/** A recorded request as a column to try it again with; null where it is no chat, or its content is not there. */
export function filledFrom(row: Row): Filled | null {
  const { operation, request_body: body, conversation, provider, stream } = row;
  if (operation !== 'chat' || body === null || body.encoding !== 'utf-8') return null;
  const model = provider === null ? row.requested_model : `${provider}/${row.model}`;
  if (row.protocol === 'openai') {
    const column = columnFrom(body.content, model);
    const missing = conversation === null ? [] : leftOut(conversation, { tools: true });
    return column && { column, leftOut: missing };
  }
  if (conversation === null) return null;
  return {
    column: columnFromConversation(conversation, model, stream),
    leftOut: leftOut(conversation, { tools: false }),
  };
}
