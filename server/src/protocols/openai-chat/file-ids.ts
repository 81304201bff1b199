import type { RequestReferences } from '../kept-ids.ts';
import { FILE, places } from '../openai-responses/kept/places.ts';
import { requestReferences } from '../openai-responses/kept/request-ids.ts';
import type { RequestDocument } from '../request-document.ts';
import type { WrappedIds } from '../wrapped-ids.ts';

/** `messages[].content[].file.file_id` */
const IN_CHAT = places({ messages: places({ content: places({ file: FILE }) }) });

/** Files that a chat refers to, of those that were uploaded through a gateway. */
export function fileReferences(document: RequestDocument, ids: WrappedIds): RequestReferences {
  return requestReferences(document, ids, IN_CHAT);
}
