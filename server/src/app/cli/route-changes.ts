import {
  type Command,
  type CommandContext,
  onlyPositional,
  show,
  textOption,
  textsOption,
  UsageError,
} from './command.ts';
import { propagationLine } from './propagation.ts';
import { type ChangedRoute, findRoute, routeNamed } from './route.ts';

const SETTINGS = {
  target: { type: 'string', multiple: true },
  strategy: { type: 'string' },
  rules: { type: 'string' },
  timeout: { type: 'string', multiple: true },
  retries: { type: 'string' },
  'fallback-on': { type: 'string', multiple: true },
  'hedge-after': { type: 'string' },
  message: { type: 'string' },
  enable: { type: 'boolean' },
  disable: { type: 'boolean' },
} as const;

const SETTINGS_USAGE = [
  '[--strategy order|weighted|latency|cost] [--retries N] [--fallback-on CAUSE]… [--hedge-after MS|never]',
  '[--timeout connect|first_byte|idle|total=MS]… [--rules JSON] [--enable | --disable] [--message TEXT]',
];
const TARGET_USAGE = '--target PROVIDER/MODEL[,weight=N][,tier=N]…';

const create: Command = {
  name: 'routes create',
  usage: [`NAME ${TARGET_USAGE}`, ...SETTINGS_USAGE].join('\n    '),
  takesWord: true,
  summary: 'makes a name that clients use as `model`, and says which models answer for it',
  options: SETTINGS,
  async run(context) {
    const name = onlyPositional(context, 'the name of the route');
    const settings = settingsOf(context);
    if (settings.targets === undefined) throw new UsageError('--target is missing');
    const route = await context.api.call<ChangedRoute>('POST', '/api/v1/routes', {
      body: { name, ...settings },
    });
    show(context, route, () => `Created: call it as ${route.name}; ${propagationLine(route)}.\n`);
  },
};

const update: Command = {
  name: 'routes update',
  usage: [`NAME|ID [--name NAME] [${TARGET_USAGE}]`, ...SETTINGS_USAGE].join('\n    '),
  takesWord: true,
  summary:
    'makes a new version of a route; what is left out stays, and targets are given all together',
  options: { ...SETTINGS, name: { type: 'string' } },
  async run(context) {
    const settings = { name: textOption(context, 'name'), ...settingsOf(context) };
    if (!Object.entries(settings).some(([name, one]) => name !== 'message' && one !== undefined))
      throw new UsageError('there is nothing to change');
    const old = await findRoute(context, onlyPositional(context, 'the name of the route'));
    const route = await context.api.call<ChangedRoute>('PATCH', `/api/v1/routes/${old.id}`, {
      body: settings,
    });
    show(context, route, () =>
      route.version === old.version
        ? `${route.name} was so already.\n`
        : `${route.name} is version ${route.version} now: ${propagationLine(route)}.\n`,
    );
  },
};

/** A route of one target: made where there is none of the name, and moved where there is. */
const alias: Command = {
  name: 'routes alias',
  usage: 'NAME --to PROVIDER/MODEL [--message TEXT]',
  takesWord: true,
  summary: 'makes a name stand for one model, or for another one from now on',
  options: { to: { type: 'string' }, message: { type: 'string' } },
  async run(context) {
    const name = onlyPositional(context, 'the name');
    const model = textOption(context, 'to');
    if (model === undefined) throw new UsageError('--to is missing');
    const old = await routeNamed(context, name);
    if (old !== null && (old.targets.length > 1 || old.rules.length > 0))
      throw new UsageError(`${name} is a route of several targets: see \`routes update\``);
    const body = { targets: [{ model }], message: textOption(context, 'message') };
    const route =
      old === null
        ? await context.api.call<ChangedRoute>('POST', '/api/v1/routes', {
            body: { name, ...body },
          })
        : await context.api.call<ChangedRoute>('PATCH', `/api/v1/routes/${old.id}`, { body });
    show(context, route, () => `${name} stands for ${model}: ${propagationLine(route)}.\n`);
  },
};

function settingsOf(context: CommandContext) {
  const text = (name: string) => textOption(context, name);
  const hedge = text('hedge-after');
  return {
    enabled: enabledOf(context),
    strategy: text('strategy'),
    targets: textsOption(context, 'target')?.map(targetOf),
    rules: jsonOf('rules', text('rules')),
    timeouts: timeoutsOf(textsOption(context, 'timeout')),
    retries: numberOf('retries', text('retries')),
    fallback_on: textsOption(context, 'fallback-on'),
    hedge_after_ms: hedge === 'never' ? null : numberOf('hedge-after', hedge),
    message: text('message'),
  };
}

function enabledOf({ options }: CommandContext): boolean | undefined {
  if (options['enable'] !== true && options['disable'] !== true) return undefined;
  if (options['enable'] === options['disable'])
    throw new UsageError('--enable and --disable contradict each other');
  return options['enable'] === true;
}

/** `acme/a,weight=3,tier=2`: read from its end, since the name of a model may have a comma. */
function targetOf(text: string): Readonly<Record<string, unknown>> {
  const [, model = text, settings = ''] = /^(.*?)((?:,(?:weight|tier)=[^,]*)*)$/.exec(text) ?? [];
  const given = settings
    .split(',')
    .filter((one) => one !== '')
    .map((one): [string, number | undefined] => {
      const [name = '', value] = one.split('=');
      return [name === 'tier' ? 'order' : name, numberOf(`target ${text}: ${name}`, value)];
    });
  return { model, ...Object.fromEntries(given) };
}

function timeoutsOf(texts: readonly string[] | undefined) {
  if (texts === undefined) return undefined;
  return Object.fromEntries(
    texts.map((text) => {
      const [name = '', value] = text.split('=');
      return [`${name}_ms`, numberOf(`timeout ${name}`, value ?? '')];
    }),
  );
}

function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new UsageError(`--${option} takes a number, and "${text}" is none`);
}

function jsonOf(option: string, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`--${option} takes JSON, as in docs/routes.md`);
  }
}

export const routeChanges: readonly Command[] = [create, update, alias];
