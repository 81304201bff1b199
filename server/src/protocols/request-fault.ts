/**
 * A request that cannot be read as its protocol says, before any provider has seen it: what happened (`message`), what to do
 * (`next`), and the member at fault. Whoever read it translates it into an error of the product, whose codes these are.
 */
export class RequestFault extends Error {
  override readonly name = 'RequestFault';
  readonly code: 'request_invalid' | 'member_duplicated';
  readonly next: string;
  readonly param: string | null;

  constructor(code: RequestFault['code'], message: string, next: string, param: string | null) {
    super(message);
    this.code = code;
    this.next = next;
    this.param = param;
  }
}
