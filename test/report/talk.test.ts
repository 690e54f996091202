/** What is open is answered in plain words: a draft, or what was recorded just now; nothing else is touched by them. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const DRAFT = '老旧木厂12家'
const RECEIPT = '/上报 老旧木厂 10家 截至6月30日'

const figures = async (o: Awaited<ReturnType<typeof office>>) =>
  (
    await o.store.all<{ act: string; value: string }>(`SELECT act, cumulative AS value FROM ledger ORDER BY sequence`)
  ).map(({ act, value }) => (value === null ? act : `${act} ${value}`))

describe('a word for now', () => {
  const months = async (words: string) => {
    const o = await office(await freshStore(), '2017-07-03 09:00')
    const shown = await o.says('柳泉', words)
    if (shown.includes('请确认')) await o.says('柳泉', '好')
    const rows = await o.store.all<{ as_of: string }>('SELECT DISTINCT as_of FROM ledger')
    return rows.map((one) => one.as_of)
  }

  test.each([
    ['我现在就报掉 老旧木厂12家 别的没新增', '2017-06-30'],
    ['目前老旧木厂12家', '2017-06-30'],
    ['截至目前老旧木厂12家', '2017-07-03'],
    ['老旧木厂到现在12家', '2017-07-03'],
    ['/上报 老旧木厂 12家 截至目前', '2017-07-03'],
    ['至今老旧木厂处置12家', '2017-07-03'],
  ])('%s: of %s', async (words, day) => {
    expect(await months(words)).toEqual([day])
  })

  test('that says no day is shown before it is taken', async () => {
    const o = await office(await freshStore(), '2017-07-03 09:00')
    expect(await o.says('柳泉', '目前老旧木厂12家')).toMatch(/请确认[\s\S]*截至6月30日/)
    expect(await figures(o)).toEqual([])
  })
})

describe('a draft that waits', () => {
  test.each(['好', '对', '是的', 'ok', '没错', '就这样', '确认', '好的，谢谢', '全部确认', '嗯嗯', '可以'])(
    'is recorded by %s',
    async (words) => {
      const o = await office(await freshStore())
      expect(await o.says('柳泉', DRAFT)).toContain('请确认')
      expect(await figures(o)).toEqual([])
      expect(await o.says('柳泉', words)).toContain('已记录')
      expect(await figures(o)).toEqual(['report 12'])
    },
  )

  test.each(['取消', '不用了', '算了', '不', '撤回刚才的'])('is dropped by %s', async (words) => {
    const o = await office(await freshStore())
    await o.says('柳泉', DRAFT)
    expect(await o.says('柳泉', words)).toMatch(/放弃|撤回/)
    expect(await o.says('柳泉', '好')).not.toContain('已记录')
    expect(await figures(o)).toEqual([])
  })

  test('takes the right number, and waits on until it is confirmed', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', DRAFT)
    expect(await o.says('柳泉', '不对，是11家')).toMatch(/请确认[\s\S]*11家/)
    expect(await o.says('柳泉', '对')).toContain('已记录')
    expect(await figures(o)).toEqual(['report 11'])
  })

  test('takes the right day', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', DRAFT)
    expect(await o.says('柳泉', '日期不对，是5月底')).toMatch(/5月31日/)
    await o.says('柳泉', '好')
    expect(await o.store.first('SELECT period FROM ledger')).toEqual({ period: '2017-05' })
    expect(await o.store.all('SELECT id FROM draft WHERE open = 1')).toEqual([])
  })

  test('to 不对 alone it is asked what is right', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', DRAFT)
    expect(await o.says('柳泉', '不对')).toContain('哪里不对')
    expect(await figures(o)).toEqual([])
  })

  test('a question or a thank-you in between neither records nor drops it', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', DRAFT)
    for (const words of ['谢谢', '对不对？', '2017年要处置多少家老旧木厂？']) {
      expect(await o.says('柳泉', words)).not.toContain('已记录')
    }
    expect(await figures(o)).toEqual([])
    // 好 is to what was shown last: the draft is shown again, and then it is.
    expect(await o.says('柳泉', '好')).toMatch(/等您确认[\s\S]*老旧木厂12家/)
    expect(await figures(o)).toEqual([])
    expect(await o.says('柳泉', '好')).toContain('已记录')
  })

  test('that was contradicted is not recorded by the next 好', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', '散锯点企业12家')
    expect(await o.says('柳泉', '不是散锯点 是老旧木厂')).toMatch(/请确认[\s\S]*处置老旧木厂/)
    await o.says('柳泉', '对')
    expect(await o.store.all('SELECT indicator FROM ledger')).toEqual([{ indicator: 'idle-mills' }])
  })

  test('that wants a reason asks for it, and takes the next sentence as the reason', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', '盘活存量低产林地30亩')
    expect(await o.says('柳泉', '提交')).toMatch(/还差原因/)
    expect(await o.says('柳泉', '土地手续还在办理')).toContain('已记录')
    expect(await o.store.all('SELECT reason FROM ledger')).toEqual([{ reason: '土地手续还在办理' }])
  })

  test.each(['六月处置木厂5家', '本月处置老旧木厂5家'])(
    'is what %s becomes: a month is no day up to which it counts',
    async (words) => {
      const o = await office(await freshStore())
      expect(await o.says('柳泉', words)).toContain('请确认')
      expect(await figures(o)).toEqual([])
    },
  )

  test.each(['哦 16', '这下对了吧', '木厂那个先不报'])('takes %s for no reason', async (words) => {
    const o = await office(await freshStore())
    await o.says('柳泉', '盘活存量低产林地30亩')
    await o.says('柳泉', '提交')
    expect(await o.says('柳泉', words)).not.toContain('已记录')
    expect(await figures(o)).toEqual([])
  })

  test('takes a number alone, where it was just shown, and waits on', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', DRAFT)
    expect(await o.says('柳泉', '哦 16')).toMatch(/请确认[\s\S]*16家/)
    await o.says('柳泉', '对')
    expect(await figures(o)).toEqual(['report 16'])
  })

  test('somebody else’s 好 does not touch it', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', DRAFT)
    expect(await o.says('竹坞', '好')).not.toContain('已记录')
    expect(await figures(o)).toEqual([])
  })
})

describe('several drafts', () => {
  const two = async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', DRAFT)
    await o.says('柳泉', '林下园2个')
    return o
  }

  test('好 shows them, with one button for all', async () => {
    const o = await two()
    const list = await o.says('柳泉', '好')
    expect(list).toMatch(/有2条等您确认[\s\S]*老旧木厂12家[\s\S]*林下产业园区2家/)
    expect(await figures(o)).toEqual([])
    await o.presses('柳泉', '全部确认')
    expect((await figures(o)).toSorted()).toEqual(['report 12', 'report 2'])
    expect(await o.store.all('SELECT id FROM draft WHERE open = 1')).toEqual([])
  })

  test('全部确认 records them all', async () => {
    const o = await two()
    expect(await o.says('柳泉', '全部确认')).toContain('已记录')
    expect((await figures(o)).toSorted()).toEqual(['report 12', 'report 2'])
  })

  test('what wants a reason waits on, and is said to', async () => {
    const o = await two()
    await o.says('柳泉', '盘活存量低产林地30亩')
    expect(await o.says('柳泉', '全部确认')).toMatch(/已记录[\s\S]*还差原因/)
    expect(await figures(o)).toHaveLength(2)
  })

  test('one draft on the same figure takes the other’s place', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', DRAFT)
    await o.says('柳泉', '老旧木厂13家')
    expect(await o.says('柳泉', '好')).toContain('已记录')
    expect(await figures(o)).toEqual(['report 13'])
  })
})

describe('what was recorded just now', () => {
  test.each(['不对，应该是11家', '应该是11家', '应该是11', '把刚才的10改成11', '写错了，11家', '老旧木厂应该是11家'])(
    'is corrected by %s',
    async (words) => {
      const o = await office(await freshStore())
      await o.says('柳泉', RECEIPT)
      expect(await o.says('柳泉', words)).toMatch(/10 → 11家/)
      expect(await figures(o)).toEqual(['report 10', 'correction 11'])
    },
  )

  test.each(['撤回刚才的', '撤回', '取消', '撤销上一条', '把刚才那条撤了'])('is taken back by %s', async (words) => {
    const o = await office(await freshStore())
    await o.says('柳泉', RECEIPT)
    expect(await o.says('柳泉', words)).toContain('已撤回')
    expect(await figures(o)).toEqual(['report 10', 'undo'])
  })

  test.each(['好', '谢谢', '不用了', '对', '收到'])(
    'is left alone by %s, which reads like no receipt',
    async (words) => {
      const o = await office(await freshStore())
      await o.says('柳泉', RECEIPT)
      expect(await o.says('柳泉', words)).not.toMatch(/已记录|已撤回|更正/)
      expect(await figures(o)).toEqual(['report 10'])
    },
  )

  test('少报了2家 is added to it, and shown before it is written', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', RECEIPT)
    expect(await o.says('柳泉', '少报了2家')).toMatch(/请确认[\s\S]*12家/)
    expect(await figures(o)).toEqual(['report 10'])
    await o.says('柳泉', '对')
    expect(await figures(o)).toEqual(['report 10', 'correction 12'])
  })

  test('of several figures the named one, or the one with the wrong number, is meant; else a form asks', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', '/上报 老旧木厂 10家，林下园 2个 截至6月30日')
    expect(await o.says('柳泉', '应该是11家')).toContain('修改')
    expect(await figures(o)).toHaveLength(2)
    expect(await o.says('柳泉', '把2改成3')).toMatch(/2 → 3/)
  })

  test('a figure of another day is shown before it is corrected', async () => {
    const o = await office(await freshStore())
    await o.says('柳泉', RECEIPT)
    await o.until('2017-07-04 09:00')
    expect(await o.says('柳泉', '应该是11家')).toMatch(/请确认/)
    expect(await figures(o)).toEqual(['report 10'])
  })

  test.each(['多打了个0', '10家写错了', '里头有2家说重了'])(
    '%s is asked about with the form, never guessed',
    async (said) => {
      const o = await office(await freshStore())
      await o.says('柳泉', RECEIPT)
      expect(await o.says('柳泉', said)).toMatch(/^修改/)
      expect(await figures(o)).toEqual(['report 10'])
    },
  )
})

describe('a question that was asked back', () => {
  test('is answered by its number or by the words of one button', async () => {
    const o = await office(await freshStore())
    expect(await o.says('柳泉', '/上报 企业 3家 截至6月30日')).toContain('没有记录')
    const asked = await o.says('柳泉', '第一个')
    expect(asked).toMatch(/已记录|请确认/)
  })
})
