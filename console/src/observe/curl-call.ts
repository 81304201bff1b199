/** Stands for a key in a command until there is one: a variable of the shell. */
export const KEY_VARIABLE = '$SIGNALBOX_API_KEY';

/** A call that works without any provider account. `gateway`: its address, without `/v1`. */
export function curlCall(gateway: string, key: string, header: string): string {
  return `curl ${gateway}/v1/chat/completions \\
  -H "authorization: Bearer ${key}" \\
  -H 'content-type: application/json' \\
  -H '${header}' \\
  -d '{"model": "sandbox/echo",
       "messages": [{"role": "user", "content": "Hello"}]}'`;
}
