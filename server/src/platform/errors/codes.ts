/** What each expected failure means: HTTP status, and whether the same call may succeed later without a change. */
export interface ErrorMeaning {
  readonly status: number;
  readonly retryable: boolean;
  readonly meaning: string;
}

const meaning = (status: number, retryable: boolean, text: string): ErrorMeaning => ({
  status,
  retryable,
  meaning: text,
});

/** Every expected failure of Signalbox. The code is stable and stands in responses, traces and logs. */
export const ERROR_CODES = {
  // starting
  config_invalid: meaning(500, false, 'An option has a value that it does not take.'),
  port_in_use: meaning(500, false, 'Another process listens on a port that Signalbox needs.'),
  data_in_use: meaning(500, false, 'Another Signalbox runs on this data directory.'),
  data_unusable: meaning(
    500,
    false,
    'The data directory cannot be created, written or passed through.',
  ),
  secret_key_wrong: meaning(
    500,
    false,
    'The master key is not the one that the stored secrets were encrypted with.',
  ),
  store_failed: meaning(503, true, 'A store did not start or does not answer.'),
  migration_failed: meaning(500, false, 'A migration failed; the store is as it was before.'),
  // who calls
  key_missing: meaning(401, false, 'The request carries no key and no sign-in.'),
  key_invalid: meaning(401, false, 'The key is unknown, malformed, revoked or expired.'),
  scope_missing: meaning(403, false, 'The key is valid but does not allow this.'),
  sign_in_failed: meaning(
    401,
    false,
    'E-mail and password do not belong to anyone who may sign in.',
  ),
  session_ended: meaning(
    401,
    false,
    'The sign-in has ended: signed out, revoked, idle too long or too old.',
  ),
  csrf_refused: meaning(403, false, 'The call does not come from a page of this console.'),
  too_many_attempts: meaning(
    429,
    true,
    'Too many attempts to sign in, by this address or for this account.',
  ),
  one_time_link_invalid: meaning(
    410,
    false,
    'The link is unknown, was used or replaced, or has expired.',
  ),
  // what is asked
  request_invalid: meaning(
    400,
    false,
    'The request does not have the form that the endpoint takes.',
  ),
  member_duplicated: meaning(
    400,
    false,
    'A member of the body that the gateway interprets occurs twice.',
  ),
  context_length_exceeded: meaning(
    400,
    false,
    'Prompt and answer together do not fit into the context of the model.',
  ),
  headers_too_large: meaning(
    431,
    false,
    'The headers of the request are larger than an HTTP server here reads.',
  ),
  request_timeout: meaning(408, true, 'The request did not arrive whole in time.'),
  body_too_large: meaning(413, false, 'The request body is larger than the gateway accepts.'),
  not_found: meaning(
    404,
    false,
    'There is nothing under this address or id that the caller may see.',
  ),
  method_not_allowed: meaning(405, false, 'The address exists but not with this method.'),
  conflict: meaning(409, false, 'The change contradicts the present state.'),
  host_not_allowed: meaning(
    421,
    false,
    'The Host header names a host that this port does not answer for.',
  ),
  precondition_failed: meaning(412, false, 'The thing was changed since it was read (If-Match).'),
  feature_unsupported: meaning(
    400,
    false,
    "The provider's protocol has no place for something that the request asks for.",
  ),
  model_not_found: meaning(404, false, 'No provider serves a model of this name to this key.'),
  // what is asked is away
  telemetry_away: meaning(
    503,
    true,
    'The telemetry role does not answer: traces and usage cannot be read. Requests are served and recorded meanwhile.',
  ),
  telemetry_timeout: meaning(
    504,
    true,
    'The telemetry role is there, and did not answer this question in the time that one may take.',
  ),
  // serving
  upstream_error: meaning(
    502,
    true,
    'The provider answered with something that is not a valid response.',
  ),
  upstream_unreachable: meaning(502, true, 'No connection to the provider could be made.'),
  upstream_timeout: meaning(504, true, 'The provider did not answer in the time allowed.'),
  upstream_interrupted: meaning(502, true, 'The provider broke off in the middle of its answer.'),
  no_target_available: meaning(
    503,
    true,
    'Every target of the route has failed too often, is over its quota, or has no credential that is taken.',
  ),
  engine_starting: meaning(503, true, 'The local engine is being installed or loaded.'),
  engine_unavailable: meaning(503, true, 'The local engine could not be installed or started.'),
  overloaded: meaning(503, true, 'A queue is full.'),
  draining: meaning(503, true, 'This process is about to stop.'),
  snapshot_stale: meaning(
    503,
    true,
    'The gateway has not heard from control for longer than max_snapshot_age.',
  ),
  gateway_unreachable: meaning(503, true, 'No gateway answers on this host.'),
  link_refused: meaning(
    403,
    false,
    'A role refused a call of another: wrong secret or wrong version.',
  ),
  query_too_expensive: meaning(
    422,
    false,
    'The query needs more time or memory than a query may have.',
  ),
  internal: meaning(500, true, 'A bug in Signalbox.'),
} as const satisfies Record<string, ErrorMeaning>;

export type ErrorCode = keyof typeof ERROR_CODES;
