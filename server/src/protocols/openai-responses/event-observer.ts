import {
  JsonScanError,
  skipSpace,
  skipValue,
  type VisitMember,
  walkObject,
} from '../../lib/json-scan.ts';
import { findPlainName, isPlainName, readShortString } from '../../lib/json-scan-name.ts';
import type { AnswerFacts, UpstreamErrorFacts } from '../answer-facts.ts';
import type { Range } from '../edits.ts';
import { parseBytes } from '../json.ts';
import { readError, text } from '../upstream-error.ts';
import { IN_EVENT } from './kept/places.ts';
import { searchResponse } from './read-response.ts';
import { isCall } from './stop-reason.ts';
import { isTerminalType } from './terminal-event.ts';

const name = (text: string): Buffer => Buffer.from(text);
const TYPE = name('type');
const DELTA = name('delta');
const RESPONSE = name('response');
const ITEM = name('item');
const ITEM_ID = name('item_id');
const ERROR = name('error');
const MESSAGE = name('message');
const CODE = name('code');
const PARTIAL_IMAGE = name('partial_image_b64');
const LONGEST_TYPE = 64;
const LETTER_N = 0x6e;
const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;

/** What an event is: `content`: the model goes on; `end`: the response has come to its end. */
export type ObservedEvent = 'content' | 'note' | 'error' | 'end' | 'not_json';

const NOTHING: AnswerFacts = {
  id: null,
  model: null,
  systemFingerprint: null,
  finishReasons: [],
  usage: null,
  serviceTier: null,
  error: null,
};

/**
 * Gathers the facts of a stream from the data of its events, one walk over the bytes of each. The response itself is read when it
 * first comes, for its name, and when it comes last, whole. Names are expected as every server writes them, without escapes.
 */
export class EventObserver {
  #facts: AnswerFacts = NOTHING;
  #error: UpstreamErrorFacts | null = null;
  #contentEvents = 0;

  // Of the event in hand.
  #bytes: Buffer = Buffer.alloc(0);
  #type: string | null = null;
  #itemType: string | null = null;
  #says = false;
  #responseAt = -1;
  #message: string | null = null;
  #code: string | null = null;
  #told: UpstreamErrorFacts | null = null;
  #itemIdStart = -1;
  #itemIdEnd = -1;
  #holdsMore = false;

  get contentEvents(): number {
    return this.#contentEvents;
  }

  get error(): UpstreamErrorFacts | null {
    return this.#error;
  }

  get facts(): AnswerFacts {
    return { ...this.#facts, error: this.#error };
  }

  /**
   * Of the event that was observed last: where the one id stands that it has of what the provider keeps, with its quotes. Null where it
   * may have others, or none.
   */
  get onlyId(): Range | null {
    if (this.#holdsMore || this.#itemIdStart === -1) return null;
    return { start: this.#itemIdStart, end: this.#itemIdEnd };
  }

  /** Notes an error that an event tells by its name, where its data did not. */
  noteError(message: string): void {
    this.#error ??= { message, type: null, code: null };
  }

  /** Reads the data that begins at `start`; `name`: the event's, which stands for a type that its data has not. Never throws. */
  observe(bytes: Buffer, start: number, name: string | null): ObservedEvent {
    this.#begin(bytes);
    try {
      walkObject(bytes, skipSpace(bytes, start), this.#visitMember);
    } catch (error) {
      if (!(error instanceof JsonScanError)) throw error;
      return 'not_json';
    }
    const type = this.#type ?? name ?? '';
    if (type === 'error' || this.#told !== null) {
      this.#error ??= this.#told ?? { message: this.#message, type: null, code: this.#code };
      return 'error';
    }
    if (isTerminalType(type)) {
      this.#readResponse();
      return 'end';
    }
    if (this.#facts.id === null) this.#readResponse();
    if (!this.#says && !(type === 'response.output_item.added' && isCall(this.#itemType))) {
      return 'note';
    }
    this.#contentEvents++;
    return 'content';
  }

  #begin(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#type = null;
    this.#itemType = null;
    this.#says = false;
    this.#responseAt = -1;
    this.#message = null;
    this.#code = null;
    this.#told = null;
    this.#itemIdStart = -1;
    this.#holdsMore = false;
  }

  /** What it says last holds; what it does not say again stays. */
  #readResponse(): void {
    if (this.#responseAt === -1) return;
    const { id, model, serviceTier, usage, error, ...facts } = searchResponse(
      this.#bytes,
      this.#responseAt,
    );
    this.#error ??= error;
    const known = this.#facts;
    this.#facts = {
      ...facts,
      id: id ?? known.id,
      model: model ?? known.model,
      serviceTier: serviceTier ?? known.serviceTier,
      usage: usage ?? known.usage,
      error: null,
    };
  }

  readonly #visitMember: VisitMember = (nameStart, nameEnd, start) => {
    const bytes = this.#bytes;
    const first = bytes[start];
    if (first === OPEN_BRACE || first === OPEN_BRACKET) {
      this.#holdsMore ||= findPlainName(bytes, nameStart, nameEnd, IN_EVENT.names) !== -1;
      if (first === OPEN_BRACE && isPlainName(bytes, nameStart, nameEnd, ITEM)) {
        return walkObject(bytes, start, this.#visitItem);
      }
    }
    const end = skipValue(bytes, start);
    if (first === LETTER_N) return end;
    if (isPlainName(bytes, nameStart, nameEnd, TYPE)) this.#type = this.#textAt(start, end);
    else if (isPlainName(bytes, nameStart, nameEnd, DELTA)) this.#says ||= end - start > 2;
    else if (isPlainName(bytes, nameStart, nameEnd, PARTIAL_IMAGE)) this.#says = true;
    else if (isPlainName(bytes, nameStart, nameEnd, RESPONSE)) {
      if (first === OPEN_BRACE) this.#responseAt = start;
    } else if (first === QUOTE && isPlainName(bytes, nameStart, nameEnd, ITEM_ID)) {
      // Whoever says it twice has it looked for elsewhere.
      this.#holdsMore ||= this.#itemIdStart !== -1;
      this.#itemIdStart = start;
      this.#itemIdEnd = end;
    } else this.#visitError(nameStart, nameEnd, start, end);
    return end;
  };

  #visitError(nameStart: number, nameEnd: number, start: number, end: number): void {
    const bytes = this.#bytes;
    if (isPlainName(bytes, nameStart, nameEnd, ERROR)) {
      this.#told = readError(parseBytes(bytes, start, end));
    } else if (isPlainName(bytes, nameStart, nameEnd, MESSAGE)) {
      this.#message = text(parseBytes(bytes, start, end));
    } else if (isPlainName(bytes, nameStart, nameEnd, CODE)) {
      this.#code = text(parseBytes(bytes, start, end));
    }
  }

  readonly #visitItem: VisitMember = (nameStart, nameEnd, start) => {
    const end = skipValue(this.#bytes, start);
    if (isPlainName(this.#bytes, nameStart, nameEnd, TYPE)) {
      this.#itemType = this.#textAt(start, end);
    }
    return end;
  };

  #textAt(start: number, end: number): string | null {
    return this.#bytes[start] === QUOTE
      ? readShortString(this.#bytes, start, end, LONGEST_TYPE)
      : null;
  }
}
