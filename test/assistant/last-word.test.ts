/** What was shown or done last has the word: a yes, a no and 撤了 are of that, and of no figure that waited before it. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const open = async () => {
  const one = await office(await freshStore(), '2017-07-03 09:00')
  const drafts = async (): Promise<number> => (await one.store.all('SELECT id FROM draft WHERE open = 1')).length
  return { ...one, drafts }
}

/** A coordinator who wrote a figure for a county, and then looks at whom a reminder reaches. */
const withPreview = async () => {
  const one = await open()
  expect(await one.says('澄州', '替柳泉县报龙企9家，截至6月30日')).toMatch(/还没有记录/)
  expect(await one.says('澄州', '催一下没报的')).toMatch(/^催报预览/)
  return one
}

describe('with a figure that waits, and a reminder shown after it', () => {
  test('发 sends the reminder, and 撤了 behind it says that it is out and leaves the figure', async () => {
    const { says, drafts } = await withPreview()
    await says('澄州', '发')
    expect(await says('澄州', '撤了')).toMatch(/^刚才办的这件撤不回来/)
    expect(await drafts()).toBe(1)
  })

  test.each(['放弃', '算了', '拉倒', '作罢', '不催了', '打住'])('%s lets the reminder go', async (words) => {
    const { says, drafts } = await withPreview()
    expect(await says('澄州', words)).toMatch(/^好，这一步没有办/)
    expect(await drafts()).toBe(1)
  })

  test.each(['停一会儿', '先别催了'])('%s keeps it, and says that it is not done', async (words) => {
    const { says, drafts } = await withPreview()
    expect(await says('澄州', words)).toMatch(/^好，(先不办，留着|这一步没有办)/)
    expect(await drafts()).toBe(1)
  })
})

test.each(['先别锁', '暂不封账', '缓一缓'])(
  '%s keeps a lock for later, and says that it is not done',
  async (words) => {
    const { says, store } = await open()
    await says('省办', '锁定5月')
    expect(await says('省办', words)).toMatch(/^好，先不办，留着\n锁定2017年5月？/)
    expect(await store.all("SELECT 1 FROM ledger WHERE act = 'lock'")).toEqual([])
  },
)

test.each(['口气软一点', '排版换个样式'])(
  '%s, of a reminder that was shown, is told not to have been done',
  async (words) => {
    const { says } = await withPreview()
    expect(await says('澄州', words)).toMatch(/^这句没看明白，没有改动\n催报预览/)
  },
)

test('thanks behind a reminder that was shown ask for nothing', async () => {
  const { says } = await open()
  await says('澄州', '催一下没报的')
  expect(await says('澄州', '谢谢')).toMatch(/^不客气/)
})

test.each(['不锁了', '算了', '放弃'])('%s lets a lock go, and 好 does not lock', async (words) => {
  const { says, store } = await open()
  expect(await says('省办', '锁定5月')).toMatch(/^锁定2017年5月/)
  expect(await says('省办', '好')).toMatch(/^还有一件等您确认，没有办/)
  await says('省办', '锁定5月')
  expect(await says('省办', words)).toMatch(/^好，这一步没有办/)
  expect(await store.all("SELECT id FROM ledger WHERE act = 'lock'")).toEqual([])
})

describe('a contact with a figure that waits', () => {
  const waiting = async () => {
    const one = await open()
    await one.says('柳泉', '6月龙企9家')
    expect(await one.drafts()).toBe(1)
    return one
  }

  test('hears until when nothing comes, and 撤了 ends that and leaves the figure', async () => {
    const { says, drafts, store } = await waiting()
    expect(await says('柳泉', '免打扰3天')).toMatch(/^免打扰到7月5日/)
    expect(await says('柳泉', '撤了')).toMatch(/^已恢复提醒/)
    expect(await store.first("SELECT quiet FROM person WHERE id = '柳泉'")).toEqual({ quiet: null })
    expect(await drafts()).toBe(1)
  })

  test('takes back a reminder that was set, by 不要了', async () => {
    const { says, drafts } = await waiting()
    await says('柳泉', '明天上午9点提醒我交材料')
    expect(await says('柳泉', '不要了')).toMatch(/^已取消这个提醒/)
    expect(await drafts()).toBe(1)
  })

  test('is asked which is meant where leave was taken since: 不请了 drops no figure', async () => {
    const { says, drafts } = await waiting()
    await says('柳泉', '我7月5号到10号请假')
    await says('柳泉', '确认')
    await says('柳泉', '不请了')
    expect(await drafts()).toBe(1)
  })
})

test('what was accepted is taken back by 撤了 once that was shown', async () => {
  const { says, presses } = await open()
  await says('柳泉', '/上报 散锯点 100家 截至6月30日')
  await says('澄州', '/通过 柳泉县')
  expect(await says('澄州', '撤了')).toMatch(/收回.*散锯点/s)
  await presses('澄州', '只收回散锯点企业（2017年6月）')
  expect(await says('澄州', '/审核')).toMatch(/散锯点/)
})

test.each(['今天还有什么要审的', '还有哪些没审完'])('%s is answered with what waits for review', async (words) => {
  const { says } = await open()
  await says('柳泉', '/上报 散锯点 100家 截至6月30日')
  for (const who of ['澄州', '省办']) expect(await says(who, words)).toMatch(/1项上报待审核|^待审核/)
})
