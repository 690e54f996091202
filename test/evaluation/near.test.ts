/** Near misses made from the papers' own facts fool the assistant nowhere, and what is true is still confirmed. */
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../src/documents/index.ts'
import { drawn, isConfirmed, isFooled, nearCasesOf, scoreNear } from '../../src/evaluation/near.ts'
import { FIELDS } from '../../src/evaluation/near-change.ts'
import { nearLines } from '../../src/evaluation/near-text.ts'
import { askerOf } from '../ask/asker.ts'
import { isLong } from '../size.ts'

const papers = import.meta.glob<string>('../eval/papers/*/document.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const [plan = ''] = Object.values(
  import.meta.glob<string>('../fixtures/offices/zhejiang/plans/2017/document.txt', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)

function scored(text: string, near: number, seed: number) {
  const document = readDocument(text, { id: 'document' })
  const cases = nearCasesOf(document).filter((one) => one.figure !== '')
  const missed = drawn(
    cases.filter((one) => one.field),
    near,
    seed,
  )
  const claims = drawn(
    cases.filter((one) => !one.field),
    near / 5,
    seed,
  )
  return scoreNear([...missed, ...claims], askerOf(document))
}

const SEED = 20_261_129

test('of the near misses on the plan’s document none is confirmed or answered, and its true claims are confirmed', () => {
  const near = isLong ? 300 : 100
  const score = scored(plan, near, SEED)
  expect(score.asked).toBe(near)
  expect(score.fooled.map(({ one }) => one.text)).toEqual([])
  expect(score.denied.map(({ one }) => one.text)).toEqual([])
  // One in twelve is a bare statement with a question mark, which is answered with the paper's own words.
  expect(score.confirmed / score.claims).toBeGreaterThanOrEqual(0.85)
})

// These papers were mended on: what is held here is that nothing falls, not how well unseen ones do.
test('on the other papers at most one near miss in two hundred fools, and most true claims are confirmed', {
  timeout: 240_000,
}, () => {
  const near = isLong ? 300 : 15
  const scores = Object.values(papers).map((text) => scored(text, near, SEED))
  const sum = (of: (score: (typeof scores)[number]) => number): number => scores.map(of).reduce((so, one) => so + one)
  expect(sum((one) => one.asked)).toBe(near * Object.keys(papers).length)
  const fooled = scores.flatMap((one) => one.fooled).map(({ one }) => one.text)
  expect(fooled.length, fooled.join('\n')).toBeLessThanOrEqual(Math.ceil(sum((one) => one.asked) / 200))
  expect(sum((one) => one.confirmed) / sum((one) => one.claims)).toBeGreaterThanOrEqual(0.7)
})

test('of who does what in the other papers at most one in fifty is confirmed wrongly, and most of what is true', {
  timeout: 240_000,
}, () => {
  const scores = Object.values(papers).map((text) => {
    const document = readDocument(text, { id: 'document' })
    const duties = nearCasesOf(document).filter((one) => one.figure === '')
    const share = (isTrue: boolean, most: number) =>
      drawn(
        duties.filter((one) => (one.field === undefined) === isTrue),
        most,
        SEED,
      )
    return scoreNear([...share(false, isLong ? 60 : 15), ...share(true, isLong ? 30 : 8)], askerOf(document))
  })
  const sum = (of: (score: (typeof scores)[number]) => number): number => scores.map(of).reduce((so, one) => so + one)
  const fooled = scores.flatMap((one) => one.fooled).map(({ one }) => one.text)
  expect(sum((one) => one.asked)).toBeGreaterThan(100)
  expect(fooled.length, fooled.join('\n')).toBeLessThanOrEqual(Math.ceil(sum((one) => one.asked) / 50))
  expect(sum((one) => one.confirmed) / sum((one) => one.claims)).toBeGreaterThanOrEqual(0.7)
})

describe('the cases themselves', () => {
  const paper = readDocument(
    [
      '某省工业工作要点',
      '一、目标',
      '2024年力争新增小微企业园区120家以上，处置僵尸企业300家，新改扩建标准厂房1000万平方米，淘汰和整治作坊900家，万元工业用水量同比下降5%。',
    ].join('\n'),
    { id: 'paper' },
  )
  const cases = nearCasesOf(paper)

  test('change each field that a goal has, and leave the true claim beside them', () => {
    const changed = new Set(cases.map((one) => one.field))
    for (const field of FIELDS) expect(changed).toContain(field)
    expect(changed).toContain(undefined)
  })

  test('name one member of what a figure counts together, never of what it is of each', () => {
    const members = cases.filter((one) => one.field === 'member').map((one) => one.text)
    for (const said of ['新建标准厂房1000', '扩建标准厂房1000', '淘汰作坊900', '整治作坊900'])
      expect(members.some((text) => text.includes(said))).toBe(true)
    expect(members.filter((text) => text.includes('5%'))).toEqual([])
  })

  test('change the body, its duty, the two of them turned round and the place of who does what', () => {
    const shared = readDocument(
      [
        '电梯安全责任清单',
        '第一条 市住建局负责加装审批，市应急管理局负责疏散通道检查，物业公司负责日常巡查。',
        '第二条 物业公司应当每月向市住建局报送巡查记录。',
        '第三条 在东港县开展联网监测试点，由市住建局牵头。',
        '第四条 在西岭县开展按需维保试点，由物业公司配合。',
      ].join('\n'),
      { id: 'duties' },
    )
    const duties = nearCasesOf(shared).filter((one) => one.figure === '')
    const texts = (field?: string): string[] => duties.filter((one) => one.field === field).map((one) => one.text)
    expect(texts()).toContain('市应急管理局负责疏散通道检查，对吗？')
    expect(texts('body')).toContain('物业公司负责疏散通道检查，对吗？')
    expect(texts('duty')).toContain('市住建局负责疏散通道检查，对吗？')
    expect(texts('turned')).toContain('市住建局应当每月向物业公司报送巡查记录，对吗？')
    const said = readDocument(shared.text, { id: 'same' }).text.replace(/\s/g, '')
    for (const { text } of duties.filter((one) => one.field)) expect(said).not.toContain(text.slice(0, -4))
  })

  test('never claim a figure that the document has for the same subject', () => {
    const claimed = cases.filter((one) => one.field === 'number').map((one) => one.text)
    expect(claimed.length).toBeGreaterThan(20)
    expect(claimed.filter((text) => text.includes('僵尸企业300家'))).toEqual([])
  })

  test('are the same for the same seed and others for another', () => {
    const texts = (seed: number) => drawn(cases, 40, seed).map((one) => one.text)
    expect(texts(1)).toEqual(texts(1))
    expect(texts(1)).not.toEqual(texts(2))
  })

  test('one who says yes to everything is fooled by every claim, and told so in Chinese', () => {
    const yes = { status: 'answered', reason: 'answered', text: '是，文件写了', citations: [] } as const
    const claims = cases.filter((one) => one.kind === 'claim' && one.field)
    expect(claims.every((one) => isFooled(one, yes))).toBe(true)
    expect(isConfirmed(yes)).toBe(true)
    const score = scoreNear(claims.slice(0, 3), { ask: () => yes })
    expect(nearLines('要点', score)).toHaveLength(4)
    expect(nearLines('要点', score)[0]).toContain('被骗3个')
  })

  test('one who shows what is written is not fooled', () => {
    const shows = {
      status: 'answered',
      reason: 'answered',
      text: '文件写的是：处置僵尸企业300家',
      citations: [],
    } as const
    expect(cases.some((one) => one.field && isFooled(one, shows))).toBe(false)
  })
})
