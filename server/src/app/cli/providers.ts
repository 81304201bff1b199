import {
  type Command,
  type CommandContext,
  onlyPositional,
  show,
  textOption,
  textsOption,
  UsageError,
} from './command.ts';
import { table } from './table.ts';

interface Provider {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly base_url: string;
  readonly has_credential: boolean;
  readonly managed_by: string;
  readonly enabled: boolean;
}

const all = (context: CommandContext) =>
  context.api.call<{ data: Provider[]; next_cursor: string | null }>('GET', '/api/v1/providers', {
    query: { limit: 1000 },
  });

const list: Command = {
  name: 'providers list',
  usage: '',
  summary: 'lists providers in the order in which a bare model name is looked up',
  options: {},
  async run(context) {
    const answer = await all(context);
    show(context, answer, () =>
      table(
        ['name', 'kind', 'base url', 'credential', 'enabled', 'managed by', 'id'],
        answer.data.map((provider) => [
          provider.name,
          provider.kind,
          provider.base_url,
          provider.has_credential ? 'set' : null,
          provider.enabled ? 'yes' : 'no',
          provider.managed_by,
          provider.id,
        ]),
      ),
    );
  },
};

const add: Command = {
  name: 'providers add',
  usage: 'NAME --base-url URL [--credential-env VARIABLE] [--model NAME]… [--shared]',
  takesWord: true,
  summary: 'adds a host that speaks the OpenAI protocol',
  options: {
    'base-url': { type: 'string' },
    // A variable's name and never the credential itself: arguments stand in the list of processes.
    'credential-env': { type: 'string' },
    model: { type: 'string', multiple: true },
    shared: { type: 'boolean' },
  },
  async run(context) {
    const baseUrl = textOption(context, 'base-url');
    if (baseUrl === undefined) throw new UsageError('--base-url is missing');
    const variable = textOption(context, 'credential-env');
    const credential = variable === undefined ? undefined : context.env[variable];
    if (variable !== undefined && (credential === undefined || credential === '')) {
      throw new UsageError(`the variable ${variable} is not set`);
    }
    const provider = await context.api.call<Provider>('POST', '/api/v1/providers', {
      body: {
        name: onlyPositional(context, 'the name of the provider'),
        base_url: baseUrl,
        credential,
        models: textsOption(context, 'model'),
        ...(context.options['shared'] === true ? { shared: true } : {}),
      },
    });
    show(context, provider, () => `Added: call its models as ${provider.name}/MODEL.\n`);
  },
};

const remove: Command = {
  name: 'providers remove',
  usage: 'NAME|ID',
  takesWord: true,
  summary: 'removes a provider and its credential',
  options: {},
  async run(context) {
    const wanted = onlyPositional(context, 'the name of the provider');
    const { data } = await all(context);
    const found = data.find(({ id, name }) => id === wanted || name === wanted);
    if (found === undefined) throw new UsageError(`there is no provider "${wanted}"`);
    const answer = await context.api.call('DELETE', `/api/v1/providers/${found.id}`);
    show(context, answer, () => `Removed ${found.name}.\n`);
  },
};

export const providerCommands: readonly Command[] = [list, add, remove];
