/** What a question leans on in a talk: the clause of the last answer, or the goal of the indicator that was answered on. */
import { describe, expect, test } from 'vitest'
import { goalsIn, toldBefore } from '../../src/ask/told.ts'
import type { Turn } from '../../src/message/command.ts'
import { readKept, type Told } from '../../src/message/thread.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import { whole } from '../office.ts'
import { askerOf, read } from './asker.ts'

const { plan } = whole
const points = read('work-points-2017')
const goalOf = goalsIn(points, plan.indicators)
const zombies = plan.indicators.find(({ short }) => short === '僵尸企业')?.id ?? ('' as IndicatorId)
const workshops = plan.indicators.find(({ short }) => short === '标准厂房')?.id ?? ('' as IndicatorId)

const turn = (command: string | null, kept?: Turn['kept'], status = 'answered'): Turn => ({
  text: 'x',
  command,
  status,
  ...(kept && { kept }),
})
const on = (...ids: IndicatorId[]): Turn['kept'] => ({
  topic: { indicators: ids.map((id) => [id]), places: [], times: [] },
})
const clause: Told = {
  line: '300家',
  clauses: [{ document: points.title, section: '二（三）', quote: '2017年处置僵尸企业300家。' }],
}

describe('the newest turn that tells something', () => {
  test('an answer from the papers is told by its own clauses', () => {
    expect(toldBefore([turn('问', { told: clause })], '问', goalOf)).toEqual(clause)
  })
  test('an answer from the ledger is told by the goal of its one indicator', () => {
    expect(toldBefore([turn('进度', on(zombies))], '问', goalOf)?.clauses[0]).toMatchObject({ section: '二（三）' })
    expect(toldBefore([turn('进度', on(zombies, workshops))], '问', goalOf)).toBeNull()
  })
  test('a report is of figures, and tells nothing of the papers', () => {
    expect(toldBefore([turn('问', { told: clause }), turn('上报', on(zombies), 'recorded')], '问', goalOf)).toBeNull()
  })
  test('a question that found nothing, and a talk that ended, hide what was told before', () => {
    const before = turn('问', { told: clause })
    expect(toldBefore([before, turn('问', undefined, 'off-topic')], '问', goalOf)).toBeNull()
    expect(toldBefore([before, turn('帮助')], '问', goalOf)).toBeNull()
    expect(toldBefore([before, turn(null, undefined, 'talk')], '问', goalOf)).toEqual(clause)
  })
  test('it is read back as it was kept', () => {
    expect(readKept(JSON.stringify({ told: clause })).told).toEqual(clause)
    expect(readKept(JSON.stringify({ told: { line: 1 } })).told).toBeUndefined()
  })
})

describe('a question after it', () => {
  const asker = askerOf(points)
  const followed = (question: string, told: Told | null) => asker.ask({ question, told })

  test('stays with the indicator’s clause, though another clause has the words', () => {
    const told = goalOf(zombies) ?? null
    expect(followed('是力争还是死任务', told).text).toContain('2017年处置僵尸企业300家')
    expect(followed('按哪个文件弄的', told).text).toContain('浙并购办〔2016〕4号')
    expect(followed('是力争还是死任务', null).text).not.toContain('僵尸')
  })
  test('leaves what was told for the next, also where the clause does not say it', () => {
    const first = asker.ask({ question: '处置僵尸企业多少家', told: null })
    expect(first.told?.clauses[0]?.section).toBe('二（三）')
    const second = asker.ask({ question: '哪个部门管', history: ['处置僵尸企业多少家'], told: first.told })
    expect(second).toMatchObject({ status: 'declined', told: first.told, nearest: [{ section: '二（三）' }] })
    expect(second.text).toContain('没有写到这一点')
  })
  test('of the paper itself is of the paper', () => {
    expect(followed('文件是几号发的', goalOf(zombies) ?? null).text).toContain('2017年4月18日')
  })
  test('of something else is of that', () => {
    expect(followed('盘活存量建设用地多少亩', goalOf(zombies) ?? null).text).toContain('8万亩')
  })
  test('a clause that is no longer held is leaned on no more', () => {
    const gone: Told = { line: 'x', clauses: [{ document: '别的文件', section: '一', quote: 'x' }] }
    expect(followed('按哪个文件弄的', gone)).toMatchObject({ status: 'answered' })
  })
})
