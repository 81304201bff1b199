import { SignalboxError } from '../../platform/errors/index.ts';
import type { ParsedRequest } from '../../protocols/index.ts';
import { headerRecord } from '../../telemetry/index.ts';
import { attempt } from '../attempt.ts';
import { type CallContext, contextOf } from '../call-context.ts';
import { loggedIn } from '../caller-credential.ts';
import { letOwnPagesRead } from '../cross-origin.ts';
import { asSignalboxError, failedOutcome } from '../failure.ts';
import type { InboundRequest } from '../inbound-request.ts';
import { methodOf } from '../kept/pass-kept.ts';
import { prefixFor, wrappedIdsOf } from '../kept/wrapped-for.ts';
import type { Conclusion, Outcome } from '../outcome.ts';
import type { Candidate } from '../plan.ts';
import { beginText } from '../request-header.ts';
import type { Services } from '../services.ts';
import { authenticate, type Tenant } from '../steps/authenticate.ts';
import { receive } from '../steps/parse.ts';
import { record } from '../steps/record.ts';
import { settle } from '../steps/settle.ts';
import { type FileKeeper, fileKeeper } from './file-keeper.ts';
import { fileRequest } from './file-request.ts';
import type { FilesEndpoint } from './files-address.ts';

const EMPTY = Buffer.alloc(0);

/** What was found out, as far as it came. */
interface Passing {
  parsed: ParsedRequest;
  target: Candidate | null;
  begin: string | null;
}

/**
 * `/v1/files` and what is below it. A file goes to its provider by way of the disk, as every form does, and its id comes back wrapped
 * with where it is, so that a later request that refers to it goes there. Each call has a row: of a file it says how long it is, and
 * never what is in it. Null: the client left before it had asked. Rejects where it is not known who calls.
 */
export async function passFiles(
  services: Services,
  inbound: InboundRequest,
  endpoint: FilesEndpoint,
): Promise<Conclusion | null> {
  const { request, response, journal } = inbound;
  const tenant = authenticate(services, request);
  letOwnPagesRead(tenant, request, response);
  journal.leave('authenticate');
  const context = contextOf(inbound, tenant.capture);
  const passing: Passing = {
    parsed: fileRequest(endpoint.operation, EMPTY),
    target: null,
    begin: null,
  };
  try {
    let outcome: Outcome | null;
    try {
      outcome = await pass(services, inbound, endpoint, { tenant, context, passing });
    } catch (error) {
      const known = asSignalboxError(error, services.log, inbound.id);
      outcome = failedOutcome(inbound, passing.target, known);
    }
    if (outcome === null) return null;
    const settlement = settle(services, inbound, tenant, null);
    const { parsed, target, begin } = passing;
    await record(
      services,
      inbound,
      { tenant, context, parsed, target, route: null, begin },
      outcome,
      settlement,
    );
    return { outcome, settlement, target };
  } finally {
    if (inbound.upload !== null) await inbound.upload[Symbol.asyncDispose]();
  }
}

async function pass(
  services: Services,
  inbound: InboundRequest,
  endpoint: FilesEndpoint,
  known: { readonly tenant: Tenant; readonly context: CallContext; readonly passing: Passing },
): Promise<Outcome | null> {
  const { tenant, context, passing } = known;
  const { request, journal } = inbound;
  if (context.fault !== null) throw context.fault;
  // Before a file is taken that nobody would keep.
  const found = fileKeeper(services, inbound, tenant, endpoint);
  passing.target = found.keeper;
  const { candidate, headers: login } = loggedIn(found.keeper, request.headers);
  passing.target = candidate;
  if (endpoint.operation === 'file_upload') {
    const received = journal.elapsedUs();
    const body = await receive(services, inbound, context);
    if (body === null) return null;
    journal.waited(journal.elapsedUs() - received);
    passing.parsed = fileRequest(endpoint.operation, body);
    if (inbound.upload === null) throw noForm();
  } else {
    // Nothing in a body says what is asked.
    request.resume();
  }
  journal.leave('parse');
  const { parsed } = passing;
  passing.begin = beginText(services, inbound, {
    tenant,
    context,
    parsed,
    target: candidate,
    route: null,
  });
  services.spool.begin(headerRecord(inbound.id, Buffer.from(passing.begin)));
  const { projectId } = tenant.principal;
  const { outcome } = await attempt(services, inbound, {
    candidate,
    method: methodOf(request.method),
    path: pathOf(endpoint, found, queryOf(services, projectId, found, endpoint.query)),
    stream: false,
    body: inbound.upload?.body(null) ?? null,
    login,
    spliceUsageOut: false,
    capture: context.attributes.capture === 'full',
    translation: null,
    prefixOf: prefixFor(services, projectId, candidate),
    reason: 'first',
  });
  journal.leave('infer');
  return outcome;
}

function pathOf({ operation }: FilesEndpoint, { id }: FileKeeper, query: string): string {
  const file = id === null ? '' : `/${encodeURIComponent(id)}`;
  const content = operation === 'file_content' ? '/content' : '';
  return `/files${file}${content}${query === '' ? '' : `?${query}`}`;
}

/** A page is asked for by the id of the file before it, which the provider knows by its own name. */
function queryOf(
  services: Services,
  projectId: string,
  { keeper }: FileKeeper,
  query: string,
): string {
  const after = new URLSearchParams(query).get('after');
  if (after === null) return query;
  const unwrapped = wrappedIdsOf(services, projectId).unwrap(after);
  if (unwrapped === null || unwrapped.origin !== keeper.origin.name) throw unknownPage();
  const parts = query.split('&').filter((part) => !new URLSearchParams(part).has('after'));
  return [...parts, `after=${encodeURIComponent(unwrapped.id)}`].join('&');
}

function unknownPage(): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    '"after" is no id of a file that this provider keeps for the project',
    'Use the last id of the page before.',
    { details: { param: 'after' } },
  );
}

function noForm(): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    'a file is uploaded as multipart/form-data, and the body is none',
    'Send the fields "purpose" and "file" as a form.',
    { details: { param: 'file' } },
  );
}
