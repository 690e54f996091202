/** A month's bill by Cloudflare's published prices and stated volumes; docs/scale.md tells where each figure is from. */

/** What one province does in a month. */
const PROVINCE = {
  /** 178 contacts × 20, 12 coordinators × 100, 300 officials × 20 */
  messages: 178 * 20 + 12 * 100 + 300 * 20,
  /** reminders, summaries, notices: measured about 115 a month where most report; here as if nobody did */
  notices: 1_000,
  minutes: 30 * 24 * 60,
} as const

/** Rounded up from what `npm run bench scale` prints. */
const COST = {
  message: { read: 500, written: 15, cpuMs: 10, bytes: 5_400 },
  notice: { read: 40, written: 12, cpuMs: 10, bytes: 5_400 },
  minute: { read: 60, written: 1, cpuMs: 5, bytes: 0 },
  /** figures with what holds and how it came about: 11 000 a year */
  figures: { bytes: (11_000 / 12) * 3 * 900 },
} as const

/** USD a month, above what the plan includes. */
const PAID = { base: 5 }
const ABOVE = {
  requests: { included: 10e6, usd: 0.3 / 1e6 },
  cpuMs: { included: 30e6, usd: 0.02 / 1e6 },
  read: { included: 25e9, usd: 0.001 / 1e6 },
  written: { included: 50e6, usd: 1 / 1e6 },
  storedGb: { included: 5, usd: 0.75 },
} as const

/** @param months for how long the office has been running: what is stored adds up */
export function bill(months = 12): void {
  console.log(`a month's bill after ${months} months, in USD (volumes and prices: docs/scale.md)`)
  for (const provinces of [1, 10, 31]) {
    const used = usage(provinces, months)
    const parts = Object.entries(ABOVE).map(([name, { included, usd }]) => {
      const amount = used[name as keyof typeof ABOVE]
      const cost = Math.max(0, amount - included) * usd
      return { cost, text: `${name} ${amount.toPrecision(3)} of ${included}${cost ? ` (+${cost.toFixed(2)})` : ''}` }
    })
    const total = PAID.base + parts.reduce((sum, { cost }) => sum + cost, 0)
    console.log(`  ${provinces} provinces: ${total.toFixed(2)} — ${parts.map(({ text }) => text).join('; ')}`)
  }
}

function usage(provinces: number, months: number): Record<keyof typeof ABOVE, number> {
  const { messages, notices, minutes } = PROVINCE
  const sum = (of: 'read' | 'written' | 'cpuMs' | 'bytes'): number =>
    provinces * (messages * COST.message[of] + notices * COST.notice[of] + minutes * COST.minute[of])
  return {
    requests: provinces * (messages + minutes),
    cpuMs: sum('cpuMs'),
    read: sum('read'),
    written: sum('written'),
    storedGb: (months * (sum('bytes') + provinces * COST.figures.bytes)) / 1e9,
  }
}
