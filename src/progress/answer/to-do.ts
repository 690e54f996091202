/** What waits for a coordinator's own hand, below what the counties owe. */
import type { Block } from '../../message/card.ts'
import type { Desk } from './query-context.ts'

export async function waitingBlocks(desk: Desk): Promise<Block[]> {
  const { plan, regions } = desk.ground
  if (desk.inGroup) return []
  const row = await desk.store.first<{ n: number }>(
    `SELECT count(*) AS n FROM json_each(?) r JOIN cell c ON c.region = r.value AND c.state = 'submitted' AND c.period BETWEEN ? AND ?`,
    JSON.stringify(regions.all.filter((one) => regions.within(one.key, desk.own)).map((one) => one.key)),
    `${plan.year}`,
    `${plan.year}~`,
  )
  if (!row?.n) return []
  return [
    { kind: 'text', text: `另有${row.n}项上报待审核。` },
    { kind: 'buttons', buttons: [{ label: '去审核', command: '审核' }] },
  ]
}
