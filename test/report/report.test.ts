import { describe, expect, test as onBoth } from 'vitest'
import { historyOf } from '../../src/ledger/index.ts'
import type { Period } from '../../src/office/period.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { test } from '../size.ts'
import { buttonsOf, chat, formsOf } from './chat.ts'

const cell = (indicator: string, period = '2017-06') => ({
  region: '980522' as RegionKey,
  indicator: indicator as IndicatorId,
  period: period as Period,
})
const mill = cell('idle-mills')

describe('上报', () => {
  test('is echoed with old and new value, period, rate, light and what is still owed', async () => {
    const { says, at } = await chat({ now: '2017-06-02T09:00' })
    await says('柳泉', '/上报 老旧木厂 9家 截至5月底')
    at('2017-07-03T09:00')
    const { status, text, card } = await says('柳泉', '/上报 老旧木厂 12家 截至6月30日')
    expect(status).toBe('recorded')
    expect(text).toContain('9 → 12家')
    expect(text).toContain('2017年6月，截至6月30日')
    expect(text).toContain('完成率：60%（任务20家）')
    expect(text).toContain('🟢')
    expect(text).toMatch(/2017年6月还应报8项：.*标准苗棚/)
    expect(text).toContain('任务分解：虚构分解')
    expect(buttonsOf(card).map((one) => one.label)).toEqual(['撤销', '修改', '补充说明', '其余本月无新增'])
  })

  onBoth('of a message that comes late changes nothing that was said after it', async () => {
    const { saidAt, at, store } = await chat({ now: '2017-07-03T10:05' })
    expect((await saidAt('柳泉', '2017-07-03T10:04', '/上报 老旧木厂 13家 截至6月底')).status).toBe('recorded')
    at('2017-07-03T10:20')
    const late = await saidAt('柳泉', '2017-07-03T10:00', '/上报 老旧木厂 12家 截至6月底')
    expect(late.status).toBe('overtaken')
    expect(late.text).toContain('10:00发出')
    expect(late.text).toContain('10:04发的13家已经登记')
    expect(await historyOf(store, mill)).toHaveLength(1)
    expect((await saidAt('柳泉', '2017-07-03T10:21', '/上报 老旧木厂 12家 截至6月底')).text).toContain('13 → 12家')
  })

  test('of the same second in order is taken in order', async () => {
    const { saidAt, store } = await chat({ now: '2017-07-03T10:05' })
    await saidAt('柳泉', '2017-07-03T10:04', '/上报 老旧木厂 12家 截至6月底')
    await saidAt('柳泉', '2017-07-03T10:04', '/上报 老旧木厂 13家 截至6月底')
    expect((await historyOf(store, mill)).map((one) => one.said?.cumulative)).toEqual(['12', '13'])
  })

  test('keeps who said it, in which words and unit, and the base value exactly', async () => {
    const { says, store } = await chat()
    const { id, text } = await says('柳泉', '/上报 存量林地 480亩 截至6月底')
    expect(text).toContain('累计：480亩（0.048万亩）')
    const [entry] = await historyOf(store, cell('poor-woodland'))
    expect(entry).toMatchObject({ by: '柳泉', message: `test:${id}`, proxy: false })
    expect(entry?.said).toMatchObject({ typedValue: '480', typedUnit: '亩', value: '0.048', asOf: '2017-06-30' })
  })

  test('without a date belongs to the period that is owed, then to the running one', async () => {
    const { says } = await chat({ now: '2017-07-20T09:00' })
    expect((await says('柳泉', '/上报 老旧木厂 12家')).text).toContain('2017年6月，截至6月30日')
    expect((await says('柳泉', '/上报 老旧木厂 13家')).text).toContain('2017年7月，截至7月20日')
  })

  test('of an increment adds to the last cumulative', async () => {
    const { says, store } = await chat({ now: '2017-06-02T09:00' })
    await says('柳泉', '/上报 老旧木厂 9家 截至5月底')
    expect((await says('柳泉', '/上报 老旧木厂 本月新增3家 截至6月1日')).text).toContain('9 → 12家')
    const [entry] = await historyOf(store, mill)
    expect(entry?.said).toMatchObject({ mode: 'increment', value: '3', increment: '3', cumulative: '12' })
  })

  test('of both the cumulative and the month’s figure is held against the last one', async () => {
    const { says, at, store } = await chat({ now: '2017-06-02T09:00' })
    await says('柳泉', '/上报 老旧木厂 9家 截至5月底')
    at('2017-07-03T09:00')
    const wrong = await says('柳泉', '/上报 老旧木厂 累计12家 本月新增4家 截至6月底')
    expect(wrong.status).toBe('blocked')
    expect(wrong.text).toContain('上期累计9家加当月4家是13家，与所报累计12家不符')
    expect((await says('柳泉', '/上报 老旧木厂 累计12家 本月新增3家 截至6月底')).status).toBe('recorded')
    expect((await historyOf(store, mill))[0]?.said).toMatchObject({ cumulative: '12', increment: '3' })
  })

  test('of a second increment in one period asks which of two cumulatives is meant', async () => {
    const { says, presses, at } = await chat({ now: '2017-06-02T09:00' })
    await says('柳泉', '/上报 老旧木厂 9家 截至5月底')
    at('2017-06-20T09:00')
    await says('柳泉', '/上报 老旧木厂 本月新增3家 截至6月15日')
    const second = await says('柳泉', '/上报 老旧木厂 新增5家 截至6月20日')
    expect(second.status).toBe('draft')
    expect(second.text).toMatch(/累计14家.*累计17家/)
    expect((await presses('柳泉', second, '再加上去')).text).toContain('12 → 17家')
    const third = await says('柳泉', '/上报 老旧木厂 新增2家 截至6月20日')
    expect((await presses('柳泉', third, '全期共新增')).text).toContain('17 → 11家')
  })

  test('of a second increment that can only come on top says so and is confirmed', async () => {
    const { says, presses, at } = await chat({ now: '2017-06-02T09:00' })
    await says('柳泉', '/上报 老旧木厂 9家 截至5月底')
    at('2017-06-20T09:00')
    await says('柳泉', '/上报 老旧木厂 本月新增3家 截至6月15日')
    const second = await says('柳泉', '/上报 老旧木厂 新增2家 截至6月20日')
    expect(second.text).toContain('加在本期已报的数上，累计14家')
    expect((await presses('柳泉', second, '确认')).text).toContain('12 → 14家')
  })

  test('of the very same figure again is not recorded twice', async () => {
    const { says, store } = await chat()
    await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    expect((await says('柳泉二', '/上报 老旧木厂 12家 截至6月底')).status).toBe('repeated')
    expect(await historyOf(store, mill)).toHaveLength(1)
  })

  test('with one bad part keeps the others, and says what was left out', async () => {
    const { says, store } = await chat()
    await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const { status, text } = await says('柳泉', '/上报 散锯点 100家，老旧木厂 3家 截至7月1日')
    expect(status).toBe('recorded')
    expect(text).toMatch(/散锯点[\s\S]*等您一句话[\s\S]*12 → 15家[\s\S]*比截至6月30日的12家少，按本期新增理解/)
    expect(await historyOf(store, cell('stray-saws', '2017-07'))).toHaveLength(1)
    expect(await historyOf(store, cell('idle-mills', '2017-07'))).toEqual([])
  })

  test('in words that were not understood offers what may have been meant, one press away', async () => {
    const { says, presses } = await chat()
    const heard = await says('柳泉', '/上报 企业 100家 截至6月底')
    expect(heard.status).toBe('unread')
    const [first] = buttonsOf(heard.card)
    expect(first?.label).toMatch(/^是“/)
    expect((await presses('柳泉', heard, first?.label ?? '')).text).toMatch(/累计：100家/)
  })

  test('without the unit that it needs offers the units', async () => {
    const { says, presses } = await chat()
    const heard = await says('柳泉', '/上报 标准苗棚 8.6 截至6月底')
    expect(buttonsOf(heard.card).map((one) => one.label)).toEqual(['8.6万平方米', '8.6平方米'])
    expect((await presses('柳泉', heard, '8.6万平方米')).text).toContain('累计：8.6万平方米')
  })

  onBoth('in free words is recorded only after it was confirmed', async () => {
    const { says, presses, store } = await chat()
    const heard = await says('柳泉', '我们县到上个月底老旧木厂处置了12家')
    expect(heard.status).toBe('draft')
    expect(await historyOf(store, mill)).toEqual([])
    expect((await presses('柳泉', heard, '确认')).status).toBe('recorded')
    const [entry] = await historyOf(store, mill)
    expect(entry).toMatchObject({ message: `test:${heard.id}` })
    expect((await presses('柳泉', heard, '确认')).status).toBe('stale')
    expect(await historyOf(store, mill)).toHaveLength(1)
  })
})

describe('a suspicious figure', () => {
  test('waits until it is confirmed with a reason, which travels to the reviewer', async () => {
    const { says, fills, store } = await chat()
    const heard = await says('柳泉', '/上报 老旧木厂 5家 截至6月底')
    expect(heard.status).toBe('draft')
    expect(heard.text).toContain('低于序时进度')
    expect((await fills('柳泉', heard, { reason: '' })).status).toBe('clarify')
    expect((await fills('柳泉', heard, { reason: '三家在走法院程序' })).status).toBe('recorded')
    const [entry] = await historyOf(store, mill)
    expect(entry).toMatchObject({ reason: '三家在走法院程序', warnings: ['under-pace'] })
    expect((await says('澄州', '/审核')).text).toContain('明显慢于序时；填报原因：三家在走法院程序')
  })

  test('above the whole province’s goal is kept as a draft, never booked', async () => {
    const { says, store } = await chat()
    const { status, text } = await says('柳泉', '/上报 盘活存量低产林地 12000万亩 截至6月30日')
    expect(status).toBe('draft')
    expect(text).toContain('超过全省目标1.202万亩')
    expect(await historyOf(store, cell('poor-woodland'))).toEqual([])
  })

  test('gives the reason to itself only, not to those beside it', async () => {
    const { says, store } = await chat()
    await says('柳泉', '/上报 老旧木厂 5家，存量林地 600亩 截至6月底')
    await says('柳泉', '/确认 法院程序')
    expect((await historyOf(store, mill))[0]?.reason).toBe('法院程序')
    expect((await historyOf(store, cell('poor-woodland')))[0]?.reason).toBeUndefined()
  })

  test('may be confirmed in words, or dropped', async () => {
    const { says, presses, store } = await chat()
    await says('柳泉', '/上报 老旧木厂 5家 截至6月底')
    expect((await says('柳泉', '确认 三家在走法院程序')).status).toBe('recorded')
    const heard = await says('柳泉', '/上报 散锯点 5家 截至6月底')
    expect((await presses('柳泉', heard, '放弃')).status).toBe('discarded')
    expect(await historyOf(store, cell('stray-saws'))).toEqual([])
  })

  test('that was typed anew is out of date, and cannot be confirmed any more', async () => {
    const { says, fills, store } = await chat()
    const first = await says('柳泉', '/上报 老旧木厂 4家 截至6月底')
    await says('柳泉', '/上报 老旧木厂 5家 截至6月底')
    expect((await fills('柳泉', first, { reason: '属实' })).status).toBe('stale')
    expect((await says('柳泉', '/确认 属实')).status).toBe('recorded')
    expect((await historyOf(store, mill)).map((one) => one.said?.cumulative)).toEqual(['5'])
  })

  test('is settled by the other contact of the county too, never by another county', async () => {
    const { says, fills, send, store } = await chat()
    const heard = await says('柳泉', '/上报 老旧木厂 5家 截至6月底')
    const values = { draft: `test:${heard.id}`, reason: '替他确认' }
    expect((await send('苇渡', { kind: 'action', command: '确认', values })).status).toBe('refused')
    expect((await fills('柳泉二', heard, { reason: '替他确认' })).status).toBe('recorded')
    expect((await historyOf(store, mill))[0]?.by).toBe('柳泉二')
  })

  test('that two people settle at the same moment is settled once', async () => {
    const { says, fills, store } = await chat()
    const heard = await says('柳泉', '/上报 老旧木厂 5家 截至6月底')
    const both = await Promise.all([fills('柳泉', heard, { reason: '甲' }), fills('柳泉二', heard, { reason: '乙' })])
    expect(both.map((one) => one.status).sort()).toEqual(['recorded', 'stale'])
    expect(await historyOf(store, mill)).toHaveLength(1)
  })
})

describe('a city’s own figure', () => {
  test('is the city’s to report and the province’s to review', async () => {
    const { says, store } = await chat()
    const { status, text } = await says('澄州', '/上报 老旧木厂 30家 截至6月底')
    expect(status).toBe('recorded')
    expect(text).toContain('已记录：澄州市')
    expect(text).not.toContain('代报')
    expect((await says('澄州', '/通过 澄州市')).status).toBe('stale')
    expect((await says('省办', '/通过 澄州市')).status).toBe('accepted')
    expect(await historyOf(store, { ...mill, region: '980500' as RegionKey })).toHaveLength(2)
  })

  test('that is not the sum of its counties’ is asked about, once all of them have reported', async () => {
    const { says } = await chat()
    await says('澄州', '/上报 老旧木厂 61家 截至6月底')
    for (const county of ['桐塍', '麦塍', '苇渡', '柳泉'])
      expect((await says('澄州', `/代报 ${county} 老旧木厂 12家 截至6月底`)).status, county).toBe('recorded')
    const last = await says('澄州', '/代报 竹坞 老旧木厂 12家 截至6月底')
    expect(last.status).toBe('draft')
    expect(last.text).toContain('澄州市本级所报61家与各县合计60家不一致')
    expect((await says('澄州', '/代报 竹坞 老旧木厂 13家 截至6月底')).status).toBe('recorded')
  })

  test('stands beside a sum in which a county counts that has no task and reported all the same', async () => {
    const { says } = await chat()
    await says('澄州', '/上报 林下园 9个 截至6月底')
    expect((await says('澄州', '/代报 竹坞 林下园 1个 截至6月底')).status).toBe('recorded')
    for (const county of ['桐塍', '麦塍', '苇渡', '柳泉'])
      expect((await says('澄州', `/代报 ${county} 林下园 2个 截至6月底`)).text, county).not.toContain('不一致')
  })
})

describe('台账', () => {
  test('tells where a figure comes from, act by act', async () => {
    const { says, presses, fills } = await chat()
    const heard = await says('柳泉', '/上报 存量林地 480亩 截至6月底')
    await says('柳泉二', '/更正 存量林地 500亩 备注 漏报20亩')
    await fills('柳泉', await presses('柳泉', heard, '补充说明'), { note: '附图已核' })
    await says('澄州', '/通过 柳泉')
    const { text } = await says('柳泉', '/台账 存量林地 6月')
    expect(text).toContain('现为审核通过')
    expect(text).toMatch(
      /柳泉上报，累计0.048万亩（原话480亩），截至6月30日.*柳泉二更正，累计0.05万亩（原话500亩）.*原因：漏报20亩.*补充说明，备注：附图已核.*澄州审核通过/s,
    )
  })
})

describe('plain words', () => {
  test.each([
    ['2017年要处置多少家老旧木厂？', 'answered'],
    ['谢谢', 'answered'],
    ['老旧木厂12家', 'draft'],
  ])('%s of a contact ends as %s', async (said, status) => {
    const { says } = await chat()
    expect((await says('柳泉', said)).status).toBe(status)
  })

  test('with a figure that is far too large are asked about like any others', async () => {
    const { says, store } = await chat()
    expect((await says('柳泉', '到6月底我们处置了老旧木厂1200家')).status).toBe('draft')
    expect(await historyOf(store, mill)).toEqual([])
  })

  test('with a figure and a question in them are asked about with two buttons', async () => {
    const { says, presses } = await chat()
    const heard = await says('柳泉', '老旧木厂12家，对吗？')
    expect(buttonsOf(heard.card).map((one) => one.label)).toEqual(['上报其中的数', '提问'])
    expect((await presses('柳泉', heard, '提问')).status).toBe('answered')
    expect((await presses('柳泉', heard, '上报其中的数')).status).toBe('draft')
  })

  test('means the same when the button is named in words', async () => {
    const { says } = await chat()
    expect((await says('柳泉', '老旧木厂12家，对吗？')).status).toBe('clarify')
    expect((await says('柳泉', '上报其中的数')).status).toBe('draft')
  })

  test('of an official who may not report go to the answers', async () => {
    const { says } = await chat()
    expect((await says('官员', '老旧木厂12家')).status).toBe('answered')
  })
})

describe('更正', () => {
  test('of the same period keeps both values', async () => {
    const { says, store } = await chat()
    await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const { status, text } = await says('柳泉', '/更正 老旧木厂 11家')
    expect(status).toBe('recorded')
    expect(text).toContain('12 → 11家')
    expect((await historyOf(store, mill)).map((one) => [one.act, one.said?.cumulative])).toEqual([
      ['report', '12'],
      ['correction', '11'],
    ])
  })

  test('with an indicator that was not understood stays a correction when another is picked', async () => {
    const { says, presses, store } = await chat()
    await says('柳泉', '/上报 散锯点 100家 截至6月底')
    const heard = await says('柳泉', '/更正 企业 99家 截至6月底')
    const label = buttonsOf(heard.card).find((one) => one.label.includes('散锯点'))?.label ?? ''
    await presses('柳泉', heard, label)
    expect((await historyOf(store, cell('stray-saws'))).at(-1)).toMatchObject({ act: 'correction' })
  })

  test('of a reviewed figure asks for the reason', async () => {
    const { says, fills, store } = await chat()
    await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await says('澄州', '/通过 柳泉')
    const heard = await says('柳泉', '/更正 老旧木厂 14家')
    expect(heard.status).toBe('draft')
    expect(heard.text).toContain('已审核，更正要写明原因')
    expect((await fills('柳泉', heard, { reason: '漏报两家' })).status).toBe('recorded')
    expect((await historyOf(store, mill)).at(-1)).toMatchObject({ act: 'correction', reason: '漏报两家' })
  })

  test('that a later period contradicts is refused and says what to do first', async () => {
    const { says, at } = await chat({ now: '2017-06-02T09:00' })
    await says('柳泉', '/上报 老旧木厂 9家 截至5月底')
    at('2017-07-03T09:00')
    await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const { status, text } = await says('柳泉', '/更正 老旧木厂 13家 截至5月底')
    expect(status).toBe('blocked')
    expect(text).toContain('请先'.slice(0, 1))
    expect(text).toContain('截至6月30日已报累计12家')
  })

  test('of several periods at once is held against one another, not against what it replaces', async () => {
    const { says, at } = await chat({ now: '2017-06-02T09:00' })
    await says('柳泉', '/上报 老旧木厂 9家 截至5月底')
    at('2017-07-03T09:00')
    await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const table = '/更正 指标\t5月底\t6月底\n老旧木厂\t14\t15'
    const both = await says('柳泉', table)
    expect(both.text).toMatch(/9 → 14家.*12 → 15家/s)
    expect((await says('柳泉', '/更正 指标\t5月底\t6月底\n老旧木厂\t16\t15')).status).toBe('blocked')
  })

  test('by the form of 修改 changes only what was changed', async () => {
    const { says, presses, fills, store } = await chat()
    const heard = await says('柳泉', '/上报 老旧木厂 12家，存量林地 480亩 截至6月底')
    const form = await presses('柳泉', heard, '修改')
    const inputs = formsOf(form.card)[0]?.inputs.map((input) => input.value ?? '')
    expect(inputs).toEqual(['12家', '2017-06-30', '480亩', '2017-06-30', ''])
    const name = formsOf(form.card)[0]?.inputs[2]?.name ?? ''
    expect((await fills('柳泉', form, { [name]: '500亩' })).text).toContain('480 → 500亩（0.05万亩）')
    expect(await historyOf(store, mill)).toHaveLength(1)
    expect(await historyOf(store, cell('poor-woodland'))).toHaveLength(2)
  })
})

describe('修改', () => {
  test('of a rate shows its sign, so that a fall stays one', async () => {
    const { says, presses, fills, store } = await chat()
    const heard = await says('柳泉', '/上报 用水量 下降4.8% 截至6月底')
    const form = await presses('柳泉', heard, '修改')
    const [input] = formsOf(form.card)[0]?.inputs ?? []
    expect(input?.value).toBe('-4.8%')
    await fills('柳泉', form, { [input?.name ?? '']: '-4.9%' })
    expect((await historyOf(store, cell('water-per-output', '2017-Q2'))).at(-1)?.said?.value).toBe('-4.9')
  })
})

describe('撤回', () => {
  test('takes back what one message said, all of it, and brings back what held before', async () => {
    const { says, presses, store } = await chat()
    await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const heard = await says('柳泉', '/上报 老旧木厂 13家，散锯点 100家 截至6月底')
    const { status, text } = await presses('柳泉', heard, '撤销')
    expect(status).toBe('undone')
    expect(text).toMatch(/13家已撤回，恢复为12家/)
    expect(text).toMatch(/100家已撤回，现为未报/)
    expect((await historyOf(store, mill)).map((one) => one.act)).toEqual(['report', 'correction', 'undo'])
    expect((await presses('柳泉', heard, '撤销')).status).toBe('stale')
  })

  test('in words takes back the last message, then the one before', async () => {
    const { says } = await chat()
    await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await says('柳泉', '/上报 散锯点 100家 截至6月底')
    expect((await says('柳泉', '/撤回')).text).toContain('散锯点')
    expect((await says('柳泉', '/撤回')).text).toContain('老旧木厂')
    expect((await says('柳泉', '/撤回')).status).toBe('empty')
  })

  test('ends where review begins', async () => {
    const { says, presses } = await chat()
    const heard = await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await says('澄州', '/通过 柳泉')
    const { status, text } = await presses('柳泉', heard, '撤销')
    expect(status).toBe('refused')
    expect(text).toContain('/更正')
  })

  test('of the message on the platform takes its figures, or its draft, along', async () => {
    const { says, recalls, store } = await chat()
    const heard = await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    expect((await recalls('柳泉', heard.id)).status).toBe('undone')
    expect((await historyOf(store, mill)).map((one) => one.act)).toEqual(['report', 'undo'])
    const draft = await says('柳泉', '/上报 散锯点 5家 截至6月底')
    expect((await recalls('柳泉', draft.id)).status).toBe('discarded')
    expect((await recalls('柳泉', 'in-0')).status).toBe('empty')
  })

  test('is not for another county', async () => {
    const { says, send } = await chat()
    const heard = await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const other = await send('苇渡', { kind: 'action', command: '撤回', values: { message: `test:${heard.id}` } })
    expect(other.status).toBe('refused')
    expect(other.text).toContain('/绑定 柳泉县')
  })
})

test('a remark travels with the figure that it follows, to the echo and to the reviewer', async () => {
  const { says } = await chat()
  const { text } = await says('柳泉', '/上报 散锯点 96家；老旧木厂 12家 截至6月30日 备注：含两家破产中')
  expect(text).toContain('含两家破产中')
  expect((await says('澄州', '/审核')).text).toMatch(/老旧木厂：备注：含两家破产中/)
  expect((await says('澄州', '/审核')).text).not.toMatch(/散锯点企业：备注/)
})

describe('零报告', () => {
  test('other indicators are those that no update waits for: what is to be confirmed is not said to be nil', async () => {
    const { says } = await chat()
    await says('柳泉', '我们县上月底老旧木厂处置了12家，散锯点整治了96家')
    const { text } = await says('柳泉', '/零报告')
    expect(text).toContain('标准苗棚')
    expect(text).not.toMatch(/老旧木厂 \||散锯点企业 \|/)
    expect((await says('柳泉', '/零报告')).text).toMatch(/2项在等您确认/)
    expect((await says('柳泉', '/确认')).text).toMatch(/12家[\s\S]*96家[\s\S]*全部报齐/)
  })

  test('settles all counts and areas still owed with one tap, and no rate', async () => {
    const { says, presses } = await chat()
    const heard = await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const nil = await presses('柳泉', heard, '其余本月无新增')
    expect(nil.status).toBe('recorded')
    expect(nil.text).toContain('2017年6月应报的9项已全部报齐')
    expect((await says('柳泉', '本月无新增')).text).toContain('2017年7月')
    expect((await says('柳泉', '/填报')).text).toMatch(/二季度还应报4项/)
  })

  test('in the middle of a month asks whether this month or the one owed is meant', async () => {
    const { says, presses } = await chat({ now: '2017-07-20T09:00' })
    const heard = await says('柳泉', '本月无新增')
    expect(buttonsOf(heard.card).map((one) => one.label)).toEqual(['2017年6月', '2017年7月'])
    expect((await presses('柳泉', heard, '2017年7月')).text).toContain('2017年7月应报的9项已全部报齐')
    expect((await says('柳泉', '/零报告 6月')).text).toContain('2017年6月应报的9项已全部报齐')
  })

  test('of a named indicator is of that one only', async () => {
    const { says, store } = await chat()
    const { text } = await says('柳泉', '/零报告 6月 标准苗棚')
    expect(text).toContain('标准苗棚')
    expect(text).toMatch(/还应报8项/)
    expect(await historyOf(store, cell('seedling-sheds'))).toHaveLength(1)
    expect(await historyOf(store, mill)).toHaveLength(0)
    expect((await says('柳泉', '/零报告 6月 天气不错')).status).not.toBe('recorded')
    expect(await historyOf(store, mill)).toHaveLength(0)
  })

  test('carries the last cumulative on', async () => {
    const { says, at, store } = await chat({ now: '2017-06-02T09:00' })
    await says('柳泉', '/上报 老旧木厂 12家 截至5月底')
    at('2017-07-03T09:00')
    await says('柳泉', '/零报告')
    const [entry] = await historyOf(store, mill)
    expect(entry).toMatchObject({ act: 'nil' })
    expect(entry?.said).toMatchObject({ cumulative: '12', increment: '0', asOf: '2017-06-30' })
  })
})

describe('填报', () => {
  test('shows the last values, and takes what was changed; the rest as nil where that is said', async () => {
    const { says, fills, at, store } = await chat({ now: '2017-06-02T09:00' })
    await says('柳泉', '/上报 老旧木厂 9家，存量林地 480亩 截至5月底')
    at('2017-07-03T09:00')
    const form = await says('柳泉', '/上报')
    const value = (name: string) => formsOf(form.card)[0]?.inputs.find((input) => input.name === name)?.value
    expect([value('idle-mills'), value('poor-woodland'), value('stray-saws')]).toEqual(['9', '480', undefined])
    const filled = await fills('柳泉', form, { 'idle-mills': '12', 'poor-woodland': '600亩', untouched: 'nil' })
    expect(filled.status).toBe('recorded')
    expect(filled.text).toContain('已全部报齐')
    expect((await historyOf(store, cell('poor-woodland')))[0]?.said).toMatchObject({ value: '0.06', typedUnit: '亩' })
    expect((await historyOf(store, cell('stray-saws')))[0]?.act).toBe('nil')
  })

  test('of a plain number for what is to fall asks whether it rose', async () => {
    const { says, fills, presses, store } = await chat()
    const form = await says('柳泉', '/填报')
    const filled = await fills('柳泉', form, { 'water-per-output': '4.8' }, 1)
    expect(filled.status).toBe('draft')
    expect(filled.text).toContain('若是下降，请放弃后填 -4.8')
    await presses('柳泉', filled, '放弃')
    expect((await fills('柳泉', form, { 'water-per-output': '-4.8' }, 1)).status).toBe('recorded')
    expect((await historyOf(store, cell('water-per-output', '2017-Q2')))[0]?.said?.value).toBe('-4.8')
  })

  test('with a field that cannot be read records nothing', async () => {
    const { says, fills, store } = await chat()
    const form = await says('柳泉', '/填报')
    const filled = await fills('柳泉', form, { 'idle-mills': '12', 'stray-saws': '一百来家' })
    expect(filled.status).toBe('unread')
    expect(filled.text).toContain('散锯点企业')
    expect(await historyOf(store, mill)).toEqual([])
  })
})

describe('补充说明', () => {
  test('goes into the ledger beside the figure', async () => {
    const { says, presses, fills, store } = await chat()
    const heard = await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const form = await presses('柳泉', heard, '补充说明')
    expect((await fills('柳泉', form, { note: '其中两家往年结转' })).status).toBe('noted')
    const history = await historyOf(store, mill)
    expect(history.at(-1)).toMatchObject({ act: 'note', note: '其中两家往年结转', figure: history[0]?.id })
  })
})

describe('代报', () => {
  test('by a coordinator is recorded for the county and says so', async () => {
    const { says, hears, store } = await chat()
    const { status, text } = await says('澄州', '/代报 柳泉 老旧木厂 12家 截至6月底')
    expect(status).toBe('recorded')
    expect(text).toContain('柳泉县（代报）')
    expect((await historyOf(store, mill))[0]).toMatchObject({ by: '澄州', proxy: true })
    expect(hears('柳泉二').at(-1)).toMatch(/澄州代报：柳泉县.*12家/s)
    expect(hears('苇渡')).toEqual([])
  })

  test('is refused outside the coordinator’s own city, with whom to ask', async () => {
    const { says } = await chat()
    const { status, text } = await says('鹭州', '/代报 柳泉 老旧木厂 12家 截至6月底')
    expect(status).not.toBe('recorded')
    expect(text).toContain('没有记录')
  })

  test('needs the county’s name from somebody who looks after several', async () => {
    const { says } = await chat()
    expect((await says('省办', '/代报 老旧木厂 12家')).text).toContain('请写明是哪个地方')
  })
})

describe('another county’s name', () => {
  test('is asked about and never booked to the sender', async () => {
    const { says, store } = await chat()
    for (const text of ['/上报 苇渡 老旧木厂 12家 截至6月底', '/上报 老旧木厂 苇渡县 12家 截至6月底']) {
      const heard = await says('柳泉', text)
      expect(heard.status, text).toBe('other-region')
      expect(heard.text).toContain('苇渡县')
    }
    expect(await historyOf(store, mill)).toEqual([])
  })
})
