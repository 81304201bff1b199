import { inlineMedia, type Media } from '../check/media.ts';
import { isSealOf } from '../seal.ts';
import { badRequest } from './refusals.ts';
import type { Content, GenerateBody, Part } from './request.ts';

/** Of which a part holds one. */
const DATA = [
  'text',
  'inlineData',
  'fileData',
  'functionCall',
  'functionResponse',
  'executableCode',
  'codeExecutionResult',
  'toolCall',
  'toolResponse',
] as const;

/** Documented for calls that another model made. */
const PLACEHOLDERS = ['skip_thought_signature_validator', 'context_engineering_is_the_way_to_go'];
/** As they are documented, and as they leave an SDK that holds signatures as bytes. */
const NOT_SIGNED = PLACEHOLDERS.flatMap((word) => [word, Buffer.from(word).toString('base64')]);

/** What the published API demands beyond the form of the body. */
export function checkGenerate(body: GenerateBody, model: string): void {
  for (const [n, content] of body.contents.entries()) checkContent(content, `contents[${n}]`);
  if (body.systemInstruction !== undefined)
    checkContent({ ...body.systemInstruction, role: 'user' }, 'system_instruction');
  const turns = joinTurns(body.contents);
  checkCallTurns(turns);
  checkSignatures(turns, model);
  checkConfig(body, model);
}

function checkContent({ role, parts }: Content, place: string): void {
  if (role !== undefined && !['user', 'model', 'function'].includes(role)) {
    throw badRequest('Please use a valid role: user, model.');
  }
  if (parts === undefined || parts.length === 0) {
    throw badRequest(
      `* GenerateContentRequest.${place}.parts: contents.parts must not be empty.\n`,
      `${place}.parts`,
    );
  }
  for (const [n, part] of parts.entries()) {
    const at = `${place}.parts[${n}]`;
    const held = DATA.filter((member) => part[member] !== undefined);
    if (held.length === 0) {
      throw badRequest(
        `* GenerateContentRequest.${at}.data: required oneof field 'data' must have one initialized field\n`,
        at,
      );
    }
    if (held.length > 1)
      throw badRequest(
        `Invalid value at '${at}' (oneof), oneof field 'data' is already set. Cannot set '${held[1]}'`,
        at,
      );
    mediaOf(part, at);
  }
}

/** What one side says in a row is one turn. */
function joinTurns(contents: readonly Content[]): Content[] {
  const turns: { role: string; parts: Part[] }[] = [];
  for (const { role, parts = [] } of contents) {
    const side = role === 'model' ? 'model' : 'user';
    const last = turns.at(-1);
    if (last?.role === side) last.parts.push(...parts);
    else turns.push({ role: side, parts: [...parts] });
  }
  return turns;
}

/** Calls come after the user or the results of other calls, and are answered all, in the next turn. */
function checkCallTurns(contents: readonly Content[]): void {
  for (const [n, { parts = [], role }] of contents.entries()) {
    const calls = parts.flatMap(({ functionCall }) => functionCall ?? []);
    const before = contents[n - 1];
    if (calls.length > 0) {
      if (role !== 'model' || before === undefined || before.role === 'model') {
        throw badRequest(
          'Please ensure that function call turn comes immediately after a user turn or after a function response turn.',
        );
      }
      const results = (contents[n + 1]?.parts ?? []).flatMap(
        ({ functionResponse }) => functionResponse ?? [],
      );
      if (results.length !== calls.length) {
        throw badRequest(
          'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
        );
      }
      for (const call of calls) {
        const isAnswered = results.some(
          ({ id, name }) =>
            name === call.name && (call.id === undefined || id === undefined || id === call.id),
        );
        if (!isAnswered)
          throw badRequest(
            `Please ensure that function response turn has a response named ${call.name}.`,
          );
      }
    }
    const answers = parts.some(({ functionResponse }) => functionResponse !== undefined);
    if (answers && !(before?.parts ?? []).some(({ functionCall }) => functionCall !== undefined)) {
      throw badRequest(
        'Please ensure that function response turn comes immediately after a function call turn.',
      );
    }
  }
}

export function demandsSignatures(model: string): boolean {
  return /^gemini-[3-9]/.test(model);
}

/** In the current turn, the first call of each step brings the signature that it came with. */
function checkSignatures(contents: readonly Content[], model: string): void {
  const turn = contents.findLastIndex(
    ({ role, parts = [] }) =>
      role !== 'model' && !parts.some(({ functionResponse }) => functionResponse !== undefined),
  );
  for (const [n, { role, parts = [] }] of contents.entries()) {
    if (role !== 'model') continue;
    for (const part of parts) checkSeal(part);
    if (n < turn || !demandsSignatures(model)) continue;
    const first = parts.find(({ functionCall }) => functionCall !== undefined);
    if (first?.functionCall === undefined || first.thoughtSignature !== undefined) continue;
    throw badRequest(
      `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${first.functionCall.name}\` , position ${n + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`,
    );
  }
}

function checkSeal({ thoughtSignature, functionCall }: Part): void {
  if (thoughtSignature === undefined || NOT_SIGNED.includes(thoughtSignature)) return;
  if (isOfGoogle(thoughtSignature)) return;
  const readable = /^[A-Za-z0-9+/_-]+={0,2}$/.test(thoughtSignature);
  const about =
    functionCall === undefined ? 'text' : signedCall(functionCall.name, functionCall.args ?? {});
  if (!readable || !isSealOf(about, thoughtSignature)) {
    throw badRequest('Thought signature is not valid.');
  }
}

/** LangChain.js sends one that a real model once made along with calls that came without. */
function isOfGoogle(signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64');
  return bytes.length > 200 && bytes[0] === 0x12;
}

/** What the signature of a call is about. Members may have been put in another order on their way. */
export function signedCall(name: string, args: Record<string, unknown>): string {
  return `${name} ${JSON.stringify(Object.entries(args).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
}

function checkConfig(
  { generationConfig: config, tools = [], toolConfig }: GenerateBody,
  model: string,
): void {
  const hasSchema =
    config?.responseSchema !== undefined || config?.responseJsonSchema !== undefined;
  if (config?.responseSchema !== undefined && config.responseJsonSchema !== undefined) {
    throw badRequest('Only one of response_schema and response_json_schema may be set.');
  }
  if (
    hasSchema &&
    config?.responseMimeType !== 'application/json' &&
    config?.responseMimeType !== 'text/x.enum'
  ) {
    throw badRequest(
      '* GenerateContentRequest.generation_config.response_schema: only allowed when response_mime_type is application/json or text/x.enum.\n',
    );
  }
  if (config?.logprobs !== undefined && config.responseLogprobs !== true) {
    throw badRequest(
      '* GenerateContentRequest.generation_config.logprobs: only allowed when response_logprobs is true.\n',
    );
  }
  const thinking = config?.thinkingConfig;
  if (thinking?.thinkingBudget !== undefined && thinking.thinkingLevel !== undefined) {
    throw badRequest('You can only set only one of thinking budget and thinking level.');
  }
  if (thinking?.thinkingLevel !== undefined && !demandsSignatures(model)) {
    throw badRequest('Thinking level is not supported for this model.');
  }
  for (const [n, { parameters, parametersJsonSchema }] of tools
    .flatMap((tool) => tool.functionDeclarations ?? [])
    .entries()) {
    if (parameters !== undefined && parametersJsonSchema !== undefined) {
      throw badRequest(
        `* GenerateContentRequest.tools[0].function_declarations[${n}]: only one of parameters and parameters_json_schema may be set.\n`,
      );
    }
  }
  const calling = toolConfig?.functionCallingConfig;
  if (calling?.allowedFunctionNames !== undefined && calling.allowedFunctionNames.length > 0) {
    if (calling.mode !== 'ANY' && calling.mode !== 'VALIDATED') {
      throw badRequest(
        '* GenerateContentRequest.tool_config.function_calling_config: Allowed function names can only be set when calling mode is ANY or VALIDATED.\n',
      );
    }
    const known = tools.flatMap((tool) => tool.functionDeclarations ?? []).map(({ name }) => name);
    const stranger = calling.allowedFunctionNames.find((name) => !known.includes(name));
    if (stranger !== undefined)
      throw badRequest(`Allowed function name ${stranger} is not among the function declarations.`);
  }
}

type Bytes = Pick<Part, 'inlineData' | 'fileData'>;

/** Null: the part shows nothing. */
export function mediaOf({ inlineData, fileData }: Bytes, place: string): Media | null {
  if (fileData !== undefined) {
    return {
      kind: kindOf(fileData.mimeType ?? ''),
      what: fileData.fileUri,
      name: fileData.displayName ?? null,
    };
  }
  if (inlineData === undefined) return null;
  const what = inlineMedia(inlineData.mimeType, inlineData.data);
  if (what === null)
    throw badRequest('Unable to process input image. Please retry or report.', place);
  return { kind: kindOf(inlineData.mimeType), what, name: inlineData.displayName ?? null };
}

function kindOf(mediaType: string): Media['kind'] {
  return mediaType.startsWith('image/')
    ? 'image'
    : mediaType.startsWith('audio/')
      ? 'audio'
      : 'document';
}
