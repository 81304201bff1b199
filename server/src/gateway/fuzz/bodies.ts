/** A request of each protocol with much in it, which the fuzz changes. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const SCHEMA = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

export interface FuzzedCall {
  readonly path: string;
  readonly body: (model: string, stream: boolean) => object;
}

export const CALLS: readonly FuzzedCall[] = [
  {
    path: '/v1/chat/completions',
    body: (model, stream) => ({
      model,
      stream,
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: `data:image/png;base64,${PIXEL}` } },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'a', type: 'function', function: { name: 'look', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'a', content: 'a pixel' },
      ],
      tools: [{ type: 'function', function: { name: 'look', parameters: SCHEMA } }],
      tool_choice: 'auto',
      max_tokens: 50,
      temperature: 0.5,
      stop: ['x'],
      stream_options: { include_usage: true },
      response_format: { type: 'json_schema', json_schema: { name: 'a', schema: SCHEMA } },
    }),
  },
  {
    path: '/v1/responses',
    body: (model, stream) => ({
      model,
      stream,
      instructions: 'Be brief.',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'What is this?' }] },
        { type: 'function_call', call_id: 'a', name: 'look', arguments: '{}' },
        { type: 'function_call_output', call_id: 'a', output: 'a pixel' },
        { type: 'reasoning', id: 'r', summary: [{ type: 'summary_text', text: 'hm' }] },
      ],
      tools: [{ type: 'function', name: 'look', parameters: SCHEMA, strict: true }],
      reasoning: { effort: 'low' },
      text: { format: { type: 'json_schema', name: 'a', schema: SCHEMA } },
      max_output_tokens: 50,
    }),
  },
  {
    path: '/v1/messages',
    body: (model, stream) => ({
      model,
      stream,
      max_tokens: 50,
      system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'hm', signature: 's' },
            { type: 'tool_use', id: 'a', name: 'look', input: {} },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'a pixel' }] },
      ],
      tools: [{ name: 'look', input_schema: SCHEMA }],
      tool_choice: { type: 'auto' },
      metadata: { user_id: 'u' },
    }),
  },
  {
    path: '/v1beta/models/MODEL:generateContent',
    body: () => ({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        {
          role: 'user',
          parts: [
            { text: 'What is this?' },
            { inlineData: { mimeType: 'image/png', data: PIXEL } },
          ],
        },
        { role: 'model', parts: [{ functionCall: { name: 'look', args: {} } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'look', response: { a: 1 } } }] },
      ],
      tools: [{ functionDeclarations: [{ name: 'look', parameters: SCHEMA }] }],
      generationConfig: { maxOutputTokens: 50, stopSequences: ['x'], topK: 3 },
    }),
  },
];
