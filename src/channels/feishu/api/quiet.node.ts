/** What the SDK may say in our log. */

/**
 * A logger for the SDK that keeps the head of errors alone: the SDK itself logs tokens, secrets and people's words.
 */
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

/** Words for the log, at most 300 characters, with tokens and secrets replaced. */
export const redacted = (words: string): string =>
  words.replace(/Bearer\s+\S+|\b[tu]-[\w.-]{10,}|(secret|token|ticket)["']?\s*[:=]\s*\S+/gi, '…').slice(0, 300)
