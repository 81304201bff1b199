import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { type AskAhead, askForOverview, askForRequests, type RouterContext } from './ask-ahead.ts';
import { findPlace, rememberedPlace } from './data/place.ts';
import { parseSearch, type Search, stringifySearch, validateSearch } from './data/search.ts';
import { sessionQuery } from './data/session.ts';
import { Crashed } from './frame/crashed.tsx';
import { Frame } from './frame/frame.tsx';
import { Lost } from './frame/lost.tsx';
import { Pending } from './frame/pending.tsx';

/** What a link into another page takes along: where and when one looks. */
const SHARED: string[] = ['project', 'environment', 'range', 'from', 'to'];

const root = createRootRouteWithContext<RouterContext>()({
  validateSearch,
  component: Outlet,
});

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  search: { middlewares: [retainSearchParams<Search>(SHARED)] },
  component: function FrameOfRoute() {
    return <Frame moments={frame.useRouteContext().moments} />;
  },
  beforeLoad: async ({ context, location, search }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) {
      throw redirect({ href: `/sign-in${stringifySearch({ to: location.href })}` });
    }
    // The address always says where one looks, so that it can be sent to somebody else as it is.
    const place = findPlace(session, search, rememberedPlace());
    if (place === null) return;
    const { project, environment } = place;
    if (search['project'] !== project.name || search['environment'] !== environment.name) {
      throw redirect({
        to: location.pathname,
        search: { ...search, project: project.name, environment: environment.name },
        replace: true,
      });
    }
  },
});

type LoadPage = () => Promise<{ default: ComponentType }>;

/** A page inside the frame: its component is the default export of its file, and a chunk of its own. */
const page = <const Path extends string>(path: Path, load: LoadPage, ask?: AskAhead) =>
  createRoute({
    getParentRoute: () => frame,
    path,
    component: lazyRouteComponent(load),
    // Not awaited: the page waits for its answers by itself. And not where one is there already: the page asks at once then.
    loader: ({ context, location: { pathname, search }, cause }) => {
      if (cause !== 'stay' && (cause !== 'preload' || pathname !== location.pathname))
        ask?.(context, pathname, search as Search);
    },
  });

/** A page that nobody needs to be signed in for. */
const publicPage = <const Path extends string>(path: Path, load: LoadPage) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) });

/** An address of before: the same page, with everything that it says, is at `to`. */
const moved = <const Path extends string>(path: Path, to: '/requests' | '/requests/$id') =>
  createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: ({ params, search }) => {
      throw redirect({ to, params, search, hash: true, replace: true });
    },
  });

// One line a page. Those of the frame also have theirs in frame/rail-items.ts.
const routeTree = root.addChildren([
  publicPage('/sign-in', () => import('./pages/people/sign-in.tsx')),
  publicPage('/welcome', () => import('./pages/people/welcome.tsx')),
  publicPage('/invitation', () => import('./pages/people/invitation.tsx')),
  publicPage('/docs/$chapter', () => import('./pages/docs/docs.tsx')),
  moved('/traces', '/requests'),
  moved('/traces/$id', '/requests/$id'),
  frame.addChildren([
    page('/', () => import('./pages/home/home.tsx')),
    page('/overview', () => import('./pages/overview/overview.tsx'), askForOverview),
    page('/requests', () => import('./pages/requests/requests.tsx'), askForRequests),
    page('/requests/$id', () => import('./pages/requests/request-page.tsx')),
    page('/spend', () => import('./pages/spend/spend.tsx')),
    page('/exports', () => import('./pages/exports/exports.tsx')),
    page('/sessions', () => import('./pages/sessions/sessions.tsx')),
    page('/sessions/$session', () => import('./pages/sessions/session-page.tsx')),
    page('/playground', () => import('./pages/playground/playground.tsx')),
    page('/models', () => import('./pages/models/models.tsx')),
    page('/routes', () => import('./pages/routes/routes.tsx')),
    page('/keys', () => import('./pages/keys/keys.tsx')),
    page('/system', () => import('./pages/system/system.tsx')),
    page('/settings', () => import('./pages/settings/settings.tsx')),
  ]),
]);

export function createConsoleRouter(context: RouterContext) {
  const router = createRouter({
    routeTree,
    context,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPendingComponent: Pending,
    defaultErrorComponent: Crashed,
    defaultNotFoundComponent: Lost,
    scrollRestoration: false,
  });
  // The first page's code comes while it is asked who is signed in, and not after.
  const [routes] = router.getMatchedRoutes(location.pathname);
  for (const route of routes) void router.loadRouteChunk(route);
  return router;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
