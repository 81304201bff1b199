import type { Endpoint } from '../platform/http/index.ts';
import { auditEndpoints } from './audit-routes.ts';
import type { IdentityContext } from './context.ts';
import { environmentEndpoints } from './environment-routes.ts';
import { keyEndpoints } from './key-routes.ts';
import { organisationEndpoints } from './organisation-routes.ts';
import { projectEndpoints } from './project-routes.ts';

/** The management endpoints of this feature. */
export function identityEndpoints(context: IdentityContext): Endpoint[] {
  return [
    ...keyEndpoints(context),
    ...projectEndpoints(context),
    ...environmentEndpoints(context),
    ...organisationEndpoints(context),
    ...auditEndpoints(context),
  ];
}
