import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Tool } from '../../conversation/conversation.ts';
import type { ToolChoice } from '../../conversation/model-request.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { hostedMember, PLAIN_MEMBERS } from './hosted-tools.ts';

export interface WrittenTools {
  readonly tools?: readonly JsonObject[];
  readonly toolConfig?: JsonObject;
}

export function writeTools(
  tools: readonly Tool[],
  choice: ToolChoice | undefined,
  unsupported: UnsupportedFeatures,
): WrittenTools {
  if (tools.some(({ cache }) => cache !== undefined)) unsupported.addHint('cache_control');
  const functions = tools.filter(({ kind }) => kind === 'function');
  const hosted = tools
    .filter(({ kind }) => kind === 'hosted')
    .flatMap((tool) => writeHosted(tool, unsupported));
  if (tools.some(({ kind }) => kind === 'custom')) unsupported.add('custom tools');
  const declared = functions.length === 0 ? [] : [declarationsOf(functions)];
  const written = [...declared, ...hosted];
  const calling = writeChoice(choice, functions);
  return {
    ...(written.length === 0 ? {} : { tools: written }),
    ...(calling === undefined ? {} : { toolConfig: { functionCallingConfig: calling } }),
  };
}

function declarationsOf(tools: readonly Tool[]): JsonObject {
  const functionDeclarations = tools.map(({ name, description, parameters }) => ({
    name,
    ...(description === null ? {} : { description }),
    ...(parameters === null ? {} : { parametersJsonSchema: parameters }),
  }));
  return { functionDeclarations };
}

/** As Google wrote it itself, or by its name alone: settings of other providers' tools have no place in Google's. */
function writeHosted(
  { name, parameters }: Tool,
  unsupported: UnsupportedFeatures,
): readonly JsonObject[] {
  const member = hostedMember(name);
  const own = isJsonObject(parameters) && member !== undefined ? parameters[member] : undefined;
  if (member !== undefined && own !== undefined) return [{ [member]: own }];
  if (member === undefined || !PLAIN_MEMBERS.has(member)) {
    unsupported.add(`tool ${name}`);
    return [];
  }
  const settings = Object.keys(isJsonObject(parameters) ? parameters : {});
  for (const setting of settings) {
    if (setting !== 'type' && setting !== 'name') unsupported.add(`${setting} of the tool ${name}`);
  }
  return [{ [member]: {} }];
}

function writeChoice(
  choice: ToolChoice | undefined,
  functions: readonly Tool[],
): JsonObject | undefined {
  // Arguments are held to their schemas in this mode, of all functions alike.
  const auto = functions.some(({ strict }) => strict === true) ? 'VALIDATED' : 'AUTO';
  switch (choice?.kind) {
    case 'none':
      return { mode: 'NONE' };
    case 'required':
      return { mode: 'ANY' };
    case 'tool':
      return { mode: 'ANY', allowedFunctionNames: [choice.name] };
    case 'some': {
      const mode = choice.mode === 'auto' ? 'VALIDATED' : 'ANY';
      return { mode, allowedFunctionNames: choice.names };
    }
    case 'auto':
      return { mode: auto };
    default:
      return auto === 'AUTO' ? undefined : { mode: auto };
  }
}
