import type { Endpoint } from '../platform/http/index.ts';
import type { InferenceContext } from './context.ts';
import { modelEndpoints } from './model-routes.ts';
import { priceEndpoints } from './price-routes.ts';
import { providerEndpoints } from './provider-routes.ts';
import { routeEndpoints } from './routing/route-endpoints.ts';

/** The management endpoints of this feature. */
export function inferenceEndpoints(context: InferenceContext): Endpoint[] {
  return [
    ...providerEndpoints(context),
    ...routeEndpoints(context),
    ...modelEndpoints(context),
    ...priceEndpoints(context),
  ];
}
