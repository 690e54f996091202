/**
 * Wishes about reminding, said in many ways through the whole office: what must be done, to the day and the minute,
 * and what comes near and must do nothing. Now is Monday 3 July 2017, 09:00:30.
 *
 * Made to specify; mended on, so no measure of how well strangers are understood.
 */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import type { Store } from '../../src/store/index.ts'
import { office } from '../invented.ts'

const NOW = '2017-07-03 09:00:30'

type Said = readonly [who: string, said: string, comes: string]

/** `when: what` of each reminder that waits for somebody who asked for it. */
const SNOOZES: readonly Said[] = [
  ['柳泉', '10分钟后提醒我核对表格', '2017-07-03T09:11 核对表格'],
  ['柳泉', '半小时后再提醒我', '2017-07-03T09:31'],
  ['柳泉', '一个半小时后叫我一下', '2017-07-03T10:31'],
  ['柳泉', '开会呢，过两小时再提醒我', '2017-07-03T11:01'],
  ['柳泉', '下午三点半提醒我', '2017-07-03T15:30'],
  ['柳泉', '15:30叫我', '2017-07-03T15:30'],
  ['柳泉', '今天下午提醒我给统计局打电话', '2017-07-03T15:00 给统计局打电话'],
  ['柳泉', '明早九点提醒我报数', '2017-07-04T09:00'],
  ['柳泉', '周五上午10点20提醒我', '2017-07-07T10:20'],
  ['柳泉', '15号9点提醒我核对一下数据', '2017-07-17T08:30 核对一下数据'],
  ['柳泉', '10分钟后提醒我一下好吗，谢谢', '2017-07-03T09:11'],
  ['柳泉', '再过半小时叫我', '2017-07-03T09:31'],
  ['柳泉', '7月6日上午9:30提醒我', '2017-07-06T09:30'],
  ['柳泉', '10号再提醒我', '2017-07-10T09:00'],
  ['柳泉', '后天提醒我把表交给领导签字', '2017-07-05T09:00 把表交给领导签字'],
  ['柳泉', '下周一提醒我', '2017-07-10T09:00'],
  ['柳泉', '/稍后提醒 7月5日 14点', '2017-07-05T14:00'],
  ['柳泉', '明天提醒我报6月的数', '2017-07-04T09:00'],
  // the office sleeps: Saturday, and the night
  ['柳泉', '7月8日提醒我', '2017-07-10T08:30'],
  ['柳泉', '今晚8点提醒我发材料', '2017-07-04T08:30 发材料'],
  // who owes no report may be reminded of something of their own
  ['澄州', '半小时后提醒我开会', '2017-07-03T09:31 开会'],
]

/** Leave: first and last day, who stands in. */
const LEAVES: readonly Said[] = [
  ['柳泉', '下周一到周三出差', '2017-07-10..2017-07-12'],
  ['柳泉', '我7月10日至12日外出培训', '2017-07-10..2017-07-12'],
  ['柳泉', '我请三天假', '2017-07-03..2017-07-05'],
  ['柳泉', '明天起请两天假', '2017-07-04..2017-07-05'],
  ['柳泉', '我6号7号请假', '2017-07-06..2017-07-07'],
  ['柳泉', '下周休5天年假', '2017-07-10..2017-07-14'],
  ['柳泉', '7月10日开始休假到12日', '2017-07-10..2017-07-12'],
  ['柳泉', '我因病请假三天', '2017-07-03..2017-07-05'],
  ['柳泉', '明后天请假', '2017-07-04..2017-07-05'],
  ['柳泉', '请假到周五', '2017-07-03..2017-07-07'],
  ['柳泉', '下周休年假', '2017-07-10..2017-07-16'],
  ['柳泉', '/请假 7月6日起 两个工作日', '2017-07-06..2017-07-07'],
  ['柳泉', '我明天请假，让竹坞联系人代', '2017-07-04..2017-07-04 竹坞联系人'],
  ['柳泉', '/请假 周四到下周一 由 竹坞联系人 代', '2017-07-06..2017-07-10 竹坞联系人'],
]

/** Until when nobody is disturbed. */
const QUIETS: readonly Said[] = [
  ['柳泉', '三天内不要再提醒我', '2017-07-05'],
  ['柳泉', '到周五之前别催我了', '2017-07-07'],
  ['柳泉', '/免打扰 到10号', '2017-07-10'],
]

const EXTENSIONS: readonly Said[] = [
  ['柳泉', '申请延期到7月10日，因为数据还在核实', '2017-07-10 数据还在核实'],
  ['柳泉', '/延期 周五 因 国土还没给数', '2017-07-07 国土还没给数'],
  ['柳泉', '因为系统升级，6月的申请延期到下周一', '2017-07-10 系统升级'],
]

/** What comes near, and what is answered. */
const NEAR: readonly Said[] = [
  ['柳泉', '国庆后提醒我', '时间|什么时候'],
  ['柳泉', '过几天再提醒我', '什么时候'],
  ['柳泉', '明天起每天提醒我', '什么时候'],
  ['柳泉', '昨天提醒我', '已经过了'],
  ['柳泉', '8点70分提醒我', '什么时候'],
  ['柳泉', '5号和7号都提醒我一下', '什么时候'],
  ['柳泉', '为什么总提醒我', ''],
  ['柳泉', '请假', '从'],
  ['柳泉', '下班前提醒我', '什么时候'],
  ['柳泉', '8:70提醒我', '什么时候'],
  ['柳泉', '下周八提醒我', '什么时候'],
  ['柳泉', '我下周不出差了', ''],
  ['柳泉', '我请3天假，下周一回', '从'],
  ['柳泉', '张主任明天出差', '从'],
  ['柳泉', '李四明天请假', ''],
  ['柳泉', '请3天假要找谁批', ''],
  ['柳泉', '国庆节前后请假', ''],
  ['柳泉', '这几天别催我了', '写明到哪一天'],
  ['柳泉', '下周别提醒我', '写明到哪一天'],
  ['柳泉', '别催了，我明天就报', '写明到哪一天'],
  ['澄州', '/催报 8月', '没有找到对应的截止'],
  ['柳泉', '能不能晚两天交', '延到哪天'],
  ['柳泉', '/延期 到2月30日 因 数据还在核实', '延到哪天'],
  ['柳泉', '我明天请假，由张三丰代', '名册里没有“张三丰”'],
]

/** What an office holds that a wish may have left there, in the notation of the tables above. */
async function effects(store: Store): Promise<string[]> {
  const snoozes = await store.all<{ due: number; card: string }>(
    `SELECT due, card FROM outbox WHERE key LIKE 'snooze/%' ORDER BY due`,
  )
  const leaves = await store.all<{ is_: string }>(
    `SELECT l.from_day || '..' || l.to_day || coalesce(' ' || s.name, '') AS is_ FROM leave l
     LEFT JOIN person s ON s.id = l.stand_in ORDER BY l.from_day`,
  )
  const quiets = await store.all<{ is_: string }>('SELECT quiet AS is_ FROM person WHERE quiet IS NOT NULL')
  const extensions = await store.all<{ is_: string }>(`SELECT due || ' ' || because AS is_ FROM extension`)
  return [...snoozes.map(snoozed), ...[...leaves, ...quiets, ...extensions].map(({ is_ }) => is_)]
}

function snoozed({ due, card }: { due: number; card: string }): string {
  const at = new Date(due + 8 * 3_600_000).toISOString().slice(0, 16)
  const purpose = /提醒您：([^"]*)"/.exec(card)?.[1]
  return purpose ? `${at} ${purpose}` : at
}

describe('a wish is done to the day and the minute', () => {
  test.each([...SNOOZES, ...LEAVES, ...QUIETS, ...EXTENSIONS])('%s says %s: %s', async (who, said, comes) => {
    const store = await freshStore()
    const { says } = await office(store, NOW)
    const before = await effects(store)
    const shown = await says(who, said)
    // leave over a day on which a report is due is shown first
    const answer = /^请假：[\s\S]*截止日/.test(shown) ? await says(who, '确认') : shown
    expect([answer, ...(await effects(store)).filter((one) => !before.includes(one))]).toEqual([answer, comes])
  })
})

describe('what comes near does nothing', () => {
  test.each(NEAR)('%s says %s', async (who, said, answered) => {
    const store = await freshStore()
    const { says } = await office(store, NOW)
    const before = await effects(store)
    expect(await says(who, said)).toMatch(new RegExp(answered))
    expect(await effects(store)).toEqual(before)
  })
})

describe('a wish of several clauses reminds no place for being named', () => {
  test.each([
    ['没报的催一下，苇渡先别催', '桐塍区、麦塍区、柳泉县、竹坞县'],
    ['明天下午三点统一催一遍，苇渡不用，他们跟我打过招呼了', '桐塍区、麦塍区、柳泉县、竹坞县'],
    ['苇渡、柳泉催一下，竹坞不用', '苇渡县、柳泉县'],
    ['催苇渡，柳泉就不催了', '苇渡县'],
    ['苇渡没报，催一下', '苇渡县'],
    ['苇渡，催一下', '苇渡县'],
    ['除了竹坞，没报的都催', '桐塍区、麦塍区、苇渡县、柳泉县'],
    ['桐塍和麦塍的催一催，其他三个不催', '桐塍区、麦塍区'],
    ['柳泉一个数都没给，催催他们', '柳泉县'],
    ['给还没交的县发个提醒，苇渡那边领导已经知道了，就不发了', '桐塍区、麦塍区、柳泉县、竹坞县'],
  ])('%s reaches %s', async (said, places) => {
    const { says } = await office(await freshStore(), NOW)
    expect(await says('澄州', said)).toContain(`没报齐的：${places}\n`)
  })

  test.each(['提醒一下各县，柳泉那边最近事多', '催一下没报的，柳泉那边我打过招呼了'])(
    'and where a clause leaves it open what is meant of a place, it is asked, with both lists a press away: %s',
    async (said) => {
      const { says } = await office(await freshStore(), NOW)
      expect(await says('澄州', said)).toMatch(/^柳泉县催不催？/)
      expect(await says('澄州', '第一个')).toContain('没报齐的：桐塍区、麦塍区、苇渡县、竹坞县\n')
    },
  )

  test('what a place is said to do, and when, is no hour of the reminder', async () => {
    const { says } = await office(await freshStore(), NOW)
    expect(await says('澄州', '催一下，桐塍先别催，他们说下午交')).not.toContain('确认后将于')
  })
})
