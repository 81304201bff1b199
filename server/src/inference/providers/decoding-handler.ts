import type { Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { UpstreamHandler } from './provider.ts';

/** Where the bytes come from. */
export interface EncodedHost {
  /** Lets it go on sending, after `onData` returned false. */
  resumeHost(): void;
  /** Nothing more of it is wanted. */
  giveUp(): void;
  /** All that it sent is decoded and passed on; what follows is the end. */
  done(): void;
}

/**
 * Takes a content encoding off an answer, for hosts that use one although identity was asked for. To `handler` the answer is as
 * if it had come without. What cannot be decoded fails the answer with `upstream_error`.
 */
export class DecodingHandler implements UpstreamHandler {
  readonly #provider: string;
  readonly #handler: UpstreamHandler;
  readonly #host: EncodedHost;
  #encoding = '';
  /** Made with the first bytes, since those of `deflate` tell which of two formats it is. */
  #decoder: Transform | null = null;
  #over = false;
  #paused = false;
  /** The decoder's end, which it tells in a pause too. */
  #ended = false;

  constructor(provider: string, handler: UpstreamHandler, host: EncodedHost) {
    this.#provider = provider;
    this.#handler = handler;
    this.#host = host;
  }

  onHeaders(status: number, headers: Readonly<Record<string, string>>): void {
    const { 'content-encoding': encoding = '', 'content-length': _, ...others } = headers;
    this.#encoding = encoding.trim().toLowerCase();
    if (isKnown(this.#encoding)) this.#handler.onHeaders(status, others);
    else this.#fail(`is encoded with ${this.#encoding.slice(0, 40)}`);
  }

  onData(chunk: Buffer): boolean {
    if (this.#over || chunk.length === 0) return true;
    this.#decoder ??= this.#start(chunk[0] ?? 0);
    return this.#decoder.write(chunk);
  }

  onEnd(): void {
    if (this.#over) return;
    if (this.#decoder === null) this.#end();
    else this.#decoder.end();
  }

  onError(error: Error): void {
    if (this.#over) return;
    this.stop();
    this.#handler.onError(error);
  }

  /** After the handler returned false. */
  resume(): void {
    this.#paused = false;
    if (this.#ended && !this.#over) this.#end();
    else this.#decoder?.resume();
  }

  /** No callback follows. */
  stop(): void {
    this.#over = true;
    this.#decoder?.destroy();
  }

  #start(first: number): Transform {
    const decoder = decoderOf(this.#encoding, first);
    decoder.on('data', (bytes: Buffer) => {
      if (this.#over || this.#handler.onData(bytes)) return;
      this.#paused = true;
      decoder.pause();
    });
    decoder.on('drain', () => {
      if (!this.#over) this.#host.resumeHost();
    });
    decoder.on('end', () => {
      this.#ended = true;
      if (!this.#over && !this.#paused) this.#end();
    });
    decoder.on('error', () => this.#fail(`is said to be ${this.#encoding}, and is not`));
    return decoder;
  }

  #end(): void {
    this.#over = true;
    this.#host.done();
    this.#handler.onEnd();
  }

  #fail(what: string): void {
    if (this.#over) return;
    this.onError(
      new SignalboxError(
        'upstream_error',
        `the answer of the provider "${this.#provider}" ${what}`,
        'It was asked for identity encoding: see whether something between it and the gateway compresses answers.',
      ),
    );
    this.#host.giveUp();
  }
}

/** Whether an answer with these headers needs decoding. */
export function isEncoded(headers: Readonly<Record<string, unknown>>): boolean {
  const encoding = headers['content-encoding'];
  return typeof encoding === 'string' && encoding !== '' && encoding.toLowerCase() !== 'identity';
}

function isKnown(encoding: string): boolean {
  return /^(?:x-gzip|gzip|deflate|br|zstd)$/.test(encoding);
}

function decoderOf(encoding: string, first: number): Transform {
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding === 'zstd') return createZstdDecompress();
  if (encoding !== 'deflate') return createGunzip();
  // RFC 9110, 8.4.1.2: it is the zlib format, whose first byte names method 8, though some send it without that wrapper.
  return (first & 0x0f) === 8 ? createInflate() : createInflateRaw();
}
