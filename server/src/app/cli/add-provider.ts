import {
  type Command,
  type CommandContext,
  onlyPositional,
  show,
  textOption,
  textsOption,
  UsageError,
} from './command.ts';

/** A provider's name, kind and address, and what is sent to it with every call. */
export const addProvider: Command = {
  name: 'providers add',
  usage: [
    '[NAME] (--preset ID | --base-url URL) [--kind KIND] [--credential-env VARIABLE | --credential-from-caller]',
    '[--header-env HEADER=VARIABLE]… [--organization ID] [--project ID] [--account-from-client] [--api-version VERSION]',
    '[--responses yes|no] [--model NAME]… [--shared]',
  ].join('\n    '),
  takesWord: true,
  summary: 'adds a model host: one that is known (`providers presets`), or any at its address',
  options: {
    preset: { type: 'string' },
    kind: { type: 'string' },
    'base-url': { type: 'string' },
    // Variables' names and never the secrets themselves: arguments stand in the list of processes.
    'credential-env': { type: 'string' },
    'header-env': { type: 'string', multiple: true },
    'credential-from-caller': { type: 'boolean' },
    organization: { type: 'string' },
    project: { type: 'string' },
    'account-from-client': { type: 'boolean' },
    'api-version': { type: 'string' },
    responses: { type: 'string' },
    model: { type: 'string', multiple: true },
    shared: { type: 'boolean' },
  },
  async run(context) {
    const preset = textOption(context, 'preset');
    const baseUrl = textOption(context, 'base-url');
    if (preset === undefined && baseUrl === undefined)
      throw new UsageError('--preset or --base-url is missing');
    const name = context.word ?? preset ?? onlyPositional(context, 'the name of the provider');
    const variable = textOption(context, 'credential-env');
    const provider = await context.api.call<{ readonly name: string }>(
      'POST',
      '/api/v1/providers',
      {
        body: {
          name,
          preset,
          kind: textOption(context, 'kind'),
          base_url: baseUrl,
          credential: variable === undefined ? undefined : variableNamed(context, variable),
          credential_from: isSet(context, 'credential-from-caller') ? 'caller' : undefined,
          headers: headersOf(context),
          openai_organization: textOption(context, 'organization'),
          openai_project: textOption(context, 'project'),
          account_from_client: isSet(context, 'account-from-client') || undefined,
          api_version: textOption(context, 'api-version'),
          speaks_responses: yesOrNo(context, 'responses'),
          models: textsOption(context, 'model'),
          shared: isSet(context, 'shared') || undefined,
        },
      },
    );
    show(context, provider, () => `Added: call its models as ${provider.name}/MODEL.\n`);
  },
};

function isSet(context: CommandContext, name: string): boolean {
  return context.options[name] === true;
}

function variableNamed({ env }: CommandContext, variable: string): string {
  const value = env[variable] ?? '';
  if (value === '') throw new UsageError(`the variable ${variable} is not set`);
  return value;
}

/** Their values may be credentials. */
function headersOf(context: CommandContext): Record<string, string> | undefined {
  const stated = textsOption(context, 'header-env')?.map((text): [string, string] => {
    const [, header, variable] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (header === undefined || variable === undefined)
      throw new UsageError(`--header-env takes HEADER=VARIABLE, and "${text}" is none`);
    return [header, variableNamed(context, variable)];
  });
  return stated === undefined ? undefined : Object.fromEntries(stated);
}

function yesOrNo(context: CommandContext, name: string): boolean | undefined {
  const text = textOption(context, name);
  if (text === undefined || text === 'yes' || text === 'no')
    return text === undefined ? undefined : text === 'yes';
  throw new UsageError(`--${name} takes yes or no`);
}
