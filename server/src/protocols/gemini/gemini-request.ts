import { isJsonObject } from '../../lib/json-object.ts';
import { readShortString } from '../../lib/json-scan-name.ts';
import type { Edit } from '../edits.ts';
import { parseBytes } from '../json.ts';
import type {
  AnswerForm,
  Operation,
  ParsedRequest,
  RequestChange,
  StatedAttributes,
} from '../parsed-request.ts';
import type { CallAddress } from '../protocol.ts';
import type { RequestDocument } from '../request-document.ts';
import { RequestFault } from '../request-fault.ts';
import { resourceName } from './address.ts';
import { type ScannedRequest, scanRequest } from './scan-request.ts';

const LONGEST_NAME = 64;
const LONGEST_VALUE = 1024;
const MOST_LABELS = 32;
/** Longer labels than this are not ours to parse. */
const LONGEST_LABELS_BYTES = 64 << 10;
const LONGEST_MODEL = 1024;

/** A request whose model, and whether it streams, stand in its address. */
export class GeminiRequest implements ParsedRequest {
  readonly document: RequestDocument;
  readonly operation: Operation;
  readonly model: string;
  readonly stream: boolean;
  readonly form: AnswerForm;
  readonly batch?: boolean;
  /** Every stream tells it. */
  readonly tellsUsage = true;
  readonly maxTokens: number | null;
  readonly choices: number;
  readonly #scanned: ScannedRequest;

  /** Throws a `RequestFault`, as `scanRequest` does. */
  constructor(body: Buffer, address: CallAddress) {
    const { operation, model, form, batch } = address;
    if (model === null || model === '') {
      throw new RequestFault(
        'request_invalid',
        'the address names no model',
        'Call /v1beta/models/{model}:generateContent.',
        'model',
      );
    }
    const scanned = scanRequest(body, address);
    this.document = scanned.document;
    this.operation = operation;
    this.model = model;
    this.form = form ?? 'whole';
    this.stream = this.form !== 'whole';
    if (batch !== undefined) this.batch = batch;
    this.maxTokens = scanned.maxTokens;
    this.choices = scanned.choices;
    this.#scanned = scanned;
  }

  /** The model is in the address, and where the body repeats it. */
  editsFor({ model }: RequestChange): readonly Edit[] {
    const name = resourceName(model);
    const { bytes } = this.document;
    return this.#scanned.modelsAt
      .filter(({ start, end }) => readShortString(bytes, start, end, LONGEST_MODEL) !== name)
      .map((range) => ({ ...range, insert: Buffer.from(JSON.stringify(name)) }));
  }

  /** Its labels. What does not fit into a record is left out: it is the provider that judges them. */
  stated(): StatedAttributes | null {
    const { labelsAt } = this.#scanned;
    if (labelsAt === null || labelsAt.end - labelsAt.start > LONGEST_LABELS_BYTES) return null;
    const labels = parseBytes(this.document.bytes, labelsAt.start, labelsAt.end);
    if (!isJsonObject(labels)) return null;
    if (Object.hasOwn(labels, '__proto__')) {
      throw new RequestFault(
        'request_invalid',
        'labels have a key "__proto__"',
        'Give it another name.',
        'labels',
      );
    }
    const kept = Object.entries(labels).flatMap(([name, value]): [string, string][] =>
      typeof value !== 'string' ||
      name === '' ||
      name.length > LONGEST_NAME ||
      value.length > LONGEST_VALUE
        ? []
        : [[name, value]],
    );
    return { user: null, metadata: Object.fromEntries(kept.slice(0, MOST_LABELS)) };
  }
}
