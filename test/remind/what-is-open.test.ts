/** What coordinators say to what lies open before them: a preview, leave, a deadline, a table, a bulletin. */
import { describe, expect, test as onBoth } from 'vitest'
import { freshStore } from '#fresh-store'
import { readFile } from '../../src/documents/files/read-file.ts'
import { office } from '../invented.ts'
import { test } from '../size.ts'

const open = async () => {
  const one = await office(await freshStore(), '2017-07-03 09:00')
  await one.says('柳泉', '/上报 老旧木厂 5家，散锯点 60家 截至5月31日')
  await one.says('竹坞', '/上报 散锯点 80家，林下园 1个 截至6月30日')
  return one
}
type Store = Awaited<ReturnType<typeof open>>['store']

const nudges = (store: Store) =>
  store.all<{ person: string; due: number; urgent: number }>(
    "SELECT person, due, urgent FROM outbox WHERE key LIKE '%nudge/%' AND key NOT LIKE '%|%' ORDER BY person",
  )
const leaves = (store: Store) => store.all('SELECT person, from_day, to_day, stand_in FROM leave ORDER BY from_day')

describe('a reminder that was shown', () => {
  test('is narrowed to one city, made urgent and plain again, and goes out to those alone', async () => {
    const { says, store } = await open()
    expect(await says('省办', '催一下没报6月的')).toMatch(/^催报预览[\s\S]*11个地方没报齐/)
    const narrowed = await says('省办', '太多了，先澄州的')
    expect(narrowed).toMatch(/^催报预览[\s\S]*：5个地方没报齐/)
    expect(narrowed).toMatch(/桐塍区、麦塍区、苇渡县、柳泉县、竹坞县/)
    expect(await says('省办', '加急发')).toMatch(/^催报预览（加急）[\s\S]*：5个地方没报齐/)
    expect(await says('省办', '不要加急，普通的就好')).toMatch(/^催报预览\n[\s\S]*：5个地方没报齐/)
    expect(await nudges(store)).toEqual([])
    expect(await says('省办', '中')).toMatch(/^已催报 3 人/)
    expect((await nudges(store)).map(({ person, urgent }) => [person, urgent])).toEqual([
      ['柳泉', 0],
      ['澄州', 0],
      ['竹坞', 0],
    ])
  })

  test('is narrowed to all that are named, each in a clause of its own', async () => {
    const { says } = await open()
    expect(await says('澄州', '把没报的催一下')).toMatch(/5个地方没报齐/)
    expect(await says('澄州', '只发柳泉 竹坞 苇渡')).toMatch(/：3个地方没报齐\n没报齐的：苇渡县、柳泉县、竹坞县/)
  })

  test('leaves out whom the next words leave out, and goes out when they say', async () => {
    const { says, store } = await open()
    expect(await says('澄州', '把没报的催一下')).toMatch(/5个地方没报齐/)
    const fewer = await says('澄州', '竹坞的正在报，就不催他了')
    expect(fewer).toMatch(/：4个地方没报齐/)
    expect(fewer).not.toMatch(/竹坞/)
    const later = await says('澄州', '下午三点再发')
    expect(later).toMatch(/7月3日（周一）15:00/)
    expect(later).toMatch(/：4个地方没报齐/)
    expect(await nudges(store)).toEqual([])
    expect(await says('澄州', '行，就这样发')).toMatch(/^已安排催报 \d 人\n将于7月3日（周一）15:00发出/)
  })

  test('that names its time is planned for it, and given up is not sent', async () => {
    const { says, store } = await open()
    const planned = await says('澄州', '后天下午两点把还没报的再提醒一遍')
    expect(planned).toMatch(/^催报预览[\s\S]*确认后将于7月5日（周三）14:00发出/)
    expect(await says('澄州', '算了先不设，我一个个打电话')).toMatch(/没有发出任何消息/)
    expect(await nudges(store)).toEqual([])
    expect(await says('澄州', '发')).not.toMatch(/^已/)
  })

  test('keeps its day where another hour is said, takes in who is named, and is shown again after it was given up', async () => {
    const { says, store } = await open()
    await says('澄州', '明天下午三点催柳泉')
    expect(await says('澄州', '改四点')).toMatch(/确认后将于7月4日（周二）16:00发出/)
    expect(await says('澄州', '带上竹坞')).toMatch(/没报齐的：柳泉县、竹坞县[\s\S]*16:00/)
    expect(await says('澄州', '算了')).toMatch(/没有发出/)
    expect(await says('澄州', '还是催吧')).toMatch(/^催报预览[\s\S]*柳泉县/)
    expect(await nudges(store)).toEqual([])
  })

  test('stays as it was where something of its own is asked', async () => {
    const { says, store } = await open()
    await says('澄州', '把没报的催一下')
    expect(await says('澄州', '竹坞6月报了哪些')).toMatch(/竹坞县/)
    expect(await nudges(store)).toEqual([])
    expect(await says('澄州', '发吧')).toMatch(/还有一件等您确认[\s\S]*催报预览/)
    expect(await nudges(store)).toEqual([])
    await says('澄州', '发吧')
    expect(await nudges(store)).toHaveLength(3)
  })
})

describe('leave that was just recorded', () => {
  onBoth('is moved by the next words after it was shown, and the old days are gone', async () => {
    const { says, store } = await open()
    expect(await says('澄州', '我下周请假 10号到14号')).toMatch(/^已记录请假：7月10日（周一）至7月14日（周五）/)
    expect(await says('澄州', '改成11到13，14号我就回来了')).toMatch(/7月11日（周二）至7月13日（周四）/)
    expect(await leaves(store)).toEqual([expect.objectContaining({ from_day: '2017-07-10', to_day: '2017-07-14' })])
    await says('澄州', '对')
    expect(await leaves(store)).toEqual([
      expect.objectContaining({ person: '澄州', from_day: '2017-07-11', to_day: '2017-07-13' }),
    ])
  })

  test('is shown before it is taken where what was said besides was not read: it may be who takes over', async () => {
    const { says, presses, store } = await open()
    expect(await says('柳泉', '我6号7号休息，李姐顶一下')).toMatch(/7月6日（周四）至7月7日（周五）[\s\S]*没有代理人/)
    expect(await leaves(store)).toEqual([])
    await presses('柳泉', '确认请假')
    expect(await leaves(store)).toEqual([expect.objectContaining({ person: '柳泉', from_day: '2017-07-06' })])
  })

  test('gets its stand-in by name, and nobody where the name is not on the roster', async () => {
    const { says, store } = await open()
    await says('澄州', '我下周请假 10号到14号')
    expect(await says('澄州', '这几天让小钱顶一下')).toMatch(/名册里没有/)
    expect(await leaves(store)).toEqual([expect.objectContaining({ stand_in: null })])
    expect(await says('澄州', '那由省办联系人代')).toMatch(/7月10日（周一）至7月14日（周五）[\s\S]*省办联系人代/)
    expect(await leaves(store)).toEqual([expect.objectContaining({ stand_in: '省办', from_day: '2017-07-10' })])
  })
})

describe('a wish that names another command', () => {
  test.each([
    ['截止日推到7月7号，因为系统升级', /^调整截止日期[\s\S]*新截止：7月7日/],
    ['截止日期改成7月8号，平台维护', /^调整截止日期[\s\S]*新截止：7月8日/],
    ['截止时间延到7月12号', /^调整截止日期[\s\S]*新截止：7月12日/],
    ['免打扰到周五', /^免打扰到7月7日/],
    ['提醒我周三上午交表', /^好的，7月5日（周三）/],
  ])('moves no leave that was recorded before it: %s', async (words, shown) => {
    const { says, store } = await open()
    await says('省办', '我下周二到周四休假')
    expect(await says('省办', words)).toMatch(shown)
    expect(await leaves(store)).toEqual([
      expect.objectContaining({ from_day: '2017-07-11', to_day: '2017-07-13', stand_in: null }),
    ])
  })

  test('changes no reminder that was shown before it', async () => {
    const { says, store } = await open()
    await says('省办', '催没报的')
    expect(await says('省办', '截止推到7月12日')).toMatch(/^调整截止日期/)
    await says('省办', '催没报的')
    expect(await says('省办', '晚点再催')).not.toMatch(/截止日期/)
    expect(await nudges(store)).toEqual([])
  })

  test.each([
    ['解锁5月，柳泉有数要改', /已解锁：2017年5月[\s\S]*原因：柳泉有数要改/],
    ['解锁5月 因 竹坞补报', /已解锁：2017年5月[\s\S]*原因：竹坞补报/],
    ['解锁5月', /解锁2017年5月：请写明原因/],
    ['解锁6月，柳泉要补报', /^2017年6月没有锁定/],
    ['解锁5月要走什么手续', /^(?!.*已解锁)/],
    ['解锁5月的后果', /^(?!.*已解锁)/],
  ])('is a command glued to what it names, whatever was shown before: %s', async (words, shown) => {
    const { says } = await open()
    await says('省办', '/锁定 5月 确认')
    await says('省办', '催没报的')
    expect(await says('省办', words)).toMatch(shown)
  })
})

describe('a deadline that is to be moved', () => {
  test('is set to another day, told of, and then moved', async () => {
    const { says, store, hears } = await open()
    expect(await says('省办', '/截止 7月7日 因 系统维护')).toMatch(/新截止：7月7日（周五）/)
    expect(await says('省办', '还是10号吧')).toMatch(/新截止：7月10日（周一）/)
    expect(await says('省办', '10号是周一对吧')).toMatch(/新截止：7月10日（周一）/)
    expect(await store.all('SELECT * FROM deadline_move')).toEqual([])
    await says('省办', '就这么定，通知下去')
    expect(hears('省办').join('\n')).toMatch(/已调整[\s\S]*新截止 7月10日（周一）/)
    expect(await store.all('SELECT * FROM deadline_move')).toHaveLength(1)
  })
})

describe('a table that was handed over', () => {
  onBoth('is made again for one county, with the names in full', async () => {
    const { says, files } = await open()
    await says('省办', '导出6月台账')
    expect(files('省办').at(-1)?.name).toBe('沧岭省台账2017-06.xlsx')
    await says('省办', '只要竹坞的')
    expect(files('省办').at(-1)?.name).toBe('竹坞县台账2017-06.xlsx')
    await says('省办', '指标写全称')
    expect(files('省办').at(-1)?.name).toBe('竹坞县台账2017-06.xlsx')
    const { content = new Uint8Array() } = files('省办').at(-1) ?? {}
    expect(JSON.stringify(await readFile('a.xlsx', content))).toMatch(/存在问题的“散锯点”作坊/)
  })

  test('is sent to whoever coordinates there, after it was shown to whom, and to nobody who may not see it', async () => {
    const { says, files } = await open()
    await says('省办', '导出6月台账')
    expect(await says('省办', '转一份给澄州')).toMatch(/^不能转给澄州市/)
    await says('省办', '只要竹坞的')
    expect(await says('省办', '好 转给澄州那边一份')).toMatch(/^转给澄州联系人？[\s\S]*发给1人/)
    expect(files('澄州')).toEqual([])
    expect(await says('省办', '对')).toMatch(/^已转给澄州联系人/)
    expect(files('澄州').map(({ name }) => name)).toEqual(['竹坞县台账2017-06.xlsx'])
  })

  test('is another city’s for nobody', async () => {
    const { says, files } = await open()
    await says('澄州', '导出6月台账')
    expect(files('澄州')).toHaveLength(1)
    expect(await says('澄州', '换成鹭州的')).not.toMatch(/鹭州市台账/)
    expect(files('澄州').every(({ name }) => name.startsWith('澄州市'))).toBe(true)
  })
})

onBoth('a bulletin that was shown is shown anew without the names of those behind', async () => {
  const { says } = await open()
  expect(await says('省办', '/通报 2017-06')).toMatch(/^通报预览：/)
  expect(await says('省办', '对外用的，别点名')).toMatch(/^通报预览（对外）：/)
})
