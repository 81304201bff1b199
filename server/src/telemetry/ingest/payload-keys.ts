import type { ConfigState } from '../../platform/config-stream/follow.ts';
import { MessageHasher } from './message-hash.ts';

interface Known {
  readonly key: string;
  readonly hasher: MessageHasher;
}

/** The key of each project under which its messages are stored, from the configuration. */
export class PayloadKeys {
  #hashers: ReadonlyMap<string, Known> = new Map();

  configure(state: ConfigState): void {
    const next = new Map<string, Known>();
    for (const [id, project] of state.all('project')) {
      const key = project['payload_key'];
      if (typeof key !== 'string') continue;
      const known = this.#hashers.get(id);
      next.set(
        id,
        known?.key === key ? known : { key, hasher: new MessageHasher(Buffer.from(key, 'base64')) },
      );
    }
    this.#hashers = next;
  }

  readonly hasher = (projectId: string): MessageHasher | null =>
    this.#hashers.get(projectId)?.hasher ?? null;
}
