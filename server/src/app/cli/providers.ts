import { addProvider } from './add-provider.ts';
import { type Command, type CommandContext, onlyPositional, show, UsageError } from './command.ts';
import { table } from './table.ts';

interface Provider {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly preset: string | null;
  readonly base_url: string;
  readonly has_credential: boolean;
  readonly credential_from: 'stored' | 'caller';
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
        ['name', 'kind', 'host', 'base url', 'credential', 'enabled', 'managed by', 'id'],
        answer.data.map((provider) => [
          provider.name,
          provider.kind,
          provider.preset,
          provider.base_url,
          provider.credential_from === 'caller'
            ? "the client's"
            : provider.has_credential
              ? 'set'
              : null,
          provider.enabled ? 'yes' : 'no',
          provider.managed_by,
          provider.id,
        ]),
      ),
    );
  },
};

interface Preset {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly base_url: string | null;
  readonly base_url_example: string;
  readonly variable: string | null;
}

const presets: Command = {
  name: 'providers presets',
  usage: '',
  summary: 'lists the model hosts that `providers add --preset` knows',
  options: {},
  async run(context) {
    const answer = await context.api.call<{ data: Preset[] }>('GET', '/api/v1/providers/presets');
    show(context, answer, () =>
      table(
        ['preset', 'name', 'kind', 'base url', 'variable'],
        answer.data.map(({ id, name, kind, base_url, base_url_example, variable }) => [
          id,
          name,
          kind,
          base_url ?? `yours, like ${base_url_example}`,
          variable,
        ]),
      ),
    );
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

export const providerCommands: readonly Command[] = [list, presets, addProvider, remove];
