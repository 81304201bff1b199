import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId, type RequestId } from '../lib/ids.ts';
import type { Slotted } from '../lib/slot-list.ts';
import type { CallAddress, Operation, Protocol } from '../protocols/index.ts';
import type { InferenceEndpoint } from './endpoints.ts';
import { Interruption } from './interruption.ts';
import { Journal } from './journal.ts';
import type { Upload } from './upload/upload.ts';

/** One inference request on the gateway's port: what is fixed from its first byte on, and what happens to it. */
export class InboundRequest implements Slotted {
  slot = -1;
  readonly id: RequestId = newId<'request'>();
  readonly startedAtUs = Date.now() * 1000;
  readonly journal = new Journal();
  readonly interruption = new Interruption();
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The client's. */
  readonly protocol: Protocol;
  readonly operation: Operation;
  readonly address: CallAddress;
  /** Its body may be a form with files in it. */
  readonly takesForms: boolean;
  /** That body, once it was read. Whoever ends the request disposes of it. */
  upload: Upload | null = null;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    endpoint: CallAddress & Pick<InferenceEndpoint, 'protocol' | 'takesForms'>,
  ) {
    this.request = request;
    this.response = response;
    this.protocol = endpoint.protocol;
    this.operation = endpoint.operation;
    this.address = endpoint;
    this.takesForms = endpoint.takesForms;
  }
}
