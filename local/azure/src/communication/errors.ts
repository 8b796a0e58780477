/**
 * A refusal in the shape of Azure Communication Services: `{ "error": { "code", "message", "target" } }` and the header
 * `x-ms-error-code`. Source: https://learn.microsoft.com/rest/api/communication/dataplane/email/send#errorresponse.
 */
export class CommunicationError extends Error {
  readonly status: number;
  readonly code: string;
  /** The field at fault, such as `recipients.to[0].address`. */
  readonly target: string | undefined;

  constructor(status: number, code: string, message: string, target?: string) {
    super(message);
    this.name = 'CommunicationError';
    this.status = status;
    this.code = code;
    this.target = target;
  }

  toJSON() {
    return { error: { code: this.code, message: this.message, ...(this.target && { target: this.target }) } };
  }
}

/** 400 BadRequest about one field. */
export const badRequest = (target: string, problem: string): CommunicationError =>
  new CommunicationError(400, 'BadRequest', `${target} ${problem}`, target);
