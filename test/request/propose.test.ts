/**
 * What was read becomes the query that was written by hand, first or among the candidates. The sets are counted, not
 * listed: what is still missed is named, so that neither a loss nor a gain passes unseen.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { desk, development, questionsIn, turns } from './desk.ts'

const MISSED = [
  '高新技术企业全省定了多少家 现在各县报上来几家',
  '低小散全省目标是多少，六个县的任务合起来是它的百分之几，完成多少了',
  '桐乡低小散8月比7月多干了多少，是不是增得最多的',
  '僵尸企业待审的数算进28家里了没',
  '文件定的标准厂房目标是多少 嘉兴干了多少',
  '任务分解是按哪个文件来的',
]
const MISSED_OF_OTHERS = ['嘉兴三个县厂房谁先谁后排一下', '湖州有几个红灯']
const MISSED_OF_THIRD = [
  '哪个县低小散任务最轻松完成得最快',
  '海宁僵尸企业8月底的数是沿用7月的吗',
  '德清标准厂房原来报了41.4对吗',
]
const MISSED_OF_FOURTH = [
  '8月份哪个市报得最齐',
  '两市僵尸企业累计各多少',
  '海宁上次报厂房是哪天',
  '僵尸企业完成率各县最高和最低分别是谁',
  '平湖低小散那个草稿什么时候交',
]
const MISSED_OF_OWN = ['处置数不足5家的县', '两市标准厂房对比一下']

let told: Awaited<ReturnType<typeof desk>>
beforeAll(async () => {
  told = await desk()
})

describe('from what was read to a query', () => {
  test('of the questions of the sets these alone are missed', () => {
    const { first, among, asked, wrong, misses } = told.fare(development)
    console.info(
      `development: first ${first}, among ${among}, asked back ${asked.length} ${asked.join('; ')}, wrong ${wrong} of ${development.length}`,
      [...misses],
    )
    expect(development).toHaveLength(172)
    expect([...misses.keys()]).toEqual(MISSED)
  })

  test('of other wordings these alone are missed', () => {
    const own = questionsIn('own')
    const { first, among, asked, wrong, misses } = told.fare(own)
    console.info(
      `own: first ${first}, among ${among}, asked back ${asked.length} ${asked.join('; ')}, wrong ${wrong} of ${own.length}`,
      [...misses],
    )
    expect([...misses.keys()]).toEqual(MISSED_OF_OWN)
  })

  test.each([
    ['others', MISSED_OF_OTHERS],
    ['third', MISSED_OF_THIRD],
    ['fourth', MISSED_OF_FOURTH],
  ])('of the wordings of %s.yaml these alone are missed', (name, missed) => {
    const all = questionsIn(name)
    const { first, among, asked, wrong, misses } = told.fare(all)
    console.info(`${name}: first ${first}, among ${among}, asked back ${asked.length}, wrong ${wrong} of ${all.length}`)
    expect([...misses.keys()]).toEqual(missed)
  })

  test.each(turns)('$first, then $next: only what is said anew is another', ({ first, next, change }) => {
    const [before] = told.proposed(first, 'province')
    expect(before).toBeDefined()
    if (!before) return
    const [after] = told.proposed(next, 'province', before.query)
    expect(after && told.wrongIn(after.query, { ...before.query, ...change })).toEqual([])
  })
})
