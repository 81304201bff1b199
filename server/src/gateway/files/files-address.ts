import {
  type CallAddress,
  type FileOperation,
  openaiChat,
  type Protocol,
} from '../../protocols/index.ts';
import { passedOn } from '../kept/kept-address.ts';

/** Where a client has a provider keep files. */
export interface FilesEndpoint extends CallAddress {
  readonly kind: 'files';
  /** Those that it takes. */
  readonly method: 'GET, POST' | 'GET, DELETE' | 'GET';
  readonly protocol: Protocol;
  readonly operation: FileOperation;
  readonly takesForms: boolean;
  /** As the client was told it; null: none is named. */
  readonly id: string | null;
  /** Without `?`, and without what is the gateway's to say. */
  readonly query: string;
}

const FILES = /^(?:\/openai)?\/v1\/files(?:\/([^/]+)(\/content)?)?\/?$/;

/** `/v1/files` and what is below it, also under `/openai/v1`; null for any other path. */
export function filesAddress(path: string, query: string): FilesEndpoint | null {
  const found = FILES.exec(path);
  if (found === null) return null;
  const [, id = null, content] = found;
  const call = { kind: 'files', protocol: openaiChat, model: null, form: null } as const;
  const more = { ...call, takesForms: false, id, query: passedOn(query) } as const;
  if (content !== undefined) return { ...more, method: 'GET', operation: 'file_content' };
  if (id !== null) return { ...more, method: 'GET, DELETE', operation: 'file_retrieve' };
  return { ...more, method: 'GET, POST', operation: 'file_list' };
}

/** The method tells what is done with it. */
export function asked(endpoint: FilesEndpoint, method: string | undefined): FilesEndpoint {
  if (method === 'POST') return { ...endpoint, operation: 'file_upload', takesForms: true };
  return method === 'DELETE' ? { ...endpoint, operation: 'file_delete' } : endpoint;
}
