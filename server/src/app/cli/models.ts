import { resolve } from 'node:path';
import { type Command, onlyPositional, show, textOption } from './command.ts';
import { table } from './table.ts';

interface Model {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly task: string | null;
  readonly context_tokens: number | null;
}

const list: Command = {
  name: 'models list',
  usage: '',
  summary: 'lists the models that can be called',
  options: {},
  async run(context) {
    const answer = await context.api.call<{ data: Model[] }>('GET', '/api/v1/models');
    show(context, answer, () =>
      table(
        ['model', 'task', 'context tokens'],
        answer.data.map((model) => [model.id, model.task, model.context_tokens]),
      ),
    );
  },
};

const add: Command = {
  name: 'models add',
  usage: 'FILE.gguf [--name NAME] [--context-tokens N]',
  takesWord: true,
  summary: 'serves a GGUF file on the server as local/NAME',
  options: { name: { type: 'string' }, 'context-tokens': { type: 'string' } },
  async run(context) {
    const contextTokens = textOption(context, 'context-tokens');
    const model = await context.api.call<Model>('POST', '/api/v1/models', {
      body: {
        path: resolve(onlyPositional(context, 'the file')),
        name: textOption(context, 'name'),
        context_tokens: contextTokens === undefined ? undefined : Number(contextTokens),
      },
    });
    show(context, model, () => `Serves ${model.id} from now on.\n`);
  },
};

const remove: Command = {
  name: 'models remove',
  usage: 'local/NAME',
  takesWord: true,
  summary: 'no longer serves a local model; its file stays',
  options: {},
  async run(context) {
    const name = onlyPositional(context, 'the model').replace(/^local\//, '');
    const answer = await context.api.call(
      'DELETE',
      `/api/v1/models/local/${encodeURIComponent(name)}`,
    );
    show(context, answer, () => `Removed local/${name}.\n`);
  },
};

export const modelCommands: readonly Command[] = [list, add, remove];
