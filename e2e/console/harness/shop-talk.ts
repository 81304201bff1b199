/** What customers of a bicycle shop ask its assistant, and what it answers. */
export interface Talk {
  readonly question: string;
  readonly answer: string;
  /** The call that it makes first, with what comes back. */
  readonly call?: { readonly arguments: object; readonly result: object };
}

export const SYSTEM =
  'You are the assistant of a bicycle shop. Answer in at most five sentences. Never promise a refund.';

export const TOOLS = [
  {
    type: 'function',
    function: {
      name: 'find_order',
      description: 'Where an order is, by its number.',
      parameters: {
        type: 'object',
        properties: { number: { type: 'string' } },
        required: ['number'],
      },
    },
  },
];

export const TALKS: readonly Talk[] = [
  {
    question: 'Which tyre fits a 28 inch gravel wheel?',
    answer:
      'A 40-622 tyre fits: **40 mm wide** on a 622 mm rim. Check the clearance of your frame first:\n\n- up to 42 mm: any gravel tyre\n- up to 35 mm: take the *Allroad* 35-622',
  },
  {
    question: 'My order 4711 has not arrived. Where is it?',
    answer:
      'Order 4711 left our warehouse on Tuesday and is with the carrier. It should reach you **tomorrow before 18:00**. Shall I send you the tracking link?',
    call: {
      arguments: { number: '4711' },
      result: { number: '4711', state: 'with the carrier', sent: 'Tuesday', due: 'tomorrow 18:00' },
    },
  },
  {
    question: 'Can I return a helmet that I wore once?',
    answer:
      'Yes. Within 30 days you may return it, as long as it has no visible damage. The label is in your account under *Returns*.',
  },
  {
    question: 'What is the difference between the two front lights you sell?',
    answer:
      'The Beam 80 is twice as bright and a little heavier:\n\n| | Beam 40 | Beam 80 |\n|---|---|---|\n| Brightness | 40 lux | 80 lux |\n| Runtime | 6 h | 4 h |\n| Weight | 95 g | 140 g |',
  },
  {
    question: 'Please cancel my service plan.',
    answer:
      'I have cancelled the plan. It stays active until the end of the month, and nothing more will be charged.',
  },
  {
    question: 'The brakes squeal since the last service.',
    answer:
      'That is usually grease on the rotor. Clean both rotors with isopropyl alcohol and brake firmly ten times. If it stays, bring it in: the check is free for 60 days after a service.',
  },
];

export const NIGHTLY: Talk = {
  question: 'Summarise the conversations of the day in five points for the team of the shop.',
  answer:
    '1. Most asked: tyre sizes of gravel wheels (31%).\n2. Two deliveries were late by a day.\n3. Squealing brakes after services came up nine times.\n4. Three service plans were cancelled.\n5. The comparison of the front lights is missing on the product page.',
};
