import { withoutNonFinite } from '../../lib/json-non-finite.ts';
import { isJsonObject } from '../../lib/json-object.ts';
import {
  JsonScanError,
  skipSpace,
  skipValue,
  skipVector,
  type VisitMember,
  walkArray,
  walkObject,
} from '../../lib/json-scan.ts';
import { findPlainName, isPlainName, readShortString } from '../../lib/json-scan-name.ts';
import type { AnswerFacts, UpstreamErrorFacts } from '../answer-facts.ts';
import type { Usage } from '../conversation/usage.ts';
import { listOf, parseBytes } from '../json.ts';
import { text } from '../upstream-error.ts';
import { readError } from './read-error.ts';
import { laterUsage, readServiceTier, readUsage } from './read-usage.ts';

const bytesOf = (names: readonly string[]): readonly Buffer[] => names.map((n) => Buffer.from(n));
const MEMBERS = [
  'candidates',
  'usageMetadata',
  'responseId',
  'modelVersion',
  'promptFeedback',
  'error',
  'embeddings',
  'embedding',
] as const;
const MEMBER_BYTES = bytesOf(MEMBERS);
const CANDIDATE = ['content', 'finishReason', 'index', 'groundingMetadata'] as const;
const CANDIDATE_BYTES = bytesOf(CANDIDATE);
const PARTS = Buffer.from('parts');
const TEXT = Buffer.from('text');
/** What a part says of its text, without being said. */
const ABOUT_TEXT = bytesOf(['thought', 'thoughtSignature']);
const EXECUTABLE_CODE = Buffer.from('executableCode');
const UNSPECIFIED = 'FINISH_REASON_UNSPECIFIED';
/** A place that a provider names; nonsense must not make a list of millions. */
const MOST_ANSWERS = 1024;

/**
 * Gathers the facts of an answer from its pieces, one walk over the bytes of each, or from the whole of it at once: both have
 * one form. Names are expected as Google writes them, without escapes.
 */
export class AnswerObserver {
  #id: string | null = null;
  #model: string | null = null;
  /** Every piece counts, and all of it so far: only two of them are ever parsed. */
  #firstUsage: Buffer | null = null;
  #lastUsage: Buffer | null = null;
  #error: UpstreamErrorFacts | null = null;
  #blocked: string | null = null;
  readonly #finished = new Map<number, string>();
  /** By answer: of a stream the latest pieces have what earlier ones had. */
  readonly #searches = new Map<number, number>();
  #codeExecutions = 0;
  #answers = 0;
  #contentPieces = 0;

  // Of the piece in hand.
  #bytes: Buffer = Buffer.alloc(0);
  #hasContent = false;
  #hasError = false;
  /** It has answers, or says why there are none. */
  #hasAnswers = false;
  #hasUsage = false;
  #answer = 0;
  #finish: string | null = null;
  #searched = 0;

  /** Of the piece that was observed last: the model said something. */
  get hasContent(): boolean {
    return this.#hasContent;
  }

  /** Of the same: it tells of an error. */
  get hasError(): boolean {
    return this.#hasError;
  }

  /** Of the same: it counts tokens, and there is no answer in it. */
  get usageOnly(): boolean {
    return this.#hasUsage && !this.#hasAnswers && !this.#hasError;
  }

  get contentPieces(): number {
    return this.#contentPieces;
  }

  /** Every answer that began has its finish reason, or the prompt was blocked and there is none. */
  get allFinished(): boolean {
    return this.#answers > 0 ? this.#finished.size >= this.#answers : this.#blocked !== null;
  }

  get facts(): AnswerFacts {
    const order = [...this.#finished].sort(([a], [b]) => a - b);
    const finishReasons = order.map(([, reason]) => reason);
    if (this.#answers === 0 && this.#blocked !== null) finishReasons.push(this.#blocked);
    const first = this.#firstUsage === null ? null : parseBytes(this.#firstUsage);
    const last = this.#lastUsage === null ? null : parseBytes(this.#lastUsage);
    return {
      id: this.#id,
      model: this.#model,
      systemFingerprint: null,
      finishReasons,
      usage: this.#withTools(laterUsage(readUsage(first), readUsage(last))),
      serviceTier: readServiceTier(last) ?? readServiceTier(first),
      error: this.#error,
    };
  }

  /** With what tools did, which is paid for by the call and stands in no count. */
  #withTools(usage: Usage | null): Usage | null {
    const searches = [...this.#searches.values()].reduce((sum, count) => sum + count, 0);
    if (usage === null || (searches === 0 && this.#codeExecutions === 0)) return usage;
    return {
      ...usage,
      ...(searches === 0 ? {} : { web_searches: searches }),
      ...(this.#codeExecutions === 0 ? {} : { code_executions: this.#codeExecutions }),
    };
  }

  /** Reads the piece that begins at `start`; false: it is no JSON object. Never throws. */
  observe(bytes: Buffer, start: number): boolean {
    if (!this.#walk(bytes, start)) {
      const finite = withoutNonFinite(bytes, start);
      if (finite === null || !this.#walk(finite, start)) return false;
    }
    if (this.#hasContent) this.#contentPieces++;
    return true;
  }

  #walk(bytes: Buffer, start: number): boolean {
    this.#bytes = bytes;
    this.#hasContent = false;
    this.#hasError = false;
    this.#hasAnswers = false;
    this.#hasUsage = false;
    try {
      walkObject(bytes, skipSpace(bytes, start), this.#visitMember);
    } catch (error) {
      if (!(error instanceof JsonScanError)) throw error;
      return false;
    }
    return true;
  }

  readonly #visitMember: VisitMember = (nameStart, nameEnd, at) => {
    const bytes = this.#bytes;
    const name = MEMBERS[findPlainName(bytes, nameStart, nameEnd, MEMBER_BYTES)];
    if (name === 'candidates' && bytes[at] === 0x5b) {
      this.#hasAnswers = true;
      return walkArray(bytes, at, this.#visitCandidate);
    }
    if (name === 'embeddings' && bytes[at] === 0x5b) return walkArray(bytes, at, this.#skipVectors);
    if (name === 'embedding') return this.#skipVectors(at);
    const end = skipValue(bytes, at);
    if (name === undefined || bytes[at] === 0x6e) return end;
    if (name === 'usageMetadata') this.#noteUsage(bytes.subarray(at, end));
    else if (!this.#isKnown(name)) this.#read(name, parseBytes(bytes, at, end));
    return end;
  };

  /** Every piece says it, and nearly always the same. */
  #isKnown(name: (typeof MEMBERS)[number]): boolean {
    if (name === 'responseId') return this.#id !== null;
    return name === 'modelVersion' && this.#model !== null;
  }

  #noteUsage(bytes: Buffer): void {
    this.#hasUsage = true;
    this.#firstUsage ??= bytes;
    this.#lastUsage = bytes;
  }

  #read(name: (typeof MEMBERS)[number], value: unknown): void {
    switch (name) {
      case 'responseId':
        this.#id ??= text(value);
        break;
      case 'modelVersion':
        this.#model ??= text(value);
        break;
      case 'promptFeedback':
        this.#hasAnswers = true;
        this.#blocked ??= blockReason(value);
        break;
      case 'error': {
        const error = readError(value);
        this.#hasError = error !== null;
        this.#error ??= error;
        break;
      }
    }
  }

  readonly #visitCandidate = (start: number): number => {
    if (this.#bytes[start] !== 0x7b) return skipValue(this.#bytes, start);
    this.#answer = 0;
    this.#finish = null;
    this.#searched = 0;
    const end = walkObject(this.#bytes, start, this.#visitCandidateMember);
    if (this.#answer >= this.#answers) this.#answers = this.#answer + 1;
    if (this.#finish !== null) this.#finished.set(this.#answer, this.#finish);
    if (this.#searched > (this.#searches.get(this.#answer) ?? 0)) {
      this.#searches.set(this.#answer, this.#searched);
    }
    return end;
  };

  readonly #visitCandidateMember: VisitMember = (nameStart, nameEnd, start) => {
    const bytes = this.#bytes;
    const name = CANDIDATE[findPlainName(bytes, nameStart, nameEnd, CANDIDATE_BYTES)];
    if (name === 'content' && bytes[start] === 0x7b) {
      return walkObject(bytes, start, this.#visitContentMember);
    }
    const end = skipValue(bytes, start);
    if (name === 'index') {
      const index = Number(bytes.toString('latin1', start, end));
      this.#answer = Number.isSafeInteger(index) && index >= 0 && index < MOST_ANSWERS ? index : 0;
    } else if (name === 'finishReason' && bytes[start] === 0x22) {
      const reason = readShortString(bytes, start, end, 64);
      this.#finish = reason === UNSPECIFIED ? null : reason;
    } else if (name === 'groundingMetadata' && bytes[start] === 0x7b) {
      this.#searched = searchesIn(parseBytes(bytes, start, end));
    }
    return end;
  };

  readonly #visitContentMember: VisitMember = (nameStart, nameEnd, start) => {
    const bytes = this.#bytes;
    if (bytes[start] !== 0x5b || !isPlainName(bytes, nameStart, nameEnd, PARTS)) {
      return skipValue(bytes, start);
    }
    return walkArray(bytes, start, (at) =>
      bytes[at] === 0x7b ? walkObject(bytes, at, this.#visitPartMember) : skipValue(bytes, at),
    );
  };

  readonly #visitPartMember: VisitMember = (nameStart, nameEnd, start) => {
    const bytes = this.#bytes;
    const end = skipValue(bytes, start);
    const about = findPlainName(bytes, nameStart, nameEnd, ABOUT_TEXT) !== -1;
    // Two bytes are an empty text.
    const empty = end - start <= 2 && isPlainName(bytes, nameStart, nameEnd, TEXT);
    if (!about && !empty) this.#hasContent = true;
    if (isPlainName(bytes, nameStart, nameEnd, EXECUTABLE_CODE)) this.#codeExecutions++;
    return end;
  };

  readonly #skipVectors = (at: number): number => {
    const bytes = this.#bytes;
    if (bytes[at] !== 0x7b) return skipValue(bytes, at);
    return walkObject(bytes, at, (_nameStart, _nameEnd, start) => skipVector(bytes, start));
  };
}

/** Searches that Google's own tool made; a query without words is none. */
function searchesIn(grounding: unknown): number {
  const queries = isJsonObject(grounding) ? grounding['webSearchQueries'] : null;
  return listOf(queries).filter((query) => typeof query === 'string' && query !== '').length;
}

function blockReason(value: unknown): string | null {
  return isJsonObject(value) ? text(value['blockReason']) : null;
}
