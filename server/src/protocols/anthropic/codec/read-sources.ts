import type { Source } from '../../conversation/conversation.ts';
import type { Members } from '../../members.ts';

/** Where an image or a document is; null where it is a form that only Anthropic has, as a document made of blocks. */
export function readSource(source: Members): Source | null {
  switch (source.needed('type')) {
    case 'base64':
      return {
        kind: 'inline',
        media_type: source.needed('media_type'),
        data: source.needed('data'),
      };
    case 'text': {
      const data = Buffer.from(source.needed('data')).toString('base64');
      return { kind: 'inline', media_type: source.text('media_type') ?? 'text/plain', data };
    }
    case 'url':
      return { kind: 'uri', uri: source.needed('url') };
    case 'file':
      return { kind: 'file', id: source.needed('file_id') };
    default:
      return null;
  }
}
