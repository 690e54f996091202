import { describe, expect, test as onBoth } from 'vitest'
import type { Delivery } from '../../src/channels/channel.ts'
import { sealAt } from '../../src/ledger/index.ts'
import { plainText } from '../../src/message/card.ts'
import type { Day } from '../../src/office/day.ts'
import type { Plan } from '../../src/office/plan.ts'
import type { Rule } from '../../src/office/schedule.ts'
import { whole as office } from '../invented.ts'
import { test } from '../size.ts'
import { town } from './town.ts'

const reminded = (lines: readonly string[]) => lines.filter((line) => line.startsWith('请上报'))

describe('reminders to a contact', () => {
  test('one who reported is not reminded, one who has not is, with what is owed and until when', async () => {
    const { reports, pass, hears } = await town('2017-06-29 17:00')
    await reports('980522', '2017-06')
    await pass('2017-06-30 10:00')
    expect(reminded(hears('chen'))).toEqual([])
    expect(reminded(hears('an'))).toHaveLength(1)
    expect(hears('an').join()).toMatch(/竹坞县2017年6月，还有8项未报/)
    expect(hears('an').join()).toMatch(/截止 7月5日（周三），截止前3个工作日/)
    expect(hears('an').join()).toMatch(/老旧木厂累计（家）[\s\S]*\[本月无新增\] \[稍后提醒\] \[请假\]/)
  })

  test('a partial report leaves the rest to be reminded of', async () => {
    const { reports, pass, hears } = await town('2017-06-29 17:00')
    await reports('980522', '2017-06', 4)
    await pass('2017-06-30 10:00')
    expect(reminded(hears('chen')).join()).toMatch(/还有5项未报/)
  })

  test('a report between planning and sending drops the reminder, recorded as dropped', async () => {
    const { reports, tick, hears, store } = await town('2017-06-29 17:00')
    await tick('2017-06-30 09:00')
    const [row] = await store.all<{ due: number }>(`SELECT due FROM outbox WHERE person = 'an' AND state = 'queued'`)
    expect(row).toBeDefined()
    await reports('980523', '2017-06')
    await tick('2017-06-30 09:15')
    expect(reminded(hears('an'))).toEqual([])
    expect(await store.all(`SELECT state FROM outbox WHERE person = 'an'`)).toEqual([{ state: 'dropped' }])
  })

  test('leave that begins after planning drops it too', async () => {
    const { says, tick, hears } = await town('2017-06-29 17:00')
    await tick('2017-06-30 09:00')
    await says('an', '/请假 3天')
    await tick('2017-06-30 09:15')
    expect(reminded(hears('an'))).toEqual([])
  })

  test('the deadline shows how it was moved by a weekend', async () => {
    const { pass, hears } = await town('2017-08-02 08:40')
    await pass('2017-08-02 10:00')
    expect(hears('chen').join()).toMatch(/截止 8月5日（周六）→ 8月7日（周一），依据 遇休息日顺延至下一个工作日/)
  })

  test('monthly and quarterly reminders of one morning are one message', async () => {
    const { pass, hears, tick } = await town('2017-07-04 18:10')
    await pass('2017-07-05 10:00')
    expect(reminded(hears('chen'))).toHaveLength(1)
    expect(hears('chen').join()).toMatch(/共2份报表未报全/)
    expect(hears('chen').join()).toMatch(/2017年6月月度进度上报[\s\S]*2017年二季度/)
    await tick('2017-07-05 11:00')
    expect(reminded(hears('chen'))).toHaveLength(1)
  })

  test('a missed morning is made up for once, folded into the latest stage, and says so', async () => {
    const { tick, hears } = await town('2017-07-03 08:40')
    await tick('2017-07-05 13:00')
    await tick('2017-07-05 13:20')
    expect(reminded(hears('chen'))).toHaveLength(1)
    expect(hears('chen').join()).toMatch(
      /补发：原定7月5日（周三）09:00；7月4日（周二）09:00的提醒当时没有发出，并入本次/,
    )
  })

  test('what was missed over a weekend or at night waits for the office to open', async () => {
    const { tick, hears } = await town('2017-08-01 17:00')
    await tick('2017-08-05 10:00')
    await tick('2017-08-06 10:00')
    await tick('2017-08-07 07:00')
    expect(reminded(hears('chen'))).toEqual([])
    await tick('2017-08-07 08:30')
    await tick('2017-08-07 08:45')
    expect(reminded(hears('chen'))).toHaveLength(1)
  })

  test('an office that begins to remind does not catch up what lay before', async () => {
    const { tick, hears } = await town('2017-07-04 10:00')
    await tick('2017-07-04 10:30')
    expect(reminded(hears('chen'))).toEqual([])
    await tick('2017-07-05 09:15')
    expect(reminded(hears('chen'))).toHaveLength(1)
  })

  test('the last stage is urgent within its budget', async () => {
    const { pass, heard } = await town('2017-07-09 18:10')
    await pass('2017-07-10 10:00')
    const [last] = heard('chen').filter(({ delivery }) => delivery.key.includes('overdue+3'))
    expect(last?.delivery.urgent).toBe(true)
    expect(heard('hu').length).toBeGreaterThan(0)
    expect(heard('hu').filter(({ delivery }) => delivery.urgent)).toEqual([])
    const none = await town('2017-07-09 18:10', { plan: withRules((rule) => ({ ...rule, urgentBudget: 0 })) })
    await none.pass('2017-07-10 10:00')
    expect(none.heard('chen').some(({ delivery }) => delivery.key.includes('overdue+3'))).toBe(true)
    expect(none.heard('chen').every(({ delivery }) => !delivery.urgent)).toBe(true)
  })
})

const plan = office.plans.find(({ year }) => year === 2017) as Plan
const withRules = (change: (rule: Rule) => Rule): Plan => ({ ...plan, rules: plan.rules.map(change) })

describe('whoever takes over', () => {
  test('on leave the named stand-in hears, and why; back from leave the contact does', async () => {
    const { says, pass, hears } = await town('2017-06-29 17:00')
    expect(await says('chen', '/请假 6月30日至7月3日 由 李四 代')).toMatch(
      /已记录请假：6月30日（周五）至7月3日（周一）[\s\S]*李四代/,
    )
    await pass('2017-06-30 10:00')
    expect(reminded(hears('chen'))).toEqual([])
    expect(hears('li').join()).toMatch(/请您代陈晓上报[\s\S]*陈晓请假至7月3日，由您代为上报/)
    await pass('2017-07-04 10:00')
    expect(reminded(hears('chen'))).toHaveLength(1)
    expect(reminded(hears('li'))).toHaveLength(1)
  })

  test('with nobody on duty the city coordinator is asked to pass it on', async () => {
    const { says, pass, hears } = await town('2017-06-29 17:00')
    await says('an', '/请假 6月30日')
    await pass('2017-06-30 10:00')
    expect(reminded(hears('an'))).toEqual([])
    expect(reminded(hears('hu')).join()).toMatch(/竹坞县没有在岗的联系人，请协助转告/)
  })

  onBoth('销假 brings the reminders back', async () => {
    const { says, pass, hears } = await town('2017-06-29 17:00')
    await says('an', '/请假 6月29日至7月7日')
    expect(await says('an', '/销假')).toMatch(/已销假/)
    expect(await says('an', '/销假')).toMatch(/没有进行中的请假/)
    await pass('2017-06-30 10:00')
    expect(reminded(hears('an'))).toHaveLength(1)
  })

  test('免打扰 silences until its day, and can be ended', async () => {
    const { says, pass, hears } = await town('2017-06-29 17:00')
    expect(await says('an', '/免打扰 到6月30日')).toMatch(/免打扰到6月30日/)
    await says('chen', '/免打扰 到7月10日')
    await says('chen', '/免打扰 关闭')
    await pass('2017-06-30 10:00')
    expect(reminded(hears('an'))).toEqual([])
    expect(reminded(hears('chen'))).toHaveLength(1)
    await pass('2017-07-04 10:00')
    expect(reminded(hears('an'))).toHaveLength(1)
  })

  test('a stand-in who is not on the roster is refused with what to do, and nothing is recorded', async () => {
    const { says, store } = await town('2017-06-29 17:00')
    expect(await says('an', '/请假 3天 由 王五 代')).toMatch(/名册里没有“王五”[\s\S]*没有记录请假/)
    expect(await says('an', '/请假 3天 由 安平 代')).toMatch(/代理人不能是自己/)
    expect(await store.all('SELECT * FROM leave')).toEqual([])
  })

  test('/请假 alone shows a form, which records', async () => {
    const { says, submit, store } = await town('2017-06-29 17:00')
    expect(await says('an', '/请假')).toMatch(/从：2017-06-29/)
    await submit('an', '请假', { from: '2017-07-04', to: '2017-07-06', stand_in: '李四' })
    expect(await store.all('SELECT person, from_day, to_day, stand_in FROM leave')).toEqual([
      { person: 'an', from_day: '2017-07-04', to_day: '2017-07-06', stand_in: 'li' },
    ])
  })
})

const digests = (heard: readonly { readonly delivery: Delivery }[]): Delivery[] =>
  heard.map(({ delivery }) => delivery).filter(({ key }) => key.includes('digest'))

describe('summaries for coordinators', () => {
  onBoth('on the due day the city hears who is missing by name; as reports arrive the same card follows', async () => {
    const { reports, pass, tick, heard, press } = await town('2017-07-05 16:00')
    await reports('980522', '2017-06')
    await pass('2017-07-05 16:50')
    const [digest] = heard('hu')
    expect(digest && plainText(digest.delivery.card)).toMatch(
      /2017年6月月度进度上报：已报1\/5，4个未报[\s\S]*竹坞县 \| 8项[\s\S]*安平/,
    )
    await reports('980523', '2017-06')
    await tick('2017-07-05 17:00')
    await tick('2017-07-05 17:10')
    const cards = heard('hu').map(({ delivery }) => delivery)
    expect(cards).toHaveLength(2)
    expect(cards[1]?.replaces).toBe(`m-${cards[0]?.key}`)
    expect(cards[1] && plainText(cards[1].card)).toMatch(/已报2\/5，3个未报/)
    expect(cards[1] && plainText(cards[1].card)).not.toMatch(/竹坞县 \|/)
    expect(await press('hu', '一键催报')).toMatch(/催报预览/)
  })

  test('the province’s bears the seal of the ledger as the day began, a city’s does not', async () => {
    const { store, reports, pass, hears } = await town('2017-07-04 16:00')
    await reports('980522', '2017-06')
    await store.commit([
      {
        sql: `INSERT INTO ledger (region, sequence, id, indicator, period, revision, act, person, proxy, message, at, previous, hash)
              VALUES ('980522', 1, 'f1', 'idle-mills', '2017-06', 1, 'report', 'chen', 0, 'm', 0, '', '')`,
        params: [],
      },
    ])
    await pass('2017-07-05 16:50')
    const seal = await sealAt(store, '2017-07-05' as Day)
    expect(seal).toMatch(/^[0-9a-f]{16}$/)
    expect(hears('sheng').at(-1)).toContain(`7月5日零点台账校验值 ${seal}`)
    expect(hears('hu').join()).toContain('已报1/5')
    expect(hears('hu').join()).not.toContain('校验值')
  })

  test('it points out what waits for review, what lags behind its pace, and what was confirmed in spite of a warning', async () => {
    const { store, pass, hears } = await town('2017-07-03 16:00')
    await store.commit([
      {
        sql: `INSERT INTO cell (region, indicator, period, ends, revision, state, figure, nil, cumulative, as_of, person, proxy, at)
              VALUES ('980522', 'idle-mills', '2017-06', '2017-06-30', 1, 'submitted', 'f1', 0, '0', '2017-06-30', 'chen', 0, 0)`,
        params: [],
      },
      {
        sql: `INSERT INTO ledger (region, sequence, id, indicator, period, revision, act, warnings, person, proxy, message, at, previous, hash)
              VALUES ('980522', 1, 'f1', 'idle-mills', '2017-06', 1, 'report', 'under-pace', 'chen', 0, 'm', 0, '', '')`,
        params: [],
      },
    ])
    await pass('2017-07-05 16:50')
    expect(hears('hu').at(-1)).toMatch(/待审核：1项\n带提示待核：1项[\s\S]*🔴 落后于序时 1项\n柳泉县：老旧木厂/)
  })

  test('the next summary takes over: the older card rests', async () => {
    const { reports, pass, tick, heard } = await town('2017-07-05 16:00')
    await pass('2017-07-06 09:50')
    expect(digests(heard('hu')).map(({ key }) => key.split('/')[3])).toEqual(['digest-due', 'digest+1'])
    await reports('980522', '2017-06')
    await tick('2017-07-06 10:00')
    const last = digests(heard('hu')).at(-1)
    expect(last?.replaces).toMatch(/digest\+1/)
    expect(digests(heard('hu'))).toHaveLength(3)
    await pass('2017-07-08 12:00')
    await reports('980523', '2017-06')
    await tick('2017-07-08 12:10')
    expect(digests(heard('hu'))).toHaveLength(3)
  })

  test('the last rung is silent when all have reported', async () => {
    const { reports, pass, heard } = await town('2017-07-09 18:10')
    for (const county of ['980502', '980503', '980521', '980522', '980523']) await reports(county, '2017-06')
    await pass('2017-07-10 10:00')
    expect(heard('sheng').some(({ delivery }) => delivery.key.includes('digest-overdue+3'))).toBe(true)
    expect(heard('hu').some(({ delivery }) => delivery.key.includes('digest-overdue+3'))).toBe(false)
  })

  test('the weekly list says what lies open, on the working day before a Monday off', async () => {
    const { pass, hears } = await town('2017-05-26 18:10')
    await pass('2017-05-27 09:10')
    expect(hears('hu').join()).toMatch(
      /2017年第22周（5月29日至6月4日）调度清单[\s\S]*2017年5月月度进度上报[\s\S]*截止：6月5日/,
    )
    await pass('2017-05-30 18:00')
    expect(hears('hu')).toHaveLength(1)
  })
})

test('a year without a holiday notice is told to the admin, once, and said in the reminders', async () => {
  const rule: Partial<Rule> = { from: '2026-10' as Rule['from'], to: '2027-03' as Rule['from'] as never }
  const { store, tick, hears } = await town('2026-11-20 10:00', {
    plan: withRules((one) => ({ ...one, ...(one.id === 'monthly' ? rule : {}) })),
  })
  await store.commit([
    { sql: `INSERT INTO person (id, name) VALUES ('gu', '顾工')`, params: [] },
    { sql: `INSERT INTO account (account, person) VALUES ('test:gu', 'gu')`, params: [] },
    { sql: `INSERT INTO post (person, role, region) VALUES ('gu', 'admin', '980000')`, params: [] },
  ])
  await tick('2026-11-20 11:00')
  expect(hears('gu')).toEqual([])
  for (const day of ['2026-12-01', '2026-12-02', '2026-12-04', '2026-12-07', '2026-12-28']) {
    await tick(`${day} 09:00`)
    await tick(`${day} 09:30`)
  }
  expect(hears('gu')).toHaveLength(1)
  expect(hears('gu').join()).toMatch(/2027年的放假安排尚未载入，暂按周一至周五为工作日计算/)
})
