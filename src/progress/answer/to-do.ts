/** 我的: what the asker still owes, or for a coordinator who still owes it and what waits for review. */
import type { Block, Card } from '../../message/card.ts'
import type { Person } from '../../office/person.ts'
import type { Question } from '../question/question.ts'
import { showMissing } from './attendance-card.ts'
import { showOwed } from './outstanding.ts'
import type { Desk } from './query-context.ts'

/** What the asker still owes, or for a coordinator who still owes it. */
export async function showMine(desk: Desk, person: Person | undefined, question: Question): Promise<Card> {
  const { regions } = desk.ground
  const named = question.subjects.filter((key) => regions.get(key).level === 'county')
  const counties =
    named.length > 0
      ? named
      : (person?.posts.filter((post) => post.role === 'contact').map((post) => post.region) ?? [])
  if (counties.length > 0) return showOwed(desk, [...new Set(counties)], question)
  const card = await showMissing(desk, { ...question, kind: 'missing', subjects: [], pool: desk.own })
  return { ...card, blocks: [...card.blocks, ...(await waiting(desk))] }
}

/** What waits for the coordinator's own hand. */
async function waiting(desk: Desk): Promise<Block[]> {
  if (desk.inGroup) return []
  const row = await desk.store.first<{ n: number }>(
    `SELECT count(*) AS n FROM json_each(?) r JOIN cell c ON c.region = r.value AND c.state = 'submitted' AND c.period BETWEEN ? AND ?`,
    JSON.stringify(
      desk.ground.regions.all.filter((one) => desk.ground.regions.within(one.key, desk.own)).map((one) => one.key),
    ),
    `${desk.ground.plan.year}`,
    `${desk.ground.plan.year}~`,
  )
  if (!row?.n) return []
  return [
    { kind: 'text', text: `另有${row.n}项上报待审核。` },
    { kind: 'buttons', buttons: [{ label: '去审核', command: '审核' }] },
  ]
}
