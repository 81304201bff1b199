import { describe, expect, it } from 'vitest';
import { type FailureKind, kindOfAnswer, kindOfCode } from './failure-kind.ts';

const error = (message: string | null, code: string | null = null, type: string | null = null) => ({
  message,
  code,
  type,
});

/** As the providers' published error pages have them. */
describe("a provider's error answer", () => {
  it.each<[number, ReturnType<typeof error> | null, FailureKind]>([
    [401, error('Incorrect API key provided', 'invalid_api_key'), 'credential'],
    [401, error('invalid x-api-key', null, 'authentication_error'), 'credential'],
    [402, null, 'credential'],
    [403, error('Your account is not active', null, 'permission_error'), 'credential'],
    [403, error('Project `p` does not have access to model `gpt-9`'), 'model_not_found'],
    [429, error('You exceeded your current quota', 'insufficient_quota'), 'credential'],
    [429, error('Rate limit reached', 'rate_limit_exceeded', 'requests'), 'rate_limit'],
    [429, error('Resource has been exhausted', 'RESOURCE_EXHAUSTED'), 'rate_limit'],
    [
      400,
      error('Your credit balance is too low to access the API', null, 'invalid_request_error'),
      'credential',
    ],
    [
      400,
      error("This model's maximum context length is 8192 tokens", 'context_length_exceeded'),
      'context_overflow',
    ],
    [
      400,
      error('prompt is too long: 210000 tokens > 200000 maximum', null, 'invalid_request_error'),
      'context_overflow',
    ],
    [
      400,
      error(
        'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
        'INVALID_ARGUMENT',
      ),
      'context_overflow',
    ],
    [413, error('Request exceeds the maximum size', null, 'request_too_large'), 'context_overflow'],
    [
      400,
      error(
        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy",
        'content_filter',
      ),
      'content_filter',
    ],
    [404, error('The model `gpt-9` does not exist', 'model_not_found'), 'model_not_found'],
    [404, error('model: claude-9', null, 'not_found_error'), 'model_not_found'],
    [
      404,
      error('The API deployment for this resource does not exist', 'DeploymentNotFound'),
      'model_not_found',
    ],
    [400, error('tools[0].name is too long', null, 'invalid_request_error'), 'request'],
    [422, null, 'request'],
    [500, error('The server had an error; check your context window'), 'overload'],
    [503, null, 'overload'],
    [529, error('Overloaded', null, 'overloaded_error'), 'overload'],
    [200, error('busy'), 'overload'],
  ])('%i %o: %s', (status, said, kind) => {
    expect(kindOfAnswer(status, said)).toBe(kind);
  });

  it("is nobody's where it is our own", () => {
    expect(kindOfCode('draining')).toBeNull();
    expect(kindOfCode('upstream_timeout')).toBe('timeout');
  });
});
