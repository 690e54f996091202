/** Process: finds all matches of a pattern in a text and says what that cost in processor time, in milliseconds. */
export interface Attack {
  readonly source: string
  readonly flags: string
  readonly text: string
}

const costOf = ({ source, flags, text }: Attack): number => {
  const pattern = new RegExp(source, `${flags.replace(/[gy]/g, '')}g`)
  const before = process.cpuUsage()
  for (const _ of text.matchAll(pattern));
  const { user } = process.cpuUsage(before)
  return user / 1_000
}

process.on('message', (attack: Attack) => process.send?.(costOf(attack)))
