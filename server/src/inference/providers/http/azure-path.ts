import type { UpstreamCall } from '../provider.ts';

/**
 * Azure takes OpenAI's protocol in two forms (as its published client `AzureOpenAI` of the package `openai` calls them, and as
 * its API reference has them): `/openai/v1/…`, where the body's model is the deployment; and, with a dated `api-version`, an
 * older one that has the deployment in the address of what a deployment serves.
 */
const OF_DEPLOYMENTS: ReadonlySet<string> = new Set([
  '/chat/completions',
  '/completions',
  '/embeddings',
]);

/** Of the older form. `preview` and `v1` are stages of the newer one, which it takes as a version too. */
export function isDated(apiVersion: string | null): boolean {
  return apiVersion !== null && /^\d{4}-\d{2}-\d{2}/.test(apiVersion);
}

/** Below the resource's address (`https://name.openai.azure.com`). */
export function azurePath(
  { path, model }: Pick<UpstreamCall, 'path' | 'model'>,
  apiVersion: string | null,
): string {
  if (apiVersion === null) return `/openai/v1${path}`;
  const query = `${path.includes('?') ? '&' : '?'}api-version=${encodeURIComponent(apiVersion)}`;
  if (!isDated(apiVersion)) return `/openai/v1${path}${query}`;
  const deployment =
    OF_DEPLOYMENTS.has(path) && model !== null ? `/deployments/${encodeURIComponent(model)}` : '';
  return `/openai${deployment}${path}${query}`;
}
