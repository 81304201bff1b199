import {
  boundaryOf,
  MultipartError,
  MultipartScanner,
} from '../../lib/multipart/multipart-scanner.ts';
import type { PartHead } from '../../lib/multipart/part-head.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { foldName, type Range } from '../../protocols/index.ts';
import type { InboundRequest } from '../inbound-request.ts';
import { tooLarge } from '../read-body.ts';
import { SealedFile } from './sealed-file.ts';
import { Upload, type UploadedFile } from './upload.ts';
import type { UploadRoom } from './upload-room.ts';

/** A field that is longer is no setting; a file has a name. */
const LONGEST_FIELD = 256 << 10;

export function isForm(contentType: string | undefined): contentType is string {
  return contentType !== undefined && /^multipart\/form-data\b/i.test(contentType);
}

/**
 * The body of a form, on disk; null where the client left, or was cut off, before its end. No more of it than a piece is in
 * memory at a time. Throws `request_invalid` where it is none, `member_duplicated` where the model stands in it twice,
 * `body_too_large`, and `overloaded`.
 */
export async function readUpload(
  { request, response, interruption }: InboundRequest,
  room: UploadRoom,
): Promise<Upload | null> {
  const contentType = request.headers['content-type'] ?? '';
  const boundary = boundaryOf(contentType);
  if (boundary === null) throw invalid('its content type names no boundary that could be one');
  let left = false;
  interruption.listen({
    clientLeft: () => {
      left = true;
      request.destroy();
    },
    // Nothing was asked yet that could be answered.
    interrupt: () => response.destroy(),
  });
  let taken = 0;
  const body = await SealedFile.create(room.directory);
  const parts = new FormParts();
  try {
    const scanner = new MultipartScanner(boundary, parts);
    // What is refused is answered on the same connection.
    const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    for await (const chunk of chunks) {
      if (body.size + chunk.length > room.maxBytes) throw tooLarge(room.maxBytes);
      scanner.push(chunk);
      if (!room.take(chunk.length)) throw noRoom();
      taken += chunk.length;
      await body.append(chunk);
    }
    scanner.end();
    interruption.release();
    return new Upload({ contentType, body, room, ...parts.found() });
  } catch (error) {
    interruption.release();
    room.free(taken);
    await body[Symbol.asyncDispose]();
    // What is thrown then is that the connection is closed.
    if (left || (request.destroyed && !request.complete)) return null;
    throw error instanceof MultipartError ? invalid(error.message) : error;
  }
}

/** Collects what a form holds as it is scanned. */
class FormParts {
  readonly #fields: [string, string][] = [];
  readonly #files: UploadedFile[] = [];
  #modelAt: Range | null = null;
  #head: PartHead | null = null;
  #start = 0;
  #value: Buffer[] = [];
  #size = 0;

  begin(head: PartHead, start: number): void {
    this.#head = head;
    this.#start = start;
    this.#value = [];
    this.#size = 0;
  }

  data(piece: Buffer): void {
    this.#size += piece.length;
    if (this.#head?.filename !== null) return;
    if (this.#size > LONGEST_FIELD) {
      throw invalid(`the field "${this.#head.name}" is longer than ${LONGEST_FIELD} bytes`);
    }
    this.#value.push(Buffer.from(piece));
  }

  end(end: number): void {
    const head = this.#head;
    if (head === null) return;
    const { name, filename, contentType } = head;
    if (foldName(name) === 'model') this.#foundModel(name, end);
    if (filename === null) this.#fields.push([name, Buffer.concat(this.#value).toString('utf8')]);
    else this.#files.push({ name, filename, content_type: contentType, bytes: this.#size });
  }

  found(): { fields: Upload['fields']; files: readonly UploadedFile[]; modelAt: Range | null } {
    return { fields: this.#fields, files: this.#files, modelAt: this.#modelAt };
  }

  #foundModel(name: string, end: number): void {
    if (name !== 'model') throw invalid(`the field "${name}" differs from "model" only in case`);
    if (this.#modelAt !== null) {
      throw new SignalboxError(
        'member_duplicated',
        'the form has the field "model" twice',
        'Send it once: the provider might read the other one.',
        { details: { param: 'model' } },
      );
    }
    this.#modelAt = { start: this.#start, end };
  }
}

function noRoom(): SignalboxError {
  return new SignalboxError(
    'overloaded',
    'this gateway holds as many files of requests on its disk as it may',
    'Send it again in a moment, or run more gateways.',
    { details: { retry_after_seconds: 1 } },
  );
}

function invalid(what: string): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    `the form cannot be read: ${what}`,
    'Send multipart/form-data as RFC 7578 says; every HTTP library can write it.',
  );
}
