import { openaiChat, openaiResponses, type Protocol } from '../../protocols/index.ts';

/** OpenAI's files: its errors, and ids that are kept as those of responses are. */
const openaiFiles: Protocol = {
  ...openaiChat,
  ...(openaiResponses.kept === undefined ? {} : { kept: openaiResponses.kept }),
};
/** Whatever a file is, it passes as it comes, and its record has how long it is. */
const fileContent: Protocol = { ...openaiChat, answerForm: () => 'bytes' };

/** In which a provider is spoken with about a file, or about what is in one. */
export function filesProtocol(operation: string): Protocol {
  return operation === 'file_content' ? fileContent : openaiFiles;
}
