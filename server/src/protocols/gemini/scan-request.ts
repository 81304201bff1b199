import { JsonScanError, walkArray, walkDocument, walkObject } from '../../lib/json-scan.ts';
import { readShortString } from '../../lib/json-scan-name.ts';
import type { Range } from '../edits.ts';
import type { Operation } from '../parsed-request.ts';
import type { CallAddress } from '../protocol.ts';
import { MemberPlaces, RequestDocument } from '../request-document.ts';
import { RequestFault } from '../request-fault.ts';
import { resourceName } from './address.ts';
import { collectMembers, type InterpretedNames, namesOf } from './member-names.ts';

/** What a body says that the gateway reads, and where. */
export interface ScannedRequest {
  readonly document: RequestDocument;
  readonly maxTokens: number | null;
  readonly choices: number;
  /** Where it repeats the model that its address names. */
  readonly modelsAt: readonly Range[];
  /** What the caller says of itself; null where it says nothing. */
  readonly labelsAt: Range | null;
}

/** Every top-level member that the gateway interprets, by operation. What stands here may occur once only. */
const INTERPRETED: Readonly<Partial<Record<Operation, InterpretedNames>>> = {
  chat: namesOf('model', 'generationConfig', 'labels'),
  embeddings: namesOf('model', 'requests'),
  count_tokens: namesOf('model', 'generateContentRequest'),
};
const SETTINGS = namesOf('maxOutputTokens', 'candidateCount');
const MODEL = namesOf('model');
const LONGEST_MODEL = 512;
/** A quoted number with more digits than this is none that is meant. */
const LONGEST_COUNT_BYTES = 18;

/**
 * Reads what the gateway needs from a body and leaves the rest alone. Throws a `RequestFault`: `request_invalid` where the
 * body is not a JSON object or an interpreted member has a value that servers could read differently, and
 * `member_duplicated` where an interpreted member occurs twice, by either of its names and in any spelling.
 */
export function scanRequest(body: Buffer, { operation, model }: CallAddress): ScannedRequest {
  const found = new Map<string, Range>();
  const places = new MemberPlaces();
  const within = new Within(body, model ?? '');
  const note = places.note.bind(places);
  const settings = new Map<string, Range>();
  try {
    walkDocument(body, collectMembers(body, INTERPRETED[operation] ?? MODEL, '', found, note));
    within.model(found.get('model'), 'model');
    const config = within.object(found.get('generationConfig'), 'generationConfig');
    if (config !== null) {
      walkObject(body, config.start, collectMembers(body, SETTINGS, 'generationConfig.', settings));
    }
    within.modelOf(found.get('generateContentRequest'), 'generateContentRequest');
    within.modelsOfList(found.get('requests'), 'requests');
  } catch (error) {
    throw translate(error);
  }
  return {
    document: new RequestDocument(body, found, places),
    maxTokens: readCount(body, settings.get('maxOutputTokens')),
    choices: readCount(body, settings.get('candidateCount')) ?? 1,
    modelsAt: within.models,
    labelsAt: found.get('labels') ?? null,
  };
}

/** Looks into members of a body for the model that it names. */
class Within {
  readonly models: Range[] = [];
  readonly #body: Buffer;
  readonly #model: string;

  constructor(body: Buffer, model: string) {
    this.#body = body;
    this.#model = resourceName(model);
  }

  /** The place of a member that is an object, or null where it is not there. */
  object(range: Range | undefined, param: string): Range | null {
    if (range === undefined || this.#isNull(range)) return null;
    if (this.#body[range.start] === 0x7b) return range;
    throw invalid(`the member "${param}" is not an object`, 'Send an object.', param);
  }

  model(range: Range | undefined, param: string): void {
    if (range === undefined || this.#isNull(range)) return;
    const { start, end } = range;
    const quoted = this.#body[start] === 0x22;
    const name = quoted ? readShortString(this.#body, start, end, LONGEST_MODEL) : null;
    if (name === null || resourceName(name) !== this.#model) {
      throw invalid(
        `the member "${param}" does not name the model of the address`,
        `Send "${this.#model}", or leave it out.`,
        param,
      );
    }
    this.models.push(range);
  }

  modelOf(range: Range | undefined, param: string): void {
    const object = this.object(range, param);
    if (object === null) return;
    const found = new Map<string, Range>();
    const visit = collectMembers(this.#body, MODEL, `${param}.`, found);
    walkObject(this.#body, object.start, visit);
    this.model(found.get('model'), `${param}.model`);
  }

  modelsOfList(range: Range | undefined, param: string): void {
    if (range === undefined || this.#isNull(range)) return;
    if (this.#body[range.start] !== 0x5b) {
      throw invalid(`the member "${param}" is not a list`, 'Send a list of objects.', param);
    }
    let at = 0;
    walkArray(this.#body, range.start, (start) => {
      const found = new Map<string, Range>();
      const visit = collectMembers(this.#body, MODEL, `${param}.${at}.`, found);
      const end = walkObject(this.#body, start, visit);
      this.model(found.get('model'), `${param}.${at}.model`);
      at++;
      return end;
    });
  }

  #isNull({ start }: Range): boolean {
    return this.#body[start] === 0x6e;
  }
}

/** A whole number, which may be written as a text. */
function readCount(body: Buffer, range: Range | undefined): number | null {
  if (range === undefined || range.end - range.start > LONGEST_COUNT_BYTES) return null;
  const quoted = body[range.start] === 0x22 ? 1 : 0;
  const text = body.toString('latin1', range.start + quoted, range.end - quoted);
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

function translate(error: unknown): unknown {
  if (!(error instanceof JsonScanError)) return error;
  return invalid(`the body is not a JSON object: ${error.message}`, 'Send a JSON object.', null);
}

function invalid(message: string, next: string, param: string | null): RequestFault {
  return new RequestFault('request_invalid', message, next, param);
}
