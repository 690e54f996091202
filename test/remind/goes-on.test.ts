/** What the next words change of a reminder that was just set, or of leave that is being asked for. */
import { describe, expect, test as onBoth } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'
import { test } from '../size.ts'

const open = async () => office(await freshStore(), '2017-07-03 09:00')

describe('a reminder that was just set', () => {
  onBoth.each([
    ['改成周三上午十点', /7月5日（周三）10:00/],
    ['那后天早上吧', /7月5日（周三）09:00/],
    ['还是11点吧', /7月4日（周二）11:00/],
    ['周五下午', /7月7日（周五）15:00/],
    ['那周一早上吧', /7月10日（周一）09:00/],
  ])('is put off by %s, and the first one is gone', async (words, when) => {
    const { says, store } = await open()
    await says('柳泉', '明天下午三点提醒我核对一下数字')
    const card = await says('柳泉', words)
    expect(card).toMatch(when)
    expect(card).toMatch(/原来定在7月4日（周二）15:00的已取消/)
    expect(await waiting(store)).toBe(1)
  })

  test.each(['算了不用提醒了', '取消那个提醒', '不用叫我了'])('is taken back by %s', async (words) => {
    const { says, store } = await open()
    await says('柳泉', '明天下午三点提醒我核对一下数字')
    expect(await waiting(store)).toBe(1)
    expect(await says('柳泉', words)).toMatch(/^已取消这个提醒\n7月4日（周二）15:00不再提醒您/)
    expect(await waiting(store)).toBe(0)
  })

  test.each(['你记住了没', '记住了吧', '你几点叫我'])('is told again to whoever asks %s', async (words) => {
    const { says, store } = await open()
    await says('柳泉', '这周六提醒我核对一下数字')
    expect(await says('柳泉', words)).toMatch(/^记着：7月10日（周一）08:30提醒您\n核对一下数字/)
    expect(await says('柳泉', '改成周五上午')).toMatch(/7月7日（周五）09:00/)
    expect(await waiting(store)).toBe(1)
  })

  test('stays as it is where something else is said', async () => {
    const { says, store } = await open()
    await says('柳泉', '明天下午三点提醒我核对一下数字')
    expect(await says('柳泉', '哪些县还没报')).not.toMatch(/提醒您/)
    expect(await says('柳泉', '6月的数什么时候截止')).toMatch(/7月5日/)
    expect(await waiting(store)).toBe(1)
  })

  test('comes to a coordinator too, who owes no report: of what was spoken of', async () => {
    const { says } = await open()
    await says('省办', '通报的数等各市审完再定')
    expect(await says('省办', '周四上午提醒我')).toMatch(/7月6日（周四）09:00提醒您：通报的数等各市审完再定/)
  })
})

describe('leave that is being asked for', () => {
  test('takes the stand-in by name from the next words, with the days said before', async () => {
    const { says } = await open()
    expect(await says('柳泉', '我4号到6号公休，找谁接手')).toMatch(/^请假\n/)
    expect(await says('柳泉', '由竹坞联系人代')).toMatch(
      /^请假：7月4日（周二）至7月6日（周四）\n[^\n]*截止日[^\n]*\n期间由竹坞联系人代。\n[^\n]*\n\[确认请假\]/,
    )
    expect(await says('柳泉', '好')).toMatch(/已记录请假：7月4日（周二）至7月6日（周四）[\s\S]*竹坞联系人代/)
  })

  test('is of the days that are said within a week that is said', async () => {
    const { says } = await open()
    expect(await says('澄州', '我下周年假 10号到14号')).toMatch(/请假：7月10日（周一）至7月14日（周五）/)
  })

  test('takes the days after the name', async () => {
    const { says } = await open()
    await says('柳泉', '我要请假')
    await says('柳泉', '由竹坞联系人代')
    expect(await says('柳泉', '4号到6号')).toMatch(
      /^请假：7月4日（周二）至7月6日（周四）\n[^\n]*截止日[^\n]*\n期间由竹坞联系人代/,
    )
  })

  onBoth('asks on where nobody on the roster is called so, and records nothing', async () => {
    const { says, store } = await open()
    await says('柳泉', '我4号到6号公休，找谁接手')
    expect(await says('柳泉', '让小陈接，陈立')).toMatch(/名册里没有/)
    expect(await store.all('SELECT * FROM leave')).toEqual([])
    expect(await says('柳泉', '由竹坞联系人代')).toMatch(/^请假：7月4日（周二）至7月6日（周四）/)
  })

  test('takes thanks for no name', async () => {
    const { says } = await open()
    await says('柳泉', '我4号到6号公休，找谁接手')
    expect(await says('柳泉', '谢谢')).not.toMatch(/名册/)
  })
})

type Store = Awaited<ReturnType<typeof freshStore>>
const waiting = async (store: Store): Promise<number> =>
  (await store.first<{ n: number }>("SELECT count(*) AS n FROM outbox WHERE key LIKE 'snooze/%' AND state = 'queued'"))
    ?.n ?? 0

describe('who hears and who is there', () => {
  test('whom the office reminded today is told, not whom it reminds next', async () => {
    const { says, until } = await office(await freshStore(), '2017-07-03 08:00')
    expect(await says('澄州', '今天催了谁')).toMatch(/7月3日澄州市各县（市、区）没有被提醒过。/)
    await until('2017-07-04 10:00')
    expect(await says('澄州', '今天催了谁')).toMatch(
      /7月4日澄州市各县（市、区）被提醒的有5个地方：(?=.*桐塍区)(?=.*麦塍区)(?=.*苇渡县)(?=.*柳泉县)(?=.*竹坞县)/,
    )
    expect(await says('澄州', '下次提醒谁')).toMatch(/^下一次提醒/)
  })

  test('who is away today, of those that the asker may see', async () => {
    const { says } = await open()
    expect(await says('澄州', '谁在请假')).toMatch(/^今天没有人请假/)
    await says('柳泉', '/请假 7月3日至7月5日 由 竹坞联系人 代')
    expect(await says('澄州', '今天谁请假了')).toMatch(
      /^今天请假的：1人\n柳泉县 县联系人：柳泉联系人（请假至7月5日，由竹坞联系人代）/,
    )
    expect(await says('苇渡', '谁在请假')).not.toMatch(/柳泉联系人/)
  })

  onBoth('把5月锁了 is shown before it is done, with what is missing', async () => {
    const { says } = await open()
    expect(await says('省办', '把5月锁了')).toMatch(/2017年5月[\s\S]*\[/)
    expect(await says('省办', '5月锁了没')).not.toMatch(/已锁定：/)
  })
})

describe('a place that was said to be left out, before anything was shown', () => {
  test.each(['柳泉的别发，他们局里昨天刚出了点事', '柳泉先别催'])(
    '%s: stays out of the reminder that comes next',
    async (before) => {
      const { says } = await open()
      await says('澄州', before)
      const shown = await says('澄州', '催一下吧，有困难的说一声')
      expect(shown).toMatch(/^催报预览/)
      expect(shown).not.toContain('柳泉')
    },
  )

  test('named again, it is meant', async () => {
    const { says } = await open()
    await says('澄州', '柳泉先别催')
    expect(await says('澄州', '柳泉也催一下')).toMatch(/没报齐的：柳泉县\n/)
  })
})
