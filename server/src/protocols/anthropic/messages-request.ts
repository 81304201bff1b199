import type { Edit } from '../edits.ts';
import type {
  Operation,
  ParsedRequest,
  RequestChange,
  StatedAttributes,
} from '../parsed-request.ts';
import type { RequestDocument } from '../request-document.ts';
import { scanRequest } from './scan-request.ts';
import { statedAttributes } from './stated-attributes.ts';

/** A request for a message, or for the count of its tokens. */
export class MessagesRequest implements ParsedRequest {
  readonly document: RequestDocument;
  readonly operation: Operation;
  readonly model: string;
  readonly stream: boolean;
  /** A stream of messages always does. */
  readonly tellsUsage = true;
  readonly maxTokens: number | null;
  readonly choices = 1;
  readonly #stated: () => StatedAttributes | null;

  /** Throws a `RequestFault`, as `scanRequest` does. */
  constructor(body: Buffer, operation: Operation) {
    const scanned = scanRequest(body);
    this.document = scanned.document;
    this.operation = operation;
    this.model = scanned.model;
    // A count is never streamed.
    this.stream = scanned.stream && operation === 'chat';
    this.maxTokens = operation === 'chat' ? scanned.maxTokens : null;
    this.#stated = () => statedAttributes(scanned);
  }

  editsFor({ model }: RequestChange): readonly Edit[] {
    return model === this.model ? [] : [this.document.set('model', JSON.stringify(model))];
  }

  stated(): StatedAttributes | null {
    return this.#stated();
  }
}
