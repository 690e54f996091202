/** What was not meant is not done: talks in which a yes, a reason or a drop could be taken for another matter's. */
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'

const open = async (...told: readonly (readonly [string, string])[]) => {
  const one = await office(await freshStore(), '2017-07-03 09:00')
  for (const [who, words] of told) await one.says(who, words)
  const acts = async (act: string): Promise<string[]> =>
    (
      await one.store.all<{ what: string }>(
        "SELECT region || ' ' || indicator AS what FROM ledger WHERE act = ? ORDER BY what",
        act,
      )
    ).map(({ what }) => what)
  const sent = async (like: string): Promise<number> =>
    (await one.store.all("SELECT key FROM outbox WHERE key LIKE ? AND key NOT LIKE '%|%'", like)).length
  return { ...one, acts, sent }
}

const LIUQUAN = ['柳泉', '/上报 散锯点 100家，林下园 2个，龙企 9家 截至6月30日'] as const
const ZHUWU = ['竹坞', '/上报 散锯点 80家，林下园 1个 截至6月30日'] as const

describe('a coordinator who has a preview of all before him', () => {
  const shown = async () => {
    const one = await open(LIUQUAN, ZHUWU)
    await one.says('澄州', '待审的看一下')
    expect(await one.says('澄州', '都过了吧')).toMatch(/^通过2个地方的5项？/)
    return one
  }

  test('names one county: its own figures are shown anew, and the wider preview is not done', async () => {
    const { says, acts } = await shown()
    expect(await says('澄州', '竹坞的也过了吧')).toMatch(/^通过1个地方的2项？\n竹坞县/)
    expect(await acts('accept')).toEqual([])
    expect(await says('澄州', '好')).toMatch(/^已通过：2项/)
    expect(await acts('accept')).toEqual(['980523 forest-parks', '980523 stray-saws'])
  })

  test.each(['好', '确认', '嗯', '可以'])(
    'asks something else: %s shows what it was, and is said again to do it',
    async (yes) => {
      const { says, acts } = await shown()
      await says('澄州', '竹坞报了几项')
      expect(await says('澄州', yes)).toMatch(/通过2个地方的5项/)
      expect(await acts('accept')).toEqual([])
      expect(await says('澄州', yes)).toMatch(/^已通过：5项/)
    },
  )
})

test('a county that is named is the one meant, whichever was looked at', async () => {
  const { says, acts } = await open(LIUQUAN, ZHUWU)
  await says('澄州', '/审核 竹坞')
  expect(await says('澄州', '柳泉的也过了吧')).toMatch(/^通过1个地方的3项？\n柳泉县/)
  expect(await acts('accept')).toEqual([])
})

describe('who excepts something', () => {
  test.each(['先不过龙企 其他过', '除了龙企，其他都过', '龙企不过，其他的过了', '其他都过，龙企先不过'])(
    '%s: has the others before him, and never that',
    async (words) => {
      const { says, acts } = await open(LIUQUAN)
      await says('澄州', '/审核 柳泉')
      const heard = await says('澄州', words)
      expect(heard).toMatch(/^通过1个地方的2项？\n柳泉县：(?!.*龙头企业.*\n通过后)/)
      expect(heard).toMatch(/先放着：林业龙头企业/)
      expect(await acts('accept')).toEqual([])
    },
  )
})

describe('a return', () => {
  test('whose reason stands beside it is shown with that reason, and sent by a yes', async () => {
    const { says, acts, hears } = await open(LIUQUAN)
    await says('澄州', '/审核 柳泉')
    expect(await says('澄州', '龙企退回 没认定文件')).toMatch(/林业龙头企业[\s\S]*没认定文件/)
    expect(await acts('return')).toEqual([])
    expect(await says('澄州', '好')).toMatch(/^已退回：1项[\s\S]*原因：没认定文件/)
    expect(hears('柳泉').at(-1)).toMatch(/原因：没认定文件/)
  })

  test.each(['其余的先放着', '其他的都过', '剩下的呢', '竹坞的催一下', '还有几个没审', '先不退了', '谢谢'])(
    'asks its reason, and %s is none',
    async (words) => {
      const { says, acts } = await open(LIUQUAN)
      await says('澄州', '/审核 柳泉')
      expect(await says('澄州', '龙企退回')).toMatch(/^退回要写明原因/)
      await says('澄州', words)
      expect(await acts('return')).toEqual([])
      expect(await acts('accept')).toEqual([])
    },
  )

  test.each(['没附名单', '认定文件没传', '数字跟台账对不上', '缺佐证材料，请补', '请核对清单后重报'])(
    'asks its reason, and %s is one',
    async (words) => {
      const { says, acts, hears } = await open(LIUQUAN)
      await says('澄州', '/审核 柳泉')
      await says('澄州', '龙企退回')
      // words that were not announced as a reason are seen before the county hears them
      expect(await says('澄州', words)).toMatch(/^退回1项？/)
      expect(await acts('return')).toEqual([])
      expect(await says('澄州', '好')).toMatch(/^已退回：1项/)
      expect(await acts('return')).toEqual(['980522 forest-leaders'])
      expect(hears('柳泉').at(-1)).toContain(`原因：${words}`)
    },
  )

  test('that waits for its reason is no acceptance, whenever somebody says yes', async () => {
    const { says, acts } = await open(LIUQUAN)
    await says('澄州', '/审核 柳泉')
    await says('澄州', '散锯点退回')
    expect(await says('澄州', '好')).not.toMatch(/^通过/)
    await says('澄州', '竹坞报了几项')
    expect(await says('澄州', '好')).not.toMatch(/^通过/)
    expect([...(await acts('accept')), ...(await acts('return'))]).toEqual([])
  })
})

test.each(['澄州', '省办'])('%s adds 附言 to the reminder that lies open, whatever it speaks of', async (who) => {
  const { says, hears, sent } = await open()
  await says(who, '催一下没报的')
  expect(await says(who, '附言 明天中午前报')).toMatch(/^催报预览[\s\S]*附言[\s\S]*明天中午前报/)
  expect(await sent('%moved:%')).toBe(0)
  await says(who, '发')
  expect(hears('柳泉').at(-1)).toMatch(/明天中午前报/)
})

test.each(['催一下市里抓紧审', '催市里快点审', '催一下市里'])(
  '%s: the province presses those who review',
  async (words) => {
    const { says, until, sent } = await open(LIUQUAN)
    await until('2017-07-06 10:00')
    expect(await says('省办', words)).toMatch(/^催审[\s\S]*澄州市/)
    const before = await sent('remind:nudge/%')
    await says('省办', '发')
    expect(await sent('remind:nudge/%')).toBe(before)
    expect(await sent('remind:review/%')).toBe(1)
  },
)

test.each(['好的', '确认'])('what is to be reopened was shown, and %s is heard', async (yes) => {
  const { says, acts } = await open(LIUQUAN)
  await says('澄州', '/通过 柳泉 确认')
  expect(await says('澄州', '收回柳泉的审核')).toMatch(/^收回3项审核/)
  expect(await says('澄州', yes)).toMatch(/^已收回审核：3项/)
  expect(await acts('reopen')).toHaveLength(3)
})

describe('a contact whose figures wait', () => {
  test.each(['竹坞木厂多少家', '不对不对 木厂是13家 龙企4家没错吧', '13家怎么报'])(
    'says something else (%s): 确认 shows them again, and records nothing unseen',
    async (between) => {
      const { says, acts } = await open(['柳泉', '木厂12家，龙企3家'])
      await says('柳泉', between)
      await says('柳泉', '确认')
      expect(await acts('report')).toEqual([])
    },
  )

  test.each(['都不要了', '全部放弃', '取消全部', '算了 都放弃'])('%s drops all of them by one act', async (words) => {
    const { says, store } = await open(['柳泉', '木厂12家'], ['柳泉', '龙企3家'])
    expect(await says('柳泉', words)).toMatch(/^已放弃/)
    expect(await store.all('SELECT id FROM draft WHERE open = 1')).toEqual([])
  })

  test('放弃13那个 of several drops that one or asks which, and leaves the other', async () => {
    const { says, store } = await open(['柳泉', '木厂13家'], ['柳泉', '龙企3家'])
    expect(await says('柳泉', '放弃13那个')).toMatch(/^已放弃|\[放弃老旧木厂\]|\[全部放弃\]/)
    const left = await store.all<{ content: string }>('SELECT content FROM draft WHERE open = 1')
    expect(left.map(({ content }) => content).join()).toContain('forest-leaders')
    expect(await store.all('SELECT sequence FROM ledger')).toEqual([])
  })

  test.each(['放弃木厂', '取消木厂那个'])(
    '%s of several: he has no button before him that files, and drops that one',
    async (words) => {
      const { says, presses, store } = await open(['柳泉', '木厂13家'], ['柳泉', '龙企3家'])
      const heard = await says('柳泉', words)
      expect(heard).not.toMatch(/\[(全部)?确认/)
      if (/\[放弃老旧木厂\]/.test(heard)) await presses('柳泉', '放弃老旧木厂')
      const left = await store.all<{ content: string }>('SELECT content FROM draft WHERE open = 1')
      expect(left).toHaveLength(1)
      expect(left[0]?.content).toContain('forest-leaders')
    },
  )

  test.each(['算了 都放弃', '都不要了', '算了'])('%s leaves his leave alone', async (words) => {
    const { says, store } = await open(['柳泉', '明天请假一天'], ['柳泉', '木厂12家'], ['柳泉', '5号截止吗'])
    await says('柳泉', words)
    expect(await store.all('SELECT person FROM leave')).toHaveLength(1)
  })

  test('lets go of leave that was shown after them, and they wait on', async () => {
    const { says, store } = await open(['柳泉', '木厂12家'])
    expect(await says('柳泉', '我6号7号休息，李姐顶一下')).toMatch(/^请假/)
    await says('柳泉', '不用了')
    expect(await store.all('SELECT id FROM draft WHERE open = 1')).toHaveLength(1)
    expect(await store.all('SELECT person FROM leave')).toEqual([])
  })

  test('of several a list can file all or drop all', async () => {
    const { says, presses, acts } = await open(['柳泉', '木厂12家'], ['柳泉', '龙企3家'])
    expect(await says('柳泉', '好')).toMatch(/\[全部确认\][\s\S]*\[全部放弃\]/)
    await presses('柳泉', '全部放弃')
    expect(await says('柳泉', '好')).not.toMatch(/已记录/)
    expect(await acts('report')).toEqual([])
  })
})

test('a figure refused for its place is dropped where that is said, though the own place is named beside it', async () => {
  const { says, store } = await open(['柳泉', '/上报 木厂 10家 截至6月30日'], ['柳泉', '竹坞木厂12家'])
  expect(await says('柳泉', '不对我是柳泉的 上面那条不要')).not.toMatch(/12家/)
  expect(await store.all('SELECT id FROM draft WHERE open = 1')).toEqual([])
})

describe('half a message', () => {
  test.each(['你是机器人吗', '今天几号', '我们县3个人在管', '谢谢'])(
    'waits for its answer alone: %s is none',
    async (words) => {
      const { says, store } = await open(['柳泉', '截至6.31 木厂12家'])
      const before = await store.all('SELECT content FROM draft WHERE open = 1')
      await says('柳泉', words)
      expect(await store.all('SELECT content FROM draft WHERE open = 1')).toEqual(before)
    },
  )
})

test('转人工 hands over the complaint that was shown, and no question before it', async () => {
  const { says, store } = await open(['官员', '散锯点怎么认定'])
  expect(await says('官员', '我要投诉柳泉县数据造假')).toMatch(/转给协调员吗/)
  await says('官员', '转人工')
  expect(await store.all('SELECT question FROM handover')).toEqual([{ question: '我要投诉柳泉县数据造假' }])
})
