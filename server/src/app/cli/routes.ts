import { type Command, onlyPositional, show, textOption, UsageError } from './command.ts';
import { type Propagation, propagationLine } from './propagation.ts';
import { type ChangedRoute, findRoute, type Route, routesOf, targetText } from './route.ts';
import { routeChanges } from './route-changes.ts';
import { fields, table } from './table.ts';

const WHICH = 'the name of the route';

const list: Command = {
  name: 'routes list',
  usage: '',
  summary: 'lists the names that lead to models, newest first',
  options: {},
  async run(context) {
    const answer = await routesOf(context);
    show(context, answer, () =>
      table(
        ['name', 'strategy', 'targets', 'enabled', 'version', 'problems'],
        answer.data.map((route) => [
          route.name,
          route.strategy,
          route.targets.map(targetText),
          route.enabled ? 'yes' : 'no',
          route.version,
          problemsOf(route),
        ]),
      ),
    );
  },
};

const showOne: Command = {
  name: 'routes show',
  usage: 'NAME|ID',
  takesWord: true,
  summary: 'shows what a route says, and what stands in its way',
  options: {},
  async run(context) {
    const route = await findRoute(context, onlyPositional(context, WHICH));
    show(context, route, () => {
      const facts = fields([
        ['name', route.name],
        ['id', route.id],
        ['enabled', route.enabled ? 'yes' : 'no'],
        ['version', route.version],
        ['changed', `${route.updated_at} by ${authorText(route.changed_by)}`],
        ['message', route.message],
        ['strategy', route.strategy],
        ['retries', route.retries],
        ['fallback on', route.fallback_on],
        ['hedge after', route.hedge_after_ms === null ? 'never' : `${route.hedge_after_ms} ms`],
        ['timeouts', timeoutsText(route.timeouts)],
        ['shadowed by', route.shadowed_by],
      ]);
      const lists = [{ title: '', targets: route.targets }].concat(
        route.rules.map((rule) => ({
          title: `\nRule ${rule.name}: ${JSON.stringify(rule.when)}`,
          targets: rule.targets,
        })),
      );
      const tables = lists.map(({ title, targets }) =>
        `${title}\n`.concat(
          table(
            ['target', 'tier', 'weight', 'timeouts', 'problem'],
            targets.map((target) => [
              target.model,
              target.order,
              target.weight,
              timeoutsText(target.timeouts),
              target.problem,
            ]),
          ),
        ),
      );
      return [facts, ...tables].join('');
    });
  },
};

const remove: Command = {
  name: 'routes delete',
  usage: 'NAME|ID',
  takesWord: true,
  summary: 'removes a route; its name means what it would without it',
  options: {},
  async run(context) {
    const route = await findRoute(context, onlyPositional(context, WHICH));
    const answer = await context.api.call<Propagation>('DELETE', `/api/v1/routes/${route.id}`);
    show(context, answer, () => `Deleted ${route.name}: ${propagationLine(answer)}.\n`);
  },
};

interface Version extends Pick<Route, 'version' | 'name' | 'strategy' | 'enabled' | 'message'> {
  readonly targets: readonly { readonly model: string }[];
  readonly rules: readonly unknown[];
  readonly author: Route['changed_by'];
  readonly created_at: string;
}

const versions: Command = {
  name: 'routes versions',
  usage: 'NAME|ID [--limit N] [--cursor CURSOR]',
  takesWord: true,
  summary: 'lists what a route has said, by whom and why, newest first',
  options: { limit: { type: 'string' }, cursor: { type: 'string' } },
  async run(context) {
    const route = await findRoute(context, onlyPositional(context, WHICH));
    const page = await context.api.call<{ data: Version[]; next_cursor: string | null }>(
      'GET',
      `/api/v1/routes/${route.id}/versions`,
      { query: { limit: textOption(context, 'limit'), cursor: textOption(context, 'cursor') } },
    );
    show(context, page, () =>
      table(
        ['version', 'at', 'by', 'name', 'strategy', 'targets', 'rules', 'enabled', 'message'],
        page.data.map((version) => [
          version.version,
          version.created_at,
          authorText(version.author),
          version.name,
          version.strategy,
          version.targets.map(({ model }) => model),
          version.rules.length,
          version.enabled ? 'yes' : 'no',
          version.message,
        ]),
      ).concat(page.next_cursor === null ? '' : `\nMore with --cursor ${page.next_cursor}\n`),
    );
  },
};

const restore: Command = {
  name: 'routes restore',
  usage: 'NAME|ID --version N [--message TEXT]',
  takesWord: true,
  summary: 'makes a route say again what it said in a version before',
  options: { version: { type: 'string' }, message: { type: 'string' } },
  async run(context) {
    const version = Number(textOption(context, 'version') ?? Number.NaN);
    if (!Number.isInteger(version))
      throw new UsageError('--version takes the number of a version (`routes versions`)');
    const route = await findRoute(context, onlyPositional(context, WHICH));
    const answer = await context.api.call<ChangedRoute>(
      'POST',
      `/api/v1/routes/${route.id}/restore`,
      { body: { version, message: textOption(context, 'message') } },
    );
    show(context, answer, () =>
      answer.version === route.version
        ? `${answer.name} says what it said in version ${version} already.\n`
        : `${answer.name} is as in version ${version} again, as version ${answer.version}: ${propagationLine(answer)}.\n`,
    );
  },
};

function authorText({ kind, id, name }: Route['changed_by']): string {
  return kind === 'bootstrap' ? 'the owner key' : (name ?? id);
}

function timeoutsText(timeouts: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(timeouts).map(([name, ms]) => `${name.replace(/_ms$/, '')}=${ms}`);
}

function problemsOf({ targets, rules, shadowed_by }: Route): readonly string[] {
  const all = [...targets, ...rules.flatMap((rule) => rule.targets)];
  return [
    ...(shadowed_by === null ? [] : [`shadowed by ${shadowed_by}`]),
    ...new Set(
      all.flatMap(({ model, problem }) => (problem === null ? [] : [`${model} ${problem}`])),
    ),
  ];
}

export const routeCommands: readonly Command[] = [
  list,
  showOne,
  ...routeChanges,
  remove,
  versions,
  restore,
];
