// Exit statuses (DESIGN section 6) and the errors that carry them.

export const STATUS = { done: 0, no: 1, wrongInput: 2, bug: 3, refused: 4, interrupted: 130 } as const;

/** Wrong input or usage: the message says what to do; ends with status 2. */
export class UsageError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** Everything was said already; only the status remains. */
export class Ended extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`ended with status ${status}`);
    this.status = status;
  }
}
