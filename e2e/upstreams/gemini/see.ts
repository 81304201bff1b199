import type { Media } from '../check/media.ts';
import type { Seen, ToolResult } from '../scene/seen.ts';
import { demandsSignatures, mediaOf } from './check.ts';
import type { Content, GenerateBody } from './request.ts';

/** What a model is given by a generateContent request. */
export function seeGenerate(body: GenerateBody, model: string): Seen {
  const { contents, generationConfig: config } = body;
  const lastUser = contents.findLastIndex(
    ({ role, parts = [] }) =>
      role !== 'model' && !parts.some(({ functionResponse }) => functionResponse !== undefined),
  );
  const calling = body.toolConfig?.functionCallingConfig;
  const allowed = calling?.allowedFunctionNames ?? [];
  return {
    model,
    system: textOf(body.systemInstruction),
    text: textOf(contents[lastUser]),
    media: mediaIn(contents[lastUser]),
    results: contents.slice(lastUser + 1).flatMap(resultsIn),
    tools: (body.tools ?? [])
      .flatMap((tool) => tool.functionDeclarations ?? [])
      .map(({ name, parameters, parametersJsonSchema }) => ({
        name,
        parameters: parameters ?? parametersJsonSchema ?? {},
      })),
    toolChoice:
      calling?.mode === 'NONE'
        ? 'none'
        : calling?.mode === 'ANY'
          ? allowed.length === 1
            ? { name: allowed[0] ?? '' }
            : 'required'
          : 'auto',
    parallelCalls: true,
    outputSchema:
      config?.responseSchema ??
      config?.responseJsonSchema ??
      (config?.responseMimeType === 'application/json' ? { type: 'object' } : null),
    reasoning: reasoningOf(body, model),
    stop: config?.stopSequences ?? [],
    choices: config?.candidateCount ?? 1,
    maxTokens: config?.maxOutputTokens ?? null,
    temperature: config?.temperature ?? null,
  };
}

function reasoningOf({ generationConfig }: GenerateBody, model: string): Seen['reasoning'] {
  const thinking = generationConfig?.thinkingConfig;
  if (thinking?.thinkingBudget === 0) return 'no';
  if (thinking?.includeThoughts === true) return 'shown';
  return demandsSignatures(model) || thinking !== undefined ? 'hidden' : 'no';
}

function resultsIn(content: Content): ToolResult[] {
  const { parts = [] } = content;
  // What models before the third generation are shown beside a result, since they take none in it.
  const beside = mediaIn(content);
  const last = parts.findLastIndex(({ functionResponse }) => functionResponse !== undefined);
  return parts.flatMap(({ functionResponse }, at) => {
    if (functionResponse === undefined) return [];
    const { name, response, parts: shown = [] } = functionResponse;
    const failed = 'error' in response;
    const said = failed
      ? response['error']
      : (response['output'] ?? response['result'] ?? response);
    return [
      {
        name,
        text: typeof said === 'string' ? said : JSON.stringify(said),
        media: [
          ...shown.flatMap((part) => mediaOf(part, 'function_response') ?? []),
          ...(at === last ? beside : []),
        ],
        failed,
      },
    ];
  });
}

function mediaIn(content: Content | undefined): Media[] {
  return (content?.parts ?? []).flatMap((part) => mediaOf(part, 'parts') ?? []);
}

function textOf(content: Content | undefined): string {
  return (content?.parts ?? []).flatMap(({ text }) => text ?? []).join('\n');
}
