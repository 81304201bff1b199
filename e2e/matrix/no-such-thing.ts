/**
 * What a provider's protocol has no place for, and where the provider publishes that: the only cells that may be refused. By
 * the row of the matrix and the title of the column.
 */
export const NO_SUCH_THING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'tool result with image': {
    'OpenAI, chat only': 'https://platform.openai.com/docs/api-reference/chat/create',
  },
  logprobs: {
    Anthropic: 'https://platform.claude.com/docs/en/api/messages/create',
  },
};
