/** What the SDK may say in our log. */

/** The SDK logs tokens, secrets and the words of people; of an error only its head is kept, without them. */
export function quietLogger(log: (entry: Readonly<Record<string, unknown>>) => void) {
  const drop = (): void => {}
  const error = (...words: unknown[]): void =>
    log({ event: 'feishu-sdk-failed', error: redacted(words.map(head).join(' ')) })
  return { error, warn: drop, info: drop, debug: drop, trace: drop }
}

const head = (word: unknown): string =>
  Array.isArray(word)
    ? word.map(head).join(' ')
    : word instanceof Error
      ? word.message
      : typeof word === 'string'
        ? word
        : ''

/** Words for the log without tokens and secrets, at most 300 characters. */
export const redacted = (words: string): string =>
  words.replace(/Bearer\s+\S+|\b[tu]-[\w.-]{10,}|(secret|token|ticket)["']?\s*[:=]\s*\S+/gi, '…').slice(0, 300)
