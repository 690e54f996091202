/** An office of another province and another year does all three jobs from its own data; nothing of ours is shown there. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { abilities } from '../../src/assistant/commands.ts'
import { castOf, suggestionsFor } from '../../src/demo/cast.ts'
import type { Account } from '../../src/message/incoming.ts'
import { namesIn } from '../names.ts'
import { second, secondDemo, secondOffice, secondStanding } from './second.ts'

type Office = Awaited<ReturnType<typeof secondOffice>>

const opened = async (start?: string): Promise<Office> => secondOffice(await freshStore(), start)

/** Nothing that was sent names anything of the office whose data ships. */
function expectOwnWords({ sendings }: Office, least = 1): void {
  expect(sendings().length).toBeGreaterThanOrEqual(least)
  expect(sendings().flatMap((one) => namesIn(one).map((name) => `${name}: ${one}`))).toEqual([])
}

test('its plan has every kind of goal, unit, pace and cadence', () => {
  const { plan, regions } = second
  const all = <T>(of: (one: (typeof plan.indicators)[number]) => T) => new Set(plan.indicators.map(of))
  expect(plan.indicators).toHaveLength(12)
  expect(all(({ target }) => target.op)).toEqual(new Set(['>=', '=', '~', 'rising', 'fall']))
  expect(all(({ kind }) => kind)).toEqual(new Set(['count', 'area', 'quantity', 'rate']))
  expect(all(({ pace }) => pace.kind)).toEqual(new Set(['linear', 'steps', 'none']))
  expect(all(({ every }) => every)).toEqual(new Set(['month', 'quarter']))
  expect(all(({ better }) => better)).toEqual(new Set(['higher', 'lower']))
  expect(all(({ evidence }) => evidence)).toEqual(new Set([true, false]))
  expect([regions.cities(plan.issued).length, regions.counties(plan.issued).length]).toEqual([3, 9])
  expect(second.plan.text.match(/^（.）/gm)?.length).toBeGreaterThan(35)
})

test('its bodies and areas are its own, and none of ours is known there', async () => {
  const { lexicon } = second
  expect(lexicon.written('东湾三地')).toEqual(['云峤、石渡、南汀'])
  expect(['杭嘉湖', '26县', '浙江省委', '转升办'].flatMap((word) => lexicon.written(word))).toEqual([])
  const office = await opened()
  expect(await office.says('官员', '海产办负责什么')).toMatch(/统筹协调[\s\S]*八（一）/)
  expectOwnWords(office)
})

test('the scan sees what it looks for', async () => {
  expect(namesIn('/进度 长兴 僵尸企业')).toEqual(expect.arrayContaining(['长兴', '僵尸企业']))
})

describe('ask', () => {
  test.each([
    ['今年要新建多少个海藻养殖基地？', /^全年新建海藻养殖基地60个以上\n〔二（一）〕/],
    ['修复滨海湿地的目标是多少', /^修复滨海湿地3\.6万亩\n〔五（一）〕/],
    ['今年要推广多少艘新能源船舶', /^推广新能源船舶200艘\n〔三（三）〕/],
    ['单位渔获碳排放要降多少', /单位渔获碳排放同比下降4%\n〔一（二）〕/],
    ['自然岸线保有率要保持在多少', /^自然岸线保有率不低于40%\n〔五（三）〕/],
    ['谁牵头疏港公路', /省交通运输厅牵头.*\n〔三（五）〕/],
    ['碳汇试点有哪些地区', /石渡县、白礁县和枫屿县\n〔五（五）〕/],
    ['老旧泊位改造45座对吗', /^是，年内改造老旧泊位45座\n〔三（一）〕/],
    ['老旧泊位改造54座对吗', /^不是54座，文件写的是：年内改造老旧泊位45座\n〔三（一）〕/],
    ['2025年要培训多少持证船长', /^文件没有写2025年的内容，只管2026年/],
    ['今年要处置多少家空壳企业', /^文件/],
  ])('%s', async (question, answer) => {
    const office = await opened()
    expect(await office.says('官员', question)).toMatch(answer)
    expectOwnWords(office)
  })

  test('the overview lists the goal of every indicator that has a figure', async () => {
    const office = await opened()
    const card = await office.says('官员', '/要点')
    const figures = second.plan.indicators.flatMap(({ target, unit }) =>
      target.value === undefined ? [] : [`${target.value.replace('-', '')}${unit}`],
    )
    expect(figures).toHaveLength(11)
    expect(figures.filter((figure) => !card.includes(figure))).toEqual([])
    expect(await office.says('官员', '/原文 三（二）')).toMatch(/〔三（二）〕.*数字渔港18座以上/)
    expectOwnWords(office, 2)
  })
})

test('report, review, receive, lock and the bulletin, in the units of its own plan', async () => {
  const office = await opened()
  const { says, presses, hears } = office
  expect(await says('云峤', '海藻基地 6个 截至6月30日')).toMatch(
    /^已记录：云峤区\n[\s\S]*累计：6个\n[\s\S]*完成率：54\.5%（任务11个）/,
  )
  expect(await says('云峤', '/上报 湿地修复 3450亩，冷库 69000立方米，数字渔港1座')).toMatch(
    /3,450亩（0\.345万亩）[\s\S]*6\.9万立方米[\s\S]*1座/,
  )
  expect(await says('云峤', '/上报 新能源船 12艘')).toMatch(/^已记录/)
  expect(await says('云峤', '/佐证')).toMatch(/新能源船/)
  expect(await says('云峤', '/上报 海洋产业增速 8.5%，渔获碳排放 -3.2%')).toMatch(
    /2026年二季度，截至6月30日\n指标 \| 数值 \| 目标 \| 对照\n.*9%，差0\.5个百分点[\s\S]*-3\.2%/,
  )
  expect(await says('云峤', '/零报告')).toMatch(/无新增/)
  expect(await says('云峤', '/我的')).toMatch(/^云峤区/)
  expect(await says('岚州', '/审核')).toMatch(/^待审核：云峤区/)
  expect(await says('岚州', '/退回 云峤区 海藻基地 数值与台账不符')).toMatch(/^已退回/)
  expect(hears('云峤').at(-1)).toMatch(/海藻基地[\s\S]*数值与台账不符/)
  expect(await says('云峤', '海藻基地 5个 截至6月30日')).toMatch(/^已记录/)
  expect(await says('岚州', '/通过 云峤区 确认')).toMatch(/^已通过/)
  expect(await says('省办', '/接收 6月')).toMatch(/^可接收\d+项（2026年6月）/)
  expect(await presses('省办', (await says('省办', '/接收 6月')).match(/\[(接收\d+项)\]/)?.[1] ?? '')).toMatch(/已接收/)
  expect(await says('省办', '/通报')).toMatch(/^通报预览：2026年6月\n[\s\S]*海洋产业提升和“碧海行动”/)
  expect(await presses('省办', '数据不齐，仍要成文')).toMatch(/澜海/)
  expect(await says('省办', '/锁定 6月')).toMatch(/^锁定2026年6月？/)
  expectOwnWords(office, 14)
})

describe('ask the ledger', () => {
  test.each([
    ['云峤', '海藻基地完成了多少', /^云峤区 海藻基地：累计6个/],
    ['岚州', '岚州哪些县还没报', /^岚州市：3个县还没报齐[\s\S]*6月（7月7日截止，还有5天）：3个县没报齐/],
    ['官员', '青岚湾有哪些任务', /还没报齐[\s\S]*没有用上“青岚湾”/],
    ['云峤', '青岚湾有哪些任务', /^云峤区[\s\S]*没有用上“青岚湾”/],
    ['官员', '我还有哪些任务', /^(?![\s\S]*没有用上)[\s\S]*还没报齐/],
    ['省办', '澜海省海藻基地完成率', /^全省 海藻基地：完成率10%/],
    ['省办', '柘川比岚州差多少', /^柘川市/],
    ['省办', '/排名 海藻基地', /岚州市（第1/],
    ['省办', '去年海藻基地完成了多少', /^没有2025年的台账/],
    ['官员', '/口径 冷库容量', /^口径：新增冷库容量\n[\s\S]*也可写立方米[\s\S]*从2026年3月报起/],
    ['云峤', '/期限 6月', /7月8日（周三）→ 7月7日（周二），依据 遇休息日提前/],
    ['云峤', '/联系人 火星县', /例如：\/联系人 云峤区/],
    ['云峤', '/退回', /权限|需要/],
    ['岚州', '/退回', /例如：\/退回 云峤区 海藻基地/],
  ])('%s: %s', async (who, question, answer) => {
    const office = await opened()
    await office.says('云峤', '海藻基地 6个 截至6月30日')
    expect(await office.says(who, question)).toMatch(answer)
    expectOwnWords(office, 2)
  })
})

test('who is missing is reminded by its own schedule, around its own day off', async () => {
  const office = await opened('2026-07-02 09:00')
  const { says, presses, until, hears } = office
  await until('2026-07-03 12:00')
  expect(hears('石渡').at(-1)).toMatch(/^请上报：石渡县2026年6月，还有8项未报[\s\S]*例如“海藻基地 12个”/)
  expect(await says('云峤', '/零报告')).toMatch(/^已记录/)
  expect(await says('岚州', '/催报 石渡县')).toMatch(/^催报预览/)
  expect(await presses('岚州', '确认发出')).toMatch(/已发|1/)
  await until('2026-07-08 12:00')
  expect(hears('省办').join('\n')).toMatch(/2026年6月按月报送：已报\d\/9/)
  const onDayOff = office.sendings().filter((one) => one.startsWith('2026-07-08'))
  expect(onDayOff).toEqual([])
  await until('2026-07-16 12:00')
  expect(hears('雁回').join('\n')).toMatch(/2026年二季度/)
  expectOwnWords(office, 10)
})

test('help, refusals and examples speak of its own indicators and the asker’s own county', async () => {
  const office = await opened()
  const { says } = office
  const people = ['云峤', '石渡', '岚州', '省办', '官员', '管理员', '路人']
  for (const who of people) expect(await says(who, '/帮助')).toMatch(/工作要点的问、报、催/)
  for (const { name } of office.commands) await says('省办', `/帮助 ${name}`)
  for (const words of [
    '12家',
    '/上报 12家',
    '/上报 胡萝卜 12家',
    '/绑定',
    '/导出',
    '/原文',
    '/搜索',
    '/催报',
    '/确认',
    '你好',
  ])
    for (const who of ['云峤', '岚州', '省办', '路人']) await says(who, words)
  expect(await says('石渡', '/帮助 进度')).toMatch(/例：\/进度 石渡县 海藻基地/)
  expect(await says('石渡', '/上报 胡萝卜 12家')).toMatch(/如“海藻基地”/)
  expectOwnWords(office, 80)
})

test('what the console suggests is made of its own plan', async () => {
  const { cast, people } = castOf(secondDemo, second.regions)
  const means = abilities(secondStanding)
  const suggestions = suggestionsFor([means.fallback, ...means.commands], cast, second.regions)
  const chips = (await Promise.all(people.map(({ account }) => suggestions(account as Account)))).flat()
  expect(chips.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['2026年海藻基地的目标是多少？', '/上报', '/进度']),
  )
  expect(chips.flatMap(({ text }) => namesIn(text))).toEqual([])
})
