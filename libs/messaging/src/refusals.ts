import type { UnsendableMessage } from './publisher.ts';

/** Error codes of the two SDKs that concern the message itself; every other error may be transient, or concerns the entity. */
const tooLarge = new Set(['MessageTooLargeError', 'MessageSizeExceeded']);
const refused = new Set(['ArgumentError', 'ArgumentOutOfRangeError', 'DecodeError', 'InvalidFieldError']);

/** Why the broker will never take a message, by the error of its SDK; undefined when another try may help. */
export function refusalOf(error: unknown): UnsendableMessage['reason'] | undefined {
  if (error instanceof TypeError || error instanceof RangeError) return 'refused'; // the SDK cannot even write it
  const { code, name } = error as { code?: unknown; name?: unknown };
  const names = [code, name].map(String);
  if (names.some((text) => tooLarge.has(text))) return 'too_large';
  return names.some((text) => refused.has(text)) ? 'refused' : undefined;
}
