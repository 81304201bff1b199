import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId, type RequestId } from '../lib/ids.ts';
import type { Slotted } from '../lib/slot-list.ts';
import type { Operation } from '../protocols/openai-chat/index.ts';
import { Interruption } from './interruption.ts';
import { Journal } from './journal.ts';

/** One inference request on the gateway's port: what is fixed from its first byte on, and what happens to it. */
export class InboundRequest implements Slotted {
  slot = -1;
  readonly id: RequestId = newId<'request'>();
  readonly startedAtUs = Date.now() * 1000;
  readonly journal = new Journal();
  readonly interruption = new Interruption();
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly operation: Operation;
  /** Below a provider's base URL. */
  readonly upstreamPath: string;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    operation: Operation,
    upstreamPath: string,
  ) {
    this.request = request;
    this.response = response;
    this.operation = operation;
    this.upstreamPath = upstreamPath;
  }
}
