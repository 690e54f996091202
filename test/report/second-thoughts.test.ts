/** What was done and is thought better of: acceptances taken back, periods unlocked, figures of colleagues left alone. */
import { describe, expect, test as onBoth } from 'vitest'
import { freshStore } from '#fresh-store'
import { historyOf } from '../../src/ledger/index.ts'
import type { Period } from '../../src/office/period.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { office } from '../invented.ts'
import { test } from '../size.ts'
import { chat } from './chat.ts'

const mill = {
  region: '980522' as RegionKey,
  indicator: 'idle-mills' as IndicatorId,
  period: '2017-06' as Period,
}

test('刚才那个撤回 of what was said days ago is shown before it goes, and goes at once just after', async () => {
  const o = await office(await freshStore(), '2017-07-01 09:00')
  await o.says('柳泉', '/上报 老旧木厂 12家，龙企 3家 截至6月底')
  await o.until('2017-07-03 09:00')
  expect(await o.says('柳泉', '刚才那个撤回')).toMatch(/^要撤回这条上报吗？[\s\S]*\[撤销\]/)
  expect((await historyOf(o.store, mill)).map(({ act }) => act)).toEqual(['report'])
  expect(await o.presses('柳泉', '撤销')).toMatch(/已撤回/)
  await o.says('柳泉', '/上报 老旧木厂 11家 截至6月底')
  expect(await o.says('柳泉', '刚才那个撤回')).toMatch(/^已撤回/)
})

describe('a city', () => {
  const accepted = async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家，龙企 3家 截至6月底')
    await c.presses('澄州', await c.says('澄州', '/审核'), '全部通过（2项）')
    return c
  }

  test('takes an acceptance back, with trace, and the county hears of it and may undo again', async () => {
    const c = await accepted()
    expect((await c.says('柳泉', '/撤回')).status).not.toBe('undone')
    const preview = await c.says('澄州', '/收回审核 柳泉县')
    expect(preview.text).toMatch(/收回2项审核？/)
    expect((await c.presses('澄州', preview, '只收回老旧木厂（2017年6月）')).status).toBe('reopened')
    expect((await historyOf(c.store, mill)).map(({ act }) => act)).toEqual(['report', 'accept', 'reopen'])
    expect(c.hears('柳泉').join()).toContain('审核已收回')
    expect((await c.says('澄州', '/审核')).text).toContain('老旧木厂')
    expect((await c.says('柳泉', '/更正 老旧木厂 11家')).status).toBe('recorded')
  })

  onBoth('returns a figure that it accepted, until the province has received it', async () => {
    const c = await accepted()
    expect((await c.says('澄州', '/退回 柳泉县 老旧木厂 数值与台账不符')).status).toBe('returned')
    expect((await historyOf(c.store, mill)).map(({ act }) => act)).toEqual(['report', 'accept', 'return'])
    await c.presses('省办', await c.says('省办', '/接收 6月'), '接收1项')
    expect((await c.says('澄州', '/退回 柳泉县 龙企 数值与台账不符')).status).toBe('stale')
    expect((await c.says('澄州', '/收回审核 柳泉县')).status).toBe('empty')
  })

  test('is asked once, with the number, before words let everything pass', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家，龙企 3家 截至6月底')
    const preview = await c.says('澄州', '/全部通过')
    expect(preview.text).toContain('通过1个地方的2项？')
    expect((await historyOf(c.store, mill)).map(({ act }) => act)).toEqual(['report'])
    expect((await c.presses('澄州', preview, '通过2项')).status).toBe('accepted')
  })

  onBoth('hears what the province granted to one of its counties', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await c.presses('省办', await c.says('省办', '/锁定 6月'), '锁定')
    await c.says('柳泉', '/更正 老旧木厂 11家 备注 一家不算')
    await c.presses('省办', await c.says('省办', '/批准更正'), '批准')
    expect(c.hears('澄州').join()).toContain('更正申请已批准')
  })
})

describe('a period', () => {
  test('is locked early or incomplete only after that was said, and unlocked with a reason that stands in the ledger', async () => {
    const o = await office(await freshStore())
    const preview = await o.says('省办', '/锁定 6月')
    expect(preview).toMatch(/还没到截止日（7月5日）[\s\S]*未报齐：11个县/)
    await o.presses('省办', '锁定')
    expect(await o.says('柳泉', '/上报 老旧木厂 12家 截至6月30日')).toMatch(/已锁定/)
    expect(await o.says('省办', '/解锁 6月')).toContain('请写明原因')
    expect(await o.says('省办', '/解锁 6月 因 柳泉补报')).toContain('已解锁：2017年6月')
    expect(await o.store.all(`SELECT act, reason FROM ledger WHERE indicator = '*'`)).toEqual([
      { act: 'lock', reason: null },
      { act: 'unlock', reason: '柳泉补报' },
    ])
    expect(await o.says('柳泉', '/上报 老旧木厂 12家 截至6月30日')).toContain('已记录')
  })

  test('that is locked sends no reminder and offers no button that would fail', async () => {
    const o = await office(await freshStore())
    await o.says('省办', '/锁定 6月')
    await o.presses('省办', '锁定')
    await o.until('2017-07-04 12:00')
    expect(o.hears('柳泉').join()).not.toContain('2017年6月')
    expect(await o.says('省办', '/催报')).not.toMatch(/6月月度/)
    expect(await o.says('省办', '谁还没报')).toMatch(/6月已锁定，不能再上报/)
    expect(await o.says('柳泉', '/填报')).not.toContain('提交2017年6月')
  })
})

describe('a colleague’s newer figure', () => {
  test('is not undone by my 撤回, and both heard that it took the place of mine', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const newer = await c.says('柳泉二', '/上报 老旧木厂 13家 截至6月底')
    expect(newer.text).toContain('替换了柳泉报的数')
    expect(c.hears('柳泉').join()).toMatch(/您报的12家，柳泉二改报为13家/)
    expect((await c.says('柳泉', '撤回')).text).toContain('没有撤回')
    expect((await historyOf(c.store, mill)).map(({ act }) => act)).toEqual(['report', 'correction'])
    expect((await c.says('柳泉二', '撤回')).status).toBe('undone')
  })
})

describe('本月无新增', () => {
  test('settles the month that was asked about, and never the one that has hardly begun', async () => {
    const o = await office(await freshStore())
    expect(await o.says('柳泉', '本月无新增')).toContain('2017年6月应报的9项已全部报齐')
    expect(await o.says('柳泉', '本月无新增')).toContain('2017年7月才刚开始')
    expect(await o.store.all(`SELECT DISTINCT period FROM ledger`)).toEqual([{ period: '2017-06' }])
  })
})

describe('nothing new of what is named', () => {
  test('is never recorded of everything', async () => {
    const o = await office(await freshStore())
    const one = await o.says('柳泉', '园区没新增')
    expect(one).toContain('林下产业园区')
    expect(one).not.toContain('老旧木厂')
    const other = await office(await freshStore())
    expect(await other.says('柳泉', '特色小镇没新增')).toMatch(/没认出“特色小镇”是哪项指标/)
  })

  test('leaves out what is excepted', async () => {
    const o = await office(await freshStore())
    const rest = await o.says('柳泉', '除了林下园都没新增')
    expect(rest).toContain('老旧木厂')
    expect(rest).not.toContain('林下产业园区')
  })
})

describe('a month that stays missing', () => {
  test('is listed and pressed until the province writes it off with a reason, and counts as reported never', async () => {
    const o = await office(await freshStore())
    expect(await o.says('澄州', '谁还没报')).toMatch(/4月（5月5日截止，已过59天）：5个县没报齐/)
    expect(await o.says('澄州', '/催报 4月')).toMatch(/2017年4月月度进度上报（5月5日（周五）已截止）：5个地方没报齐/)
    expect(await o.says('省办', '/核销 柳泉县 4月 因 机构调整')).toMatch(
      /核销柳泉县2017年4月9项？[\s\S]*原因：机构调整/,
    )
    await o.presses('省办', '核销9项')
    expect(await o.says('澄州', '谁还没报')).toMatch(/4月（5月5日截止，已过59天）：4个县没报齐/)
    expect(await o.says('柳泉', '我还差什么没报')).not.toContain('2017年4月')
    expect(await o.says('澄州', '/催报 柳泉 4月')).not.toContain('确认发出')
    expect(await o.store.all(`SELECT DISTINCT act, reason FROM ledger`)).toEqual([{ act: 'waive', reason: '机构调整' }])
    expect(await o.says('柳泉', '/上报 老旧木厂 5家 截至4月30日')).toMatch(/已记录|请确认/)
  })
})

describe('quiet hours', () => {
  onBoth('hold at delivery too: a process that comes back at night or on a Sunday waits', async () => {
    const store = await freshStore()
    const o = await office(store, '2017-06-29 09:00')
    await o.until('2017-06-30 08:55')
    // Planned for the morning and not delivered: as if the process had stood still until the evening.
    await store.commit([
      {
        sql: `INSERT INTO outbox (key, person, card, due, urgent, created, grows, state, attempts)
              VALUES ('remind:test', '柳泉', '{"title":"请上报：晚了","blocks":[]}', ?, 0, ?, 0, 'queued', 0)`,
        params: [Date.parse('2017-07-01T14:00:00+08:00'), 0],
      },
    ])
    await o.until('2017-07-02 23:00')
    expect(o.hears('柳泉').join()).not.toContain('请上报：晚了')
    await o.until('2017-07-03 09:30')
    expect(o.hears('柳泉').join()).toContain('请上报：晚了')
  })
})
