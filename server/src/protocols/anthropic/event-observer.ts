import {
  JsonScanError,
  skipSpace,
  skipValue,
  type VisitMember,
  walkObject,
} from '../../lib/json-scan.ts';
import { findPlainName, isPlainName, readShortString } from '../../lib/json-scan-name.ts';
import type { AnswerFacts, UpstreamErrorFacts } from '../answer-facts.ts';
import { text } from '../upstream-error.ts';
import { readErrorMember } from './read-error.ts';
import { type Counts, mergeCounts, readCounts, tierOf, usageOf } from './read-usage.ts';

const name = (text: string): Buffer => Buffer.from(text);
const TYPE = name('type');
const MESSAGE = name('message');
const DELTA = name('delta');
const CONTENT_BLOCK = name('content_block');
const USAGE = name('usage');
const ERROR = name('error');
const ID = name('id');
const MODEL = name('model');
const STOP_REASON = name('stop_reason');
/** Where a delta has what the model says. */
const SAID = ['text', 'thinking', 'partial_json'].map(name);
/** Blocks that begin empty; all others say something by beginning. */
const BEGIN_EMPTY = ['text', 'thinking'].map(name);
const MESSAGE_STOP = name('message_stop');
const LONGEST_REASON = 64;

/** What an event is: `content`: the model goes on; `end`: the stream has ended well. */
export type ObservedEvent = 'content' | 'note' | 'error' | 'end' | 'not_json';

/**
 * Gathers the facts of a stream from the data of its events, one walk over the bytes of each; only what holds facts is ever
 * parsed. Names are expected as every server writes them, without escapes.
 */
export class EventObserver {
  #id: string | null = null;
  #model: string | null = null;
  #stopReason: string | null = null;
  #counts: Counts | null = null;
  #serviceTier: string | null = null;
  #error: UpstreamErrorFacts | null = null;
  #contentEvents = 0;

  // Of the event in hand.
  #bytes: Buffer = Buffer.alloc(0);
  #ends = false;
  #hasError = false;
  #says = false;

  get contentEvents(): number {
    return this.#contentEvents;
  }

  get error(): UpstreamErrorFacts | null {
    return this.#error;
  }

  get facts(): AnswerFacts {
    return {
      id: this.#id,
      model: this.#model,
      systemFingerprint: null,
      finishReasons: this.#stopReason === null ? [] : [this.#stopReason],
      usage: usageOf(this.#counts),
      serviceTier: this.#serviceTier,
      error: this.#error,
    };
  }

  /** Notes an error that an event tells by its name, where its data did not. */
  noteError(message: string): void {
    this.#error ??= { message, type: null, code: null };
  }

  /** Reads the data that begins at `start`. Never throws. */
  observe(bytes: Buffer, start: number): ObservedEvent {
    this.#bytes = bytes;
    this.#ends = false;
    this.#hasError = false;
    this.#says = false;
    try {
      walkObject(bytes, skipSpace(bytes, start), this.#visitMember);
    } catch (error) {
      if (!(error instanceof JsonScanError)) throw error;
      return 'not_json';
    }
    if (this.#hasError) return 'error';
    if (this.#ends) return 'end';
    if (!this.#says) return 'note';
    this.#contentEvents++;
    return 'content';
  }

  readonly #visitMember: VisitMember = (nameStart, nameEnd, start) => {
    const bytes = this.#bytes;
    if (bytes[start] === 0x7b) {
      if (isPlainName(bytes, nameStart, nameEnd, DELTA)) {
        return walkObject(bytes, start, this.#visitDelta);
      }
      if (isPlainName(bytes, nameStart, nameEnd, CONTENT_BLOCK)) {
        return walkObject(bytes, start, this.#visitBlock);
      }
      if (isPlainName(bytes, nameStart, nameEnd, MESSAGE)) {
        return walkObject(bytes, start, this.#visitMessage);
      }
    }
    const end = skipValue(bytes, start);
    if (isPlainName(bytes, nameStart, nameEnd, TYPE)) {
      if (isPlainName(bytes, start, end, MESSAGE_STOP)) this.#ends = true;
      if (isPlainName(bytes, start, end, ERROR)) this.#hasError = true;
    } else if (isPlainName(bytes, nameStart, nameEnd, ERROR)) {
      const error = readErrorMember(parse(bytes, start, end));
      if (error !== null) this.#hasError = true;
      this.#error ??= error;
    } else this.#visitUsage(nameStart, nameEnd, start, end);
    return end;
  };

  /** Of the message as it begins. */
  readonly #visitMessage: VisitMember = (nameStart, nameEnd, start) => {
    const bytes = this.#bytes;
    const end = skipValue(bytes, start);
    if (isPlainName(bytes, nameStart, nameEnd, ID)) this.#id ??= text(parse(bytes, start, end));
    else if (isPlainName(bytes, nameStart, nameEnd, MODEL)) {
      this.#model ??= text(parse(bytes, start, end));
    } else this.#visitUsage(nameStart, nameEnd, start, end);
    return end;
  };

  readonly #visitDelta: VisitMember = (nameStart, nameEnd, start) => {
    const bytes = this.#bytes;
    const end = skipValue(bytes, start);
    if (isPlainName(bytes, nameStart, nameEnd, STOP_REASON)) {
      const reason =
        bytes[start] === 0x22 ? readShortString(bytes, start, end, LONGEST_REASON) : null;
      this.#stopReason = reason ?? this.#stopReason;
    } else this.#noteSaid(nameStart, nameEnd, start, end);
    return end;
  };

  readonly #visitBlock: VisitMember = (nameStart, nameEnd, start) => {
    const bytes = this.#bytes;
    const end = skipValue(bytes, start);
    if (isPlainName(bytes, nameStart, nameEnd, TYPE)) {
      if (findPlainName(bytes, start, end, BEGIN_EMPTY) === -1) this.#says = true;
    } else this.#noteSaid(nameStart, nameEnd, start, end);
    return end;
  };

  #noteSaid(nameStart: number, nameEnd: number, start: number, end: number): void {
    // Two bytes are "".
    if (end - start <= 2 || this.#bytes[start] !== 0x22) return;
    if (findPlainName(this.#bytes, nameStart, nameEnd, SAID) !== -1) this.#says = true;
  }

  #visitUsage(nameStart: number, nameEnd: number, start: number, end: number): void {
    if (!isPlainName(this.#bytes, nameStart, nameEnd, USAGE)) return;
    const usage = parse(this.#bytes, start, end);
    this.#counts = mergeCounts(this.#counts, readCounts(usage));
    this.#serviceTier = tierOf(usage) ?? this.#serviceTier;
  }
}

function parse(bytes: Buffer, start: number, end: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    // Its structure was right, so a string in it has an escape that JSON does not know.
    return null;
  }
}
