import type { Endpoint } from '../platform/http/index.ts';
import { auditEndpoints } from './audit-routes.ts';
import type { IdentityContext } from './context.ts';
import { environmentEndpoints } from './environment-routes.ts';
import { keyNamesEndpoint } from './key-names.ts';
import { keyEndpoints } from './key-routes.ts';
import { organisationEndpoints } from './organisation-routes.ts';
import { acceptEndpoints } from './people/accept-route.ts';
import { invitationEndpoints } from './people/invitation-routes.ts';
import { meEndpoints } from './people/me-routes.ts';
import { ownerEndpoints } from './people/owner-routes.ts';
import { signInEndpoints } from './people/sign-in-routes.ts';
import { userEndpoints } from './people/user-routes.ts';
import { projectEndpoints } from './project-routes.ts';

/** The management endpoints of this feature. */
export function identityEndpoints(context: IdentityContext): Endpoint[] {
  return [
    ...keyEndpoints(context),
    keyNamesEndpoint(context),
    ...projectEndpoints(context),
    ...environmentEndpoints(context),
    ...organisationEndpoints(context),
    ...auditEndpoints(context),
    ...signInEndpoints(context),
    ...meEndpoints(context),
    ...ownerEndpoints(context),
    ...acceptEndpoints(context),
    ...invitationEndpoints(context),
    ...userEndpoints(context),
  ];
}
