import { withoutNonFinite } from '../../lib/json-non-finite.ts';
import {
  JsonScanError,
  skipSpace,
  skipValue,
  type VisitMember,
  walkArray,
  walkObject,
} from '../../lib/json-scan.ts';
import { isPlainName, readShortString } from '../../lib/json-scan-name.ts';
import type { AnswerFacts, UpstreamErrorFacts } from '../answer-facts.ts';
import { readError, text } from '../upstream-error.ts';
import { mergeCounts, readCounts, usageWithin, withWhole } from './read-usage.ts';

const name = (text: string): Buffer => Buffer.from(text);
const ID = name('id');
const MODEL = name('model');
const FINGERPRINT = name('system_fingerprint');
const CHOICES = name('choices');
const USAGE = name('usage');
const ERROR = name('error');
const DELTA = name('delta');
/** Where a chunk of the older completions API has its text. */
const TEXT = name('text');
const FINISH_REASON = name('finish_reason');
const INDEX = name('index');
const SERVICE_TIER = name('service_tier');
const X_GROQ = name('x_groq');
const ROLE = name('role');
/** By which streams of sound and images say what an event is, whose chunks have no choices. */
const TYPE = name('type');
const LONGEST_TYPE = 64;
const SAYS_SOMETHING = /\.(?:delta|segment|partial_image|completed)$/;
const SAYS_ALL = /\.(?:done|completed)$/;
const IMAGE_MADE = /^image_.+\.completed$/;
const LETTER_N = 0x6e;

/** What a chunk means for the bytes of its event. Offsets are those of the bytes given to `observe`. */
export type ChunkVerdict =
  | { readonly kind: 'as_is' | 'usage_chunk' | 'not_json' }
  /** A `usage` member that the client did not ask for, in a chunk that is more than that. */
  | { readonly kind: 'usage_member'; readonly start: number; readonly end: number };

const AS_IS: ChunkVerdict = { kind: 'as_is' };
const USAGE_CHUNK: ChunkVerdict = { kind: 'usage_chunk' };
const NOT_JSON: ChunkVerdict = { kind: 'not_json' };

/**
 * Gathers the facts of a stream from its chunks, one walk over the bytes of each; only what changes is ever parsed.
 * Names are expected as every server writes them, without escapes.
 */
export class ChunkObserver {
  #id: string | null = null;
  #model: string | null = null;
  #fingerprint: string | null = null;
  #usage: AnswerFacts['usage'] = null;
  #serviceTier: string | null = null;
  #error: UpstreamErrorFacts | null = null;
  readonly #finished = new Map<number, string>();
  #choices = 0;
  #saidAll = false;
  #imagesMade = 0;
  #contentChunks = 0;

  // Of the chunk in hand.
  #bytes: Buffer = Buffer.alloc(0);
  #hasContent = false;
  #hasChoices = false;
  #hasError = false;
  #type: string | null = null;
  #choice = 0;
  #finish: string | null = null;
  #usageStart = -1;
  #usageEnd = -1;
  #usageNull = false;
  /** Ends of the value before `usage` and starts of the name behind it; -1 where there is none. */
  #valueBefore = -1;
  #beforeUsage = -1;
  #behindUsage = -1;

  /** Of the chunk that was observed last: it has content. */
  get hasContent(): boolean {
    return this.#hasContent;
  }

  /** Of the same: it tells of an error. */
  get hasError(): boolean {
    return this.#hasError;
  }

  /** Chunks with content: a text, a tool call, reasoning, audio; not those with a role or a finish reason only. */
  get contentChunks(): number {
    return this.#contentChunks;
  }

  /** Every choice seen has its finish reason; of sound and images, the event that has it whole has come. */
  get allFinished(): boolean {
    return this.#choices > 0 ? this.#finished.size >= this.#choices : this.#saidAll;
  }

  get error(): UpstreamErrorFacts | null {
    return this.#error;
  }

  get facts(): AnswerFacts {
    const order = [...this.#finished].sort(([a], [b]) => a - b);
    return {
      id: this.#id,
      model: this.#model,
      systemFingerprint: this.#fingerprint,
      finishReasons: order.map(([, reason]) => reason),
      usage: this.#usedForImages ?? withWhole(this.#usage),
      serviceTier: this.#serviceTier,
      error: this.#error,
    };
  }

  /** Notes an error that an event tells by its name, where its data did not. */
  noteError(message: string): void {
    this.#error ??= { message, type: null, code: null };
  }

  /** Null: the tokens that are told hold. Of several images it is not known whether each event tells of its own or of all. */
  get #usedForImages(): AnswerFacts['usage'] {
    const told = this.#imagesMade === 0 || (this.#imagesMade === 1 && this.#usage !== null);
    return told ? null : { made_images: this.#imagesMade };
  }

  /** Reads the chunk that begins at `start`. Never throws. */
  observe(bytes: Buffer, start: number): ChunkVerdict {
    if (!this.#walk(bytes, start)) {
      const finite = withoutNonFinite(bytes, start);
      if (finite === null || !this.#walk(finite, start)) return NOT_JSON;
    }
    if (this.#type !== null && !this.#hasChoices) this.#noteType(this.#type);
    if (this.#hasContent) this.#contentChunks++;
    if (this.#usageStart === -1) return AS_IS;
    const more = this.#usageNull || this.#hasChoices || this.#hasError || this.#type !== null;
    return more ? this.#usageMember() : USAGE_CHUNK;
  }

  /** Takes in what the stream's end brings: usage that came behind the terminal event. */
  addUsage(usage: AnswerFacts['usage']): void {
    this.#usage = mergeCounts(this.#usage, usage);
  }

  /** False: it is no JSON. */
  #walk(bytes: Buffer, start: number): boolean {
    this.#bytes = bytes;
    this.#hasContent = false;
    this.#hasChoices = false;
    this.#hasError = false;
    this.#type = null;
    this.#usageStart = -1;
    this.#valueBefore = -1;
    this.#behindUsage = -1;
    try {
      walkObject(bytes, skipSpace(bytes, start), this.#visitMember);
    } catch (error) {
      if (!(error instanceof JsonScanError)) throw error;
      return false;
    }
    return true;
  }

  #noteType(type: string): void {
    if (SAYS_SOMETHING.test(type)) this.#hasContent = true;
    if (SAYS_ALL.test(type)) this.#saidAll = true;
    if (IMAGE_MADE.test(type)) this.#imagesMade++;
  }

  /** The member with the comma that goes with it. */
  #usageMember(): ChunkVerdict {
    if (this.#beforeUsage !== -1) {
      return { kind: 'usage_member', start: this.#beforeUsage, end: this.#usageEnd };
    }
    const end = this.#behindUsage === -1 ? this.#usageEnd : this.#behindUsage;
    return { kind: 'usage_member', start: this.#usageStart, end };
  }

  readonly #visitMember: VisitMember = (nameStart, nameEnd, start) => {
    const bytes = this.#bytes;
    if (this.#usageStart !== -1 && this.#behindUsage === -1) this.#behindUsage = nameStart;
    let end = -1;
    if (isPlainName(bytes, nameStart, nameEnd, CHOICES) && bytes[start] === 0x5b) {
      end = walkArray(bytes, start, this.#visitChoice);
    } else {
      end = skipValue(bytes, start);
      if (bytes[start] !== LETTER_N) this.#readMember(nameStart, nameEnd, start, end);
      if (isPlainName(bytes, nameStart, nameEnd, USAGE)) {
        this.#usageStart = nameStart;
        this.#usageEnd = end;
        this.#usageNull = bytes[start] === LETTER_N;
        this.#beforeUsage = this.#valueBefore;
        this.#behindUsage = -1;
      }
    }
    this.#valueBefore = end;
    return end;
  };

  #readMember(nameStart: number, nameEnd: number, start: number, end: number): void {
    const bytes = this.#bytes;
    if (isPlainName(bytes, nameStart, nameEnd, USAGE)) {
      this.addUsage(readCounts(parse(bytes, start, end)));
    } else if (isPlainName(bytes, nameStart, nameEnd, ERROR)) {
      this.#hasError = true;
      this.#error ??= readError(parse(bytes, start, end));
    } else if (!this.#id && isPlainName(bytes, nameStart, nameEnd, ID)) {
      this.#id = text(parse(bytes, start, end));
    } else if (!this.#model && isPlainName(bytes, nameStart, nameEnd, MODEL)) {
      this.#model = text(parse(bytes, start, end));
    } else if (!this.#fingerprint && isPlainName(bytes, nameStart, nameEnd, FINGERPRINT)) {
      this.#fingerprint = text(parse(bytes, start, end));
    } else if (isPlainName(bytes, nameStart, nameEnd, SERVICE_TIER)) {
      this.#serviceTier = text(parse(bytes, start, end)) ?? this.#serviceTier;
    } else if (isPlainName(bytes, nameStart, nameEnd, X_GROQ)) {
      this.addUsage(usageWithin(parse(bytes, start, end)));
    } else if (bytes[start] === 0x22 && isPlainName(bytes, nameStart, nameEnd, TYPE)) {
      this.#type = readShortString(bytes, start, end, LONGEST_TYPE);
    }
  }

  readonly #visitChoice = (start: number): number => {
    this.#hasChoices = true;
    if (this.#bytes[start] !== 0x7b) return skipValue(this.#bytes, start);
    this.#choice = 0;
    this.#finish = null;
    const end = walkObject(this.#bytes, start, this.#visitChoiceMember);
    if (this.#choice >= this.#choices) this.#choices = this.#choice + 1;
    if (this.#finish !== null) this.#finished.set(this.#choice, this.#finish);
    return end;
  };

  readonly #visitChoiceMember: VisitMember = (nameStart, nameEnd, start) => {
    const bytes = this.#bytes;
    if (isPlainName(bytes, nameStart, nameEnd, DELTA) && bytes[start] === 0x7b) {
      return walkObject(bytes, start, this.#visitDeltaMember);
    }
    const end = skipValue(bytes, start);
    if (isPlainName(bytes, nameStart, nameEnd, INDEX)) {
      const index = bytes[start] === 0x30 ? 0 : Number(bytes.toString('latin1', start, end));
      this.#choice = Number.isSafeInteger(index) && index >= 0 && index < 1024 ? index : 0;
    } else if (isPlainName(bytes, nameStart, nameEnd, FINISH_REASON) && bytes[start] === 0x22) {
      this.#finish = readShortString(bytes, start, end, 64);
    } else if (end - start > 2 && isPlainName(bytes, nameStart, nameEnd, TEXT)) {
      this.#hasContent = bytes[start] === 0x22;
    } else if (
      this.#choice === 0 &&
      bytes[start] === 0x7b &&
      isPlainName(bytes, nameStart, nameEnd, USAGE)
    ) {
      this.addUsage(readCounts(parse(bytes, start, end)));
    }
    return end;
  };

  readonly #visitDeltaMember: VisitMember = (nameStart, nameEnd, start) => {
    const end = skipValue(this.#bytes, start);
    // Two bytes are "", [] or {}.
    if (
      end - start > 2 &&
      this.#bytes[start] !== LETTER_N &&
      !isPlainName(this.#bytes, nameStart, nameEnd, ROLE)
    ) {
      this.#hasContent = true;
    }
    return end;
  };
}

function parse(bytes: Buffer, start: number, end: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    // Its structure was right, so a string in it has an escape that JSON does not know.
    return null;
  }
}
