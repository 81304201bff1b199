/** A first call with a key, ready to be pasted. */
export interface Snippet {
  readonly name: string;
  readonly text: string;
}

/** How a gateway key is used: whatever speaks OpenAI's protocol takes another base URL. */
export function gatewaySnippets(url: string, key: string, model: string): readonly Snippet[] {
  const base = `${url}/v1`;
  return [
    {
      name: 'curl',
      text: [
        `curl ${base}/chat/completions \\`,
        `  -H 'Authorization: Bearer ${key}' \\`,
        "  -H 'Content-Type: application/json' \\",
        `  -d '{"model": "${model}", "messages": [{"role": "user", "content": "Say hello."}]}'`,
      ].join('\n'),
    },
    {
      name: 'Node',
      text: [
        "import OpenAI from 'openai';",
        '',
        'const client = new OpenAI({',
        `  baseURL: '${base}',`,
        `  apiKey: '${key}',`,
        '});',
        'const answer = await client.chat.completions.create({',
        `  model: '${model}',`,
        "  messages: [{ role: 'user', content: 'Say hello.' }],",
        '});',
        'console.log(answer.choices[0].message.content);',
      ].join('\n'),
    },
    {
      name: 'Python',
      text: [
        'from openai import OpenAI',
        '',
        `client = OpenAI(base_url="${base}", api_key="${key}")`,
        'answer = client.chat.completions.create(',
        `    model="${model}",`,
        '    messages=[{"role": "user", "content": "Say hello."}],',
        ')',
        'print(answer.choices[0].message.content)',
      ].join('\n'),
    },
  ];
}

/** How a management key is used. */
export function managementSnippets(consoleUrl: string, key: string): readonly Snippet[] {
  return [
    { name: 'curl', text: `curl ${consoleUrl}/api/v1/auth/me -H 'Authorization: Bearer ${key}'` },
    {
      name: 'Node',
      text: [
        "import { createSignalbox, unwrap } from '@signalbox/sdk';",
        '',
        'const signalbox = createSignalbox({',
        `  baseUrl: '${consoleUrl}',`,
        `  apiKey: '${key}',`,
        '});',
        "console.log(await unwrap(signalbox.GET('/api/v1/auth/me')));",
      ].join('\n'),
    },
  ];
}
