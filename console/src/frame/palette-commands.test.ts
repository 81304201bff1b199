import { describe, expect, it } from 'vitest';
import { findCommands } from './palette-commands.ts';

const pages = [
  { id: '/requests', label: 'Requests', group: 'Observe', to: '/requests' },
  { id: '/keys', label: 'Keys', group: 'Control', to: '/keys' },
];

describe('the command palette', () => {
  it('finds pages by any of their words', () => {
    expect(findCommands('obs req', pages).map(({ id }) => id)).toEqual(['/requests']);
    expect(findCommands('', pages)).toHaveLength(2);
    expect(findCommands('nothing', pages)).toEqual([]);
  });

  it('leads from a pasted id to the request or trace', () => {
    expect(findCommands(' 0198c5a0-1111-7222-8333-444455556666 ', pages)[0]?.search).toEqual({
      open: '0198c5a0-1111-7222-8333-444455556666',
    });
    expect(findCommands('0af7651916cd43dd8448eb211c80319c', pages)[0]?.to).toBe(
      '/requests/0af7651916cd43dd8448eb211c80319c',
    );
  });
});
