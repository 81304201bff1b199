import type { Tool } from '../../conversation/conversation.ts';
import type { ToolChoice } from '../../conversation/model-request.ts';
import { HOSTED_MEMBERS, hostedName } from './hosted-tools.ts';
import { jsonSchemaOf } from './schema.ts';
import type { GeminiMembers } from './spelling.ts';

const MODES = ['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED'] as const;

/** `strict`: arguments are held to their schemas. */
export function readTools(
  tools: readonly GeminiMembers[],
  strict: boolean,
  others: string[],
): Tool[] {
  return tools.flatMap((tool) => {
    const declared = tool.objects('functionDeclarations').map((declaration) => {
      return { ...readFunction(declaration, others), ...(strict ? { strict } : {}) };
    });
    const hosted = HOSTED_MEMBERS.flatMap((member): Tool[] => {
      const parameters = tool.any(member);
      if (parameters === undefined) return [];
      const name = hostedName(member);
      return [{ kind: 'hosted', name, description: null, parameters: { [member]: parameters } }];
    });
    others.push(...tool.rest());
    return [...declared, ...hosted];
  });
}

function readFunction(declaration: GeminiMembers, others: string[]): Tool {
  const parameters = declaration.any('parametersJsonSchema');
  const own = declaration.any('parameters');
  const tool: Tool = {
    kind: 'function',
    name: declaration.needed('name'),
    description: describe(declaration),
    parameters: parameters ?? (own === undefined ? null : jsonSchemaOf(own)),
  };
  others.push(...declaration.rest());
  return tool;
}

/** What a function answers with is told to the model; where that is not a member of its own, it is told in words. */
function describe(declaration: GeminiMembers): string | null {
  const json = declaration.any('responseJsonSchema');
  const own = declaration.any('response');
  const answer = json ?? (own === undefined ? undefined : jsonSchemaOf(own));
  const said = declaration.text('description') || null;
  if (answer === undefined) return said;
  const told = `Answers with what this JSON Schema describes: ${JSON.stringify(answer)}`;
  return said === null ? told : `${said}\n\n${told}`;
}

export interface ReadToolChoice {
  readonly choice: ToolChoice | undefined;
  readonly strict: boolean;
}

export function readToolChoice(
  config: GeminiMembers | undefined,
  others: string[],
): ReadToolChoice {
  const calling = config?.object('functionCallingConfig');
  const mode = calling?.oneOf('mode', MODES);
  const names = calling?.texts('allowedFunctionNames') ?? [];
  others.push(...(calling?.rest() ?? []), ...(config?.rest() ?? []));
  return { choice: choiceOf(mode, names), strict: mode === 'VALIDATED' };
}

function choiceOf(
  mode: (typeof MODES)[number] | undefined,
  names: readonly string[],
): ToolChoice | undefined {
  const [only] = names;
  switch (mode) {
    case 'NONE':
      return { kind: 'none' };
    case 'ANY':
      if (only === undefined) return { kind: 'required' };
      return names.length === 1
        ? { kind: 'tool', name: only }
        : { kind: 'some', mode: 'required', names };
    case 'VALIDATED':
      return only === undefined ? { kind: 'auto' } : { kind: 'some', mode: 'auto', names };
    case 'AUTO':
      return { kind: 'auto' };
    default:
      return undefined;
  }
}
