import { describe, expect, test } from 'vitest'
import { historyOf, latest } from '../../src/ledger/index.ts'
import type { Period } from '../../src/office/period.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { officialIn } from '../official.ts'
import { buttonsOf, chat } from './chat.ts'

const june = '2017-06' as Period
const liuquan = '980522' as RegionKey
const mills = 'idle-mills' as IndicatorId
const mill = { region: liuquan, indicator: mills, period: june }

const holdsIn = async ({ store }: Awaited<ReturnType<typeof chat>>, basis?: 'official') => {
  if (basis) return (await officialIn(store, [liuquan], [mills], june))[0]?.split(' ').slice(3).join(' ')
  const [one] = await latest(store, { regions: [liuquan], indicators: [mills] }, june)
  return one && `${one.cumulative} ${one.state}`
}

describe('审核', () => {
  test('shows the coordinator what waits in the own city, county by county', async () => {
    const { says, presses } = await chat()
    await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await says('苇渡', '/上报 老旧木厂 12家，散锯点 120家 截至6月底')
    await says('鸥浦', '/上报 老旧木厂 12家 截至6月底')
    const list = await says('澄州', '/审核')
    expect(list.text).toMatch(/待审核：2个地方，3项/)
    expect(list.text).not.toContain('鸥浦')
    const county = await presses('澄州', list, '苇渡县')
    expect(county.text).toMatch(/待审核：苇渡县，2项/)
    expect(county.text).toContain('120家')
  })

  test('passes all of a city at once', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await c.says('苇渡', '/上报 散锯点 120家 截至6月底')
    const passed = await c.presses('澄州', await c.says('澄州', '/审核'), '全部通过（2项）')
    expect(passed.status).toBe('accepted')
    expect(await holdsIn(c)).toBe('12 accepted')
    expect((await c.says('澄州', '/审核')).status).toBe('empty')
  })

  test('returns with a reason, answered in the thread of the report, and the figure no longer counts', async () => {
    const c = await chat()
    const report = await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    expect((await c.says('澄州', '/退回 柳泉 老旧木厂')).text).toContain('退回要写明原因')
    expect((await c.says('澄州', '/退回 柳泉 老旧木厂 与法院清单不符')).status).toBe('returned')
    const notice = c.shown.findLast((one) => one.chat === 'chat-柳泉')
    expect(notice?.replyTo).toBe(report.id)
    expect(c.hears('柳泉').at(-1)).toContain('原因：与法院清单不符')
    expect(await holdsIn(c)).toBeUndefined()
    expect((await c.says('柳泉', '/填报')).text).toContain('其中老旧木厂被退回')
    const again = await c.says('柳泉', '/上报 老旧木厂 11家 截至6月底')
    expect(again.status).toBe('recorded')
    expect(await holdsIn(c)).toBe('11 submitted')
  })

  test('of one figure on the card leaves the others waiting', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家，散锯点 100家 截至6月底')
    const card = await c.says('澄州', '/审核 柳泉')
    const [first] = await historyOf(c.store, mill)
    expect((await c.fills('澄州', card, { figure: first?.id ?? '', reason: '请核实' })).status).toBe('returned')
    expect((await c.says('澄州', '/审核')).text).toMatch(/待审核：柳泉县，1项/)
  })

  test('of a returned correction leaves the accepted figure standing', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await c.says('澄州', '/通过 柳泉')
    expect((await c.says('柳泉', '/更正 老旧木厂 15家 备注 漏报三家')).status).toBe('recorded')
    expect(await holdsIn(c)).toBe('15 submitted')
    await c.says('澄州', '/退回 柳泉 老旧木厂 三家不在清单内')
    expect(await holdsIn(c)).toBe('12 accepted')
  })

  test('of a correction cannot bring back a figure that later periods contradict', async () => {
    const c = await chat({ now: '2017-06-02T09:00' })
    await c.says('柳泉', '/上报 老旧木厂 12家 截至5月底')
    await c.says('澄州', '/通过 柳泉')
    await c.says('柳泉', '/更正 老旧木厂 9家 备注 三家不算')
    c.at('2017-07-03T09:00')
    await c.says('柳泉', '/上报 老旧木厂 10家 截至6月底')
    const refused = await c.says('澄州', '/退回 柳泉 5月 老旧木厂 说明不足')
    expect(refused.status).toBe('blocked')
    expect(refused.text).toContain('矛盾')
    await c.says('澄州', '/退回 柳泉 6月 老旧木厂 一并退回')
    expect((await c.says('澄州', '/退回 柳泉 5月 老旧木厂 说明不足')).status).toBe('returned')
  })

  test('is refused outside the own city, naming the right and who can grant it', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    for (const command of ['/审核 柳泉', '/通过 柳泉', '/退回 柳泉 不符']) {
      const refused = await c.says('鹭州', command)
      expect(refused.status, command).toBe('refused')
      expect(refused.text).toMatch(/柳泉县的“市协调员”或“省协调员”.*管理员/s)
    }
    expect((await c.says('柳泉', '/审核')).status).toBe('forbidden')
    expect(await holdsIn(c)).toBe('12 submitted')
  })

  test('passes by a button no more than its card showed: what came since is shown first', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const card = await c.says('澄州', '/审核')
    await c.says('柳泉', '/上报 散锯点 100家 截至6月底')
    expect((await c.presses('澄州', card, '全部通过（1项）')).text).toMatch(/通过1个地方的2项？/)
    expect(await holdsIn(c)).toBe('12 submitted')
  })

  test('pressed twice, or by two at the same moment, takes effect once', async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    const card = await c.says('澄州', '/审核')
    const both = await Promise.all([
      c.presses('澄州', card, '全部通过（1项）'),
      c.presses('澄州', card, '全部通过（1项）'),
    ])
    expect(both.map((one) => one.status).sort()).toEqual(['accepted', 'stale'])
    expect((await historyOf(c.store, mill)).map((one) => one.act)).toEqual(['report', 'accept'])
  })
})

describe('接收 and 锁定', () => {
  const accepted = async () => {
    const c = await chat()
    await c.says('柳泉', '/上报 老旧木厂 12家 截至6月底')
    await c.says('澄州', '/通过 柳泉')
    return c
  }

  test('the province receives what the cities accepted, after a look at how much it is', async () => {
    const c = await accepted()
    await c.says('苇渡', '/上报 老旧木厂 12家 截至6月底')
    const preview = await c.says('省办', '/接收 6月')
    expect(preview.text).toMatch(/可接收1项.*澄州市 \| 1.*另有1项还在等市级审核/s)
    expect(await holdsIn(c, 'official')).toBeUndefined()
    expect((await c.presses('省办', preview, '接收1项')).status).toBe('received')
    expect(await holdsIn(c, 'official')).toBe('12 received')
  })

  test('what was accepted since the look is shown before it is received', async () => {
    const c = await accepted()
    const preview = await c.says('省办', '/接收 6月')
    await c.says('苇渡', '/上报 老旧木厂 9家 截至6月底')
    await c.says('澄州', '/通过 苇渡')
    const anew = await c.presses('省办', preview, '接收1项')
    expect(anew.text).toMatch(/可接收2项/)
    expect(await holdsIn(c, 'official')).toBeUndefined()
    expect((await c.presses('省办', anew, '接收2项')).text).toContain('已接收2项')
  })

  test('a locked period takes no report, no correction and no undo, and says what to do', async () => {
    const c = await accepted()
    const undoable = await c.says('柳泉', '/上报 散锯点 100家 截至6月底')
    const preview = await c.says('省办', '/锁定 6月')
    expect(preview.text).toMatch(/未报齐：11个县/)
    expect((await c.presses('省办', preview, '锁定')).status).toBe('locked')
    expect((await c.presses('省办', preview, '锁定')).status).toBe('stale')
    const late = await c.says('柳泉', '/上报 标准苗棚 8万平方米 截至6月底')
    expect(late.status).toBe('blocked')
    expect(late.text).toContain('2017年6月已锁定')
    expect(late.text).toContain('省协调员批准')
    expect((await c.presses('柳泉', undoable, '撤销')).status).toBe('refused')
    expect((await c.says('柳泉', '/零报告 6月')).status).toBe('blocked')
  })

  test('a running period is not locked', async () => {
    const c = await chat()
    expect((await c.says('省办', '/锁定 7月')).text).toContain('还没有结束')
  })

  test('after the lock a correction is asked for with a reason and counts once it is granted', async () => {
    const c = await accepted()
    await c.presses('省办', await c.says('省办', '/接收 6月'), '接收1项')
    await c.presses('省办', await c.says('省办', '/锁定 6月'), '锁定')
    const draft = await c.says('柳泉', '/更正 老旧木厂 14家')
    expect(draft.status).toBe('draft')
    const asked = await c.fills('柳泉', draft, { reason: '漏报两家' })
    expect(asked.text).toContain('更正申请已提交')
    expect(await holdsIn(c)).toBe('12 received')
    const requests = await c.says('省办', '/批准更正')
    expect(requests.text).toMatch(/柳泉县 老旧木厂 2017年6月：更正为14家.*漏报两家/)
    expect((await c.presses('省办', requests, '批准')).status).toBe('granted')
    expect(await holdsIn(c, 'official')).toBe('14 received')
    expect(c.hears('柳泉').at(-1)).toContain('更正申请已批准')
    expect((await historyOf(c.store, mill)).map((one) => one.act)).toEqual([
      'report',
      'accept',
      'receive',
      'request',
      'grant',
    ])
  })

  test('a request may be taken back or denied, and then nothing has changed', async () => {
    const c = await accepted()
    await c.presses('省办', await c.says('省办', '/锁定 6月'), '锁定')
    const request = await c.says('柳泉', '/更正 老旧木厂 14家 备注 漏报两家')
    expect(request.status).toBe('recorded')
    expect(buttonsOf(request.card).map((one) => one.label)).toEqual(['撤销', '补充说明'])
    expect((await c.presses('柳泉', request, '撤销')).status).toBe('undone')
    await c.says('柳泉', '/更正 老旧木厂 15家 备注 漏报三家')
    const denied = await c.presses('省办', await c.says('省办', '/批准更正'), '不予批准')
    expect(denied.status).toBe('denied')
    expect(await holdsIn(c)).toBe('12 accepted')
    expect((await c.says('省办', '/批准更正')).text).toContain('没有更正申请')
  })
})

test('a return in words without a period takes back what waits, never every month that was accepted', async () => {
  const { store, says } = await chat()
  await says('柳泉', '/上报 老旧木厂 9家 截至5月底')
  await says('澄州', '/通过 柳泉县')
  await says('柳泉', '/上报 老旧木厂 12家 截至6月底')
  await says('省办', '/退回 柳泉县 老旧木厂 缺少裁定书')
  const states = await Promise.all(
    (['2017-05', '2017-06'] as Period[]).map(
      async (period) => (await historyOf(store, { ...mill, period })).at(-1)?.act,
    ),
  )
  expect(states).toEqual(['accept', 'return'])
})
